import { resolve } from 'node:path'
import { checkPlan } from '@treve/checker'
import { assuranceToJson, type Language, languages, notActedOut, type Pause, type Plan, type State } from '@treve/model'
import { isShown, leastForDecision, mostDays } from '@treve/model/claims'
import { movesNobody, pauseOfPlan } from '@treve/planner'
import { tripsUnknown } from '@treve/server/now'
import { assureAgain, assureFromNow } from '@treve/server/planning'
import { assuranceText, leftOutText, nowText, sureLine } from '../assurance.ts'
import { assuranceWords } from '../assurance-words.ts'
import { openGiven } from '../files.ts'
import { tellOtherVersion } from '../of-this-file.ts'
import { numberOf, optionsOf } from '../options.ts'
import { folderForState, openPause, openPlan, openState, soundState } from '../reading.ts'
import { tellTrouble } from '../state-trouble.ts'
import type { ExitCode, Io, Verb } from '../verb.ts'
import { violationText } from '../violations.ts'
import { watchState } from '../watch-state.ts'

export const assureVerb: Verb = {
  name: 'assure',
  summary: 'how sure a plan is: simulated days, and what may be claimed of them',
  help: `treve assure FILE PLAN [--state FILE [--watch] | --at TIME] [--runs N] [--seed N] [--test N] [--lang LANGUAGE] [--json]

Simulates PLAN, which must be valid, on days as the pause in FILE assumes them (uncertainty), and counts those on which all
are clear by the close. How many days is fixed beforehand; what is claimed is the exact lower limit.

With --state or --at PLAN is the plan in force, and what is left of it is simulated: how sure it is now, and who must leave when.
So it is where FILE has a “state” and PLAN began before it.

  --state FILE     where all are: at, vehicles, done, as “state” in a pause file
  --watch          says it again whenever that file has changed, and marks the lines that are new; what cannot be used is told,
                   and the answer before it is the last; Ctrl-C stops, and the exit is that of the last answer
  --at TIME        all are where PLAN has them at that time, such as 14:30
  --runs N         days (default 5000, up to 20000 of a small plan; a decision takes at least 3000; of what is left 1000)
  --seed N         seed of the days (default 1)
  --test N         which decision test of this pause it is (default that of the plan, else 1): each has days of its own,
                   and may claim less
  --lang LANGUAGE  ${languages.join(', ')} (default en)
  --json           { "clear_probability", … }: docs/formats/assurance.md; with --watch one a line
Exit 0: done, and what the terms require is shown, or they require nothing; 1: it is not shown, or the plan is not valid.
`,
  async run(args, io) {
    const options = optionsOf(
      'assure',
      args,
      {
        json: { type: 'boolean' },
        runs: { type: 'string' },
        seed: { type: 'string' },
        test: { type: 'string' },
        state: { type: 'string' },
        at: { type: 'string' },
        watch: { type: 'boolean' },
        lang: { type: 'string' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values, positionals } = options
    const [pauseName, planName, more] = positionals
    if (pauseName === undefined || planName === undefined || more !== undefined || pauseName === planName) {
      io.err('treve assure: name a pause file and a plan; one of them may be -. See treve assure --help.\n')
      return 2
    }
    const runs = numberOf('assure', 'runs', values.runs, io, { min: 1, max: 10_000_000 })
    const seed = numberOf('assure', 'seed', values.seed, io, { max: 0xffff_ffff })
    const test = numberOf('assure', 'test', values.test, io, { min: 1, max: 1_000_000 })
    if ([runs, seed, test].some(Number.isNaN)) return 2
    const language = languages.find((each) => each === (values.lang ?? 'en'))
    if (language === undefined) {
      io.err(`treve assure: --lang ${values.lang}: one of ${languages.join(', ')} is expected.\n`)
      return 2
    }
    if (values.watch === true && (values.state === undefined || values.state === '-')) {
      io.err('treve assure: --watch needs --state FILE: a file that is written anew as things change.\n')
      return 2
    }
    const opened = await openPause(pauseName, io)
    if (opened === undefined) return 2
    const planned = await openPlan(planName, opened.pause.time_zone, io)
    if (planned === undefined) return 2
    const { plan } = planned
    tellOtherVersion(opened, planned.given, plan, io)
    // What is watched may be unusable for a while.
    const state =
      values.watch === true && values.at === undefined
        ? 'watched'
        : await stateOf(opened.pause, plan, { file: values.state, at: values.at }, io)
    if (state === 'unusable') return 2
    if (state === 'watched' && (await openGiven(values.state ?? '', io, folderForState)) === undefined) return 2
    const pause = state === undefined ? opened.pause : pauseOfPlan(opened.pause, plan)
    // What it says of how sure it is is to be said anew; but a reserve rests on it.
    const checked = plan.reserve === null ? { ...plan, clear_probability: null, assurance: null } : plan
    const violations = checkPlan(pause, checked)
    if (violations.length > 0) {
      for (const violation of violations) io.err(`${violationText(violation)}\n`)
      io.err(`${planned.given.shown}: not valid, so nothing is said of how sure it is.\n`)
      return 1
    }
    if (movesNobody(pause, plan)) {
      const nothing = { clear_probability: null, assurance: null }
      io.out(
        values.json === true ? assuranceToJson(nothing, {}, pause.time_zone) : `${assuranceWords[language].nobody}\n`,
      )
      return 0
    }
    if (state !== undefined) {
      const request = { seed: seed ?? 1, ...(runs === undefined ? {} : { replications: runs }) }
      if (state === 'watched') {
        const shown = values.state ?? ''
        const watch = { path: resolve(io.folder, shown), shown, now: request, isJson: values.json === true, language }
        return watchState({ pause, plan }, watch, io)
      }
      return sayNow(pause, plan, state, request, { isJson: values.json === true, language }, io)
    }
    const found = assureAgain(pause, plan, {
      seed: seed ?? 1,
      // The same days as the plan was tested on tell what it tells: another look at others is another test.
      test: test ?? testOn(planned.plan, seed ?? 1),
      ...(runs === undefined ? {} : { replications: runs }),
      isStopped: () => io.stop.aborted,
    })
    if (found === undefined) {
      io.err('treve assure: stopped; of fewer days than were fixed beforehand nothing is claimed.\n')
      return 1
    }
    const { assurance, clearProbability, turnBack } = found
    const leftOut = notActedOut(pause, plan)
    if (clearProbability.replications < leastForDecision)
      io.err(
        `treve assure: ${clearProbability.replications} days are too few to decide on; ${leastForDecision} at least.\n`,
      )
    if (values.json === true)
      io.out(
        assuranceToJson(
          { clear_probability: clearProbability, assurance: { ...assurance, not_acted_out: leftOut } },
          Object.fromEntries(turnBack),
          pause.time_zone,
        ),
      )
    else {
      const sure = { assurance, required: pause.terms.clear.probability, zone: pause.time_zone, language }
      // Other days than those it was tested on are another test.
      const again = `--runs ${mostDays} --test ${assurance.test + 1}`
      io.out(`${sureLine({ ...sure, again })}\n\n${assuranceText(sure)}${leftOutText(leftOut, language)}`)
    }
    return isShown(assurance.with_halts) === false ? 1 : 0
  },
}

/** That which the plan was put to; on days of another seed the next, which may claim less: who looks often enough sees what they wish. */
function testOn({ assurance }: Plan, seed: number): number {
  if (assurance === null) return 1
  return assurance.seed === seed ? assurance.test : assurance.test + 1
}

/** Where all are: as a file says, as planned at a time, or as the pause itself says of a plan that began before. */
async function stateOf(
  pause: Pause,
  plan: Plan,
  { file, at }: { file: string | undefined; at: string | undefined },
  io: Io,
): Promise<State | undefined | 'unusable'> {
  if (file !== undefined && at !== undefined) {
    io.err('treve assure: either --state or --at: a state says when it is.\n')
    return 'unusable'
  }
  let found: State | undefined
  if (file !== undefined) found = await openState(file, pause, io)
  else if (at !== undefined) found = soundState(encoder.encode(JSON.stringify({ at, vehicles: [] })), '--at', pause, io)
  else {
    const { state } = pause.rules
    return pauseOfPlan(pause, plan) === pause ? undefined : state
  }
  if (found === undefined) return 'unusable'
  const trips = tripsUnknown(plan, found)
  if (trips.length === 0) return found
  tellTrouble({ kind: 'unknown_trips', trips }, file ?? '', 'en', io)
  return 'unusable'
}

const encoder = new TextEncoder()

function sayNow(
  pause: Pause,
  plan: Plan,
  state: State,
  request: { seed: number; replications?: number },
  { isJson, language }: { isJson: boolean; language: Language },
  io: Io,
): ExitCode {
  const found = assureFromNow(pause, plan, state, { ...request, isStopped: () => io.stop.aborted })
  switch (found.kind) {
    case 'stopped':
      io.err('treve assure: stopped; of fewer days than were fixed beforehand nothing is stated.\n')
      return 1
    case 'astray':
      tellTrouble(found, '', language, io)
      return 1
    case 'assured': {
      const { assurance, clearProbability, turnBack } = found
      if (isJson)
        io.out(
          assuranceToJson(
            { clear_probability: clearProbability, assurance },
            Object.fromEntries(turnBack),
            pause.time_zone,
          ),
        )
      else io.out(nowText({ assurance, required: pause.terms.clear.probability, zone: pause.time_zone, language }))
      return isShown(assurance.with_halts) === false ? 1 : 0
    }
  }
}
