// Plays a day of a pause for who wants to see one: a server for a rehearsal beside ours, and a simulator that drives it. Both
// are children of ours and end with us.

import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { PlayedDays, PlayedState } from '@treve/server/playing'

export interface Playable {
  /** Path of the pause file. */
  readonly file: string
  /** Where its plan is kept. */
  readonly planPath: string
}

const treve = fileURLToPath(new URL('../bin/treve.mjs', import.meta.url))
const speed = 60

export class ChildPlayedDays implements PlayedDays {
  private readonly playable: ReadonlyMap<string, Playable>
  private readonly folder: string
  private readonly states = new Map<string, PlayedState>()
  private readonly children = new Map<string, ChildProcess[]>()

  /** @param folder of the data; each rehearsal has one below it, made anew with each beginning */
  constructor(playable: ReadonlyMap<string, Playable>, folder: string) {
    this.playable = playable
    this.folder = folder
  }

  state(pause: string): PlayedState {
    return this.states.get(pause) ?? { state: this.playable.has(pause) ? 'none' : 'not_offered' }
  }

  begin(pause: string): PlayedState {
    const known = this.state(pause)
    const given = this.playable.get(pause)
    if (given === undefined || isMoving(known)) return known
    this.states.set(pause, { state: 'beginning' })
    this.play(pause, given).catch((fault: unknown) => {
      this.end(pause)
      this.states.set(pause, { state: 'failed', reason: fault instanceof Error ? fault.message : String(fault) })
    })
    return this.state(pause)
  }

  async stop(pause: string): Promise<PlayedState> {
    this.end(pause)
    this.states.delete(pause)
    return this.state(pause)
  }

  close(): void {
    for (const pause of this.children.keys()) this.end(pause)
  }

  private async play(pause: string, { file, planPath }: Playable): Promise<void> {
    this.end(pause)
    const folder = join(this.folder, 'played', pause)
    await rm(folder, { recursive: true, force: true })
    await mkdir(join(folder, 'plans'), { recursive: true })
    // Planned once.
    await copyFile(planPath, join(folder, 'plans', basename(planPath)))
    const port = await freePort()
    const origin = `http://localhost:${port}`
    const served = this.child(pause, [
      'serve',
      file,
      ...['--database', 'embedded', '--rehearse', '--data', folder, '--port', String(port), '--json'],
      ...effortIn(basename(planPath)),
    ])
    const ready = await firstLine(served)
    const code = (ready.invitations as Readonly<Record<string, string>> | undefined)?.[pause]
    if (code === undefined) throw new Error('the server of the rehearsal gave no code')
    const simulated = this.child(pause, [
      'simulate',
      ...[
        file,
        planPath,
        '--server',
        origin,
        '--code',
        code,
        '--speed',
        String(speed),
        '--watcher',
        '--progress',
        '--json',
      ],
    ])
    const told = await firstLine(simulated)
    const address = `${origin}/?pause=${encodeURIComponent(pause)}&page=board#code=${String(told.watcher)}`
    this.states.set(pause, { state: 'preparing', address })
    createInterface({ input: simulated.stdout ?? Readable.from([]) }).on('line', (line) => {
      const state = stateIn(line, address)
      if (state !== undefined && this.children.get(pause)?.includes(simulated) === true) this.states.set(pause, state)
    })
    // What was played can be looked at until another is, or we stop.
    simulated.once('exit', (code) => this.states.set(pause, endedAs(code, address)))
  }

  private child(pause: string, args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [treve, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    this.children.set(pause, [...(this.children.get(pause) ?? []), child])
    return child
  }

  private end(pause: string): void {
    for (const child of this.children.get(pause) ?? []) {
      child.removeAllListeners('exit')
      child.kill('SIGTERM')
    }
    this.children.delete(pause)
  }
}

function isMoving({ state }: PlayedState): boolean {
  return state === 'beginning' || state === 'preparing' || state === 'playing'
}

/** Played to its end is a day whose simulator says so; also where something was answered otherwise than its lines have it. */
export function endedAs(code: number | null, address: string): PlayedState {
  if (code === 0 || code === 1) return { state: 'over', address }
  const reason = `it ended before the day was over (${code ?? 'stopped'}): see what it said on the console`
  return { state: 'failed', reason, address }
}

/** What the simulator tells of its progress; undefined: it tells of something else. */
export function stateIn(line: string, address: string): PlayedState | undefined {
  const told = JSON.parse(line) as { ordered?: unknown; of?: unknown; runs?: unknown; speed?: unknown }
  if (told.runs === true) {
    const runs = typeof told.speed === 'number' ? told.speed : speed
    return { state: 'playing', address, speed: Math.max(1, Math.round(runs)) }
  }
  return typeof told.ordered === 'number' && typeof told.of === 'number'
    ? { state: 'preparing', address, ordered: told.ordered, trips: told.of }
    : undefined
}

/** `…-seed-1-3s.json`: so that the rehearsal finds the plan as it would keep it. */
function effortIn(name: string): string[] {
  const [, seed = '1', seconds = '3'] = /-seed-(\d+)-([\d.]+)s/.exec(name) ?? []
  return ['--seed', seed, '--seconds', seconds]
}

/** Its first line of JSON; the words of its end, if it ends before. */
function firstLine(child: ChildProcess): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end >= 0) resolve(JSON.parse(text.slice(0, end)) as Readonly<Record<string, unknown>>)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`it ended at once (${code}): see what it said on the console`)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
