import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Pause, Plan } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { playedDay } from '@treve/planner'
import { numberOf, optionsOf } from '../options.ts'
import { openPause, openPlan } from '../reading.ts'
import { accountAt } from '../simulate/account-at.ts'
import { Api, ServerFault } from '../simulate/api.ts'
import { finish, openCorridors, prepare, setClock, setClockOn } from '../simulate/coordinator.ts'
import { dayLines } from '../simulate/day-lines.ts'
import { FileInLineFault, withFiles } from '../simulate/files-in-lines.ts'
import { type Line, readLines } from '../simulate/line.ts'
import { Person, refused } from '../simulate/person.ts'
import { Player } from '../simulate/player.ts'
import { Tracks } from '../simulate/tracks.ts'
import type { ExitCode, Io, Verb } from '../verb.ts'

export const simulateVerb: Verb = {
  name: 'simulate',
  summary: 'play a day of an exercise to a running server, as vehicles, gates and phones would',
  help: `treve simulate FILE PLAN --code CODE [--server URL] [--speed N|max] [--seed N] [--day N] [--no-trackers] [--copy DIR] [--json]
treve simulate FILE --replay LINES --code CODE [--server URL] [--speed N|max] [--copy DIR] [--json]

Comes in to a server as its first coordinator, by the code that “treve serve” printed; agrees terms, approvals, notification
and orders; then plays one day of PLAN with the delays that FILE assumes: phones that sign what they report, gates, desks,
trackers. At the end it closes the pause and accounts for it. With --replay a recorded day instead, line by line
(docs/formats/played-day.md). Only an exercise is played, and only on a server begun with --rehearse, which lets it have a
clock of its own.

  --server URL   where the server is (http://localhost:8016)
  --code CODE    the code of the first coordinator
  --speed N      seconds of the exercise in each (60), fewer where the server does not take as fast what is told; max: from
                 line to line, without waiting and without trackers
  --seed N       seed of the day (1), --day N which of its days (0)
  --no-trackers  no positions
  --watcher      first print { "watcher": CODE }: with it somebody comes in to watch, as a coordinator
  --progress     print { "ordered", "of" } after the orders of each trip, { "runs": true, "speed" } before the clock runs, and with
                 each change of its speed
  --copy DIR     what an auditor takes away at the end: the log and its openings, for treve account verify and treve
                 statements check --account DIR --openings DIR/openings.jsonl
  --json         { "sent", "positions", "unexpected" } at the end
Exit 0: played; 1: something was answered otherwise than the lines say; 2: a file, an option or the server could not be used.
`,
  async run(args, io) {
    const options = optionsOf(
      'simulate',
      args,
      {
        server: { type: 'string' },
        code: { type: 'string' },
        replay: { type: 'string' },
        speed: { type: 'string' },
        seed: { type: 'string' },
        day: { type: 'string' },
        'no-trackers': { type: 'boolean' },
        copy: { type: 'string' },
        watcher: { type: 'boolean' },
        progress: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values, positionals } = options
    const [pauseName, planName, more] = positionals
    const isReplay = values.replay !== undefined
    if (
      pauseName === undefined ||
      (planName === undefined) !== isReplay ||
      more !== undefined ||
      values.code === undefined
    ) {
      io.err(
        'treve simulate: name a pause file and a plan (or --replay LINES), and --code. See treve simulate --help.\n',
      )
      return 2
    }
    const speed =
      values.speed === 'max'
        ? 'max'
        : numberOf('simulate', 'speed', values.speed ?? '60', io, { min: 0.1, max: 3600, isWhole: false })
    const seed = numberOf('simulate', 'seed', values.seed ?? '1', io, { max: 0xffff_ffff })
    const day = numberOf('simulate', 'day', values.day ?? '0', io, { max: 1_000_000 })
    if (speed === undefined || seed === undefined || day === undefined) return 2
    if ([speed, seed, day].some(Number.isNaN)) return 2
    const opened = await openPause(pauseName, io)
    if (opened === undefined) return 2
    const { pause } = opened
    if (!pause.exercise) {
      io.err(`treve simulate: ${pauseName} is no exercise: nothing is played in a real pause.\n`)
      return 2
    }
    const given = await playedLines({ pause, planName, replay: values.replay, seed, day }, io)
    if (given === undefined) return 2
    const say = (text: string) => io.err(`${text}\n`)
    try {
      const api = new Api(values.server ?? 'http://localhost:8016', io.stop)
      const coordinator = new Person(api)
      await coordinator.join(values.code)
      const account = await accountAt(coordinator, pause)
      if (values.watcher === true) io.out(`${JSON.stringify({ watcher: await watcherCode(coordinator, pause) })}\n`)
      const progress = (told: object) => {
        if (values.progress === true) io.out(`${JSON.stringify(told)}\n`)
      }
      const paced = (by: number) => progress({ runs: true, speed: by })
      const player = new Player({ api, pause, coordinator, account, speed, stop: io.stop, say, paced })
      if ('plan' in given) {
        const { plan, planText, lines, tracks } = given
        const withTrackers = values['no-trackers'] !== true && speed !== 'max'
        const ordered = (trips: number) => progress({ ordered: trips, of: plan.trips.length })
        await prepare({ coordinator, pause, plan, planText, say, ordered })
        await player.enrol(lines)
        if (withTrackers) await player.bindTrackers(tracks.vehicles)
        let played = Number.NEGATIVE_INFINITY
        progress({ runs: true, speed })
        for (const { id, open, close } of pause.terms.windows) {
          await setClock(coordinator, pause.id, { at: player.written(open), speed: 0 })
          await openCorridors(coordinator, pause)
          say(`the window ${id} is open`)
          const isLast = pause.terms.windows.at(-1)?.id === id
          // Who set out before it opened did so for this one.
          const own = lines.filter(({ at }) => at >= played && (isLast || at < close))
          await player.play(own, { from: open, ...(withTrackers ? { tracks } : {}) })
          played = close
          await setClockOn(coordinator, pause, Math.max(close + 60, own.at(-1)?.at ?? close))
          // Trackers are not silent because the clock was set on.
          if (withTrackers) await player.tellPositions(tracks, close + 60)
        }
        await finish(coordinator, pause)
      } else await player.play(given.lines)
      if (values.copy !== undefined) say(`verifier key: ${await player.copyTo(resolve(io.folder, values.copy))}`)
      return tell(player, values.json === true, io)
    } catch (fault) {
      if (io.stop.aborted) return 0
      if (!(fault instanceof ServerFault)) throw fault
      io.err(`treve simulate: ${sentence(fault.message)}\n`)
      return 2
    }
  },
}

async function watcherCode(coordinator: Person, { id }: Pause): Promise<string> {
  const input = { roles: ['coordinator'], label: 'watcher' }
  const answer = await coordinator.post(`/api/v1/pauses/${encodeURIComponent(id)}/invitations`, input)
  if (answer.status !== 200) throw refused('nobody can be let in to watch', answer)
  return String(answer.body.code)
}

type Given =
  | { readonly plan: Plan; readonly planText: string; readonly lines: readonly Line[]; readonly tracks: Tracks }
  | { readonly lines: readonly Line[] }

async function playedLines(
  {
    pause,
    planName,
    replay,
    seed,
    day,
  }: { pause: Pause; planName: string | undefined; replay: string | undefined; seed: number; day: number },
  io: Io,
): Promise<Given | undefined> {
  if (replay !== undefined) {
    let text: string
    try {
      text = await readFile(resolve(io.folder, replay), 'utf8')
    } catch (fault) {
      io.err(`treve simulate: ${replay} cannot be read (${fault instanceof Error ? fault.message : String(fault)}).\n`)
      return undefined
    }
    const read = readLines(text, pause.time_zone)
    if ('line' in read) {
      io.err(`treve simulate: ${replay}, line ${read.line}: ${sentence(read.text)}\n`)
      return undefined
    }
    try {
      return { lines: await withFiles(read.lines, dirname(resolve(io.folder, replay))) }
    } catch (fault) {
      if (!(fault instanceof FileInLineFault)) throw fault
      io.err(`treve simulate: ${replay}: ${sentence(fault.message)}\n`)
      return undefined
    }
  }
  const planned = await openPlan(planName ?? '', pause.time_zone, io)
  if (planned === undefined) return undefined
  const { plan } = planned
  const played = playedDay(pause, travelTimesOf(pause), plan, { seed, day })
  return {
    plan,
    planText: new TextDecoder().decode(planned.given.bytes),
    lines: dayLines(pause, plan, played),
    tracks: new Tracks(pause, plan, played),
  }
}

function tell(player: Player, isJson: boolean, io: Io): ExitCode {
  const { sent, positions, unexpected } = player.played
  const all = unexpected.map(({ line, text }) => ({
    at: player.written(line.at),
    by: line.by,
    do: line.do,
    with: line.with,
    answered: text,
  }))
  if (isJson) io.out(`${JSON.stringify({ sent, positions, unexpected: all })}\n`)
  else {
    for (const each of all.slice(0, 20)) io.err(`${each.at} ${each.by} ${each.do}: ${each.answered}\n`)
    io.out(`${sent} lines and ${positions} positions played; ${all.length} answered otherwise than expected\n`)
  }
  return all.length === 0 ? 0 : 1
}

/** What a server says is whole sentences already. */
function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}
