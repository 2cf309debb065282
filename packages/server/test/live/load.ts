// Vehicles as their trackers tell of them, many at a time, from another process than the server; and a reader of the stream, who
// notes when each position is shown.

import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { trackerOf } from './made.ts'

export interface LoadSetup {
  readonly port: number
  readonly pause: string
  readonly vehicles: readonly string[]
  /** Where they drive up and down: one straight line each. */
  readonly lines: readonly (readonly [from: readonly [number, number], to: readonly [number, number]])[]
}

export interface Loaded {
  readonly sent: number
  /** Answered 200, and so durable. */
  readonly taken: number
  readonly statuses: ReadonlyMap<number, number>
  /** From sending to answering, milliseconds. */
  readonly answered: readonly number[]
  /** From sending to the frame of the stream that shows it. */
  readonly shown: readonly number[]
  readonly wallSeconds: number
}

/** As trackers do, each sends its next once the last is answered; what cannot be sent yet waits. */
const sockets = 800

/** At an even rate, however long the answers take. */
export async function load(setup: LoadSetup, rate: number, seconds: number): Promise<Loaded> {
  const { port, pause, vehicles, lines } = setup
  const stop = new AbortController()
  const sentAt = new Map<string, number>()
  const shown: number[] = []
  const reading = readStream(port, pause, stop.signal, (vehicle, longitude, at) => {
    const key = `${vehicle} ${longitude}`
    const sent = sentAt.get(key)
    if (sent === undefined) return
    sentAt.delete(key)
    shown.push(at - sent)
  })
  await wait(1000)
  const answered: number[] = []
  const statuses = new Map<number, number>()
  const waiting: Waiting[] = []
  const idle: Line[] = []
  const all = await Promise.all(
    Array.from({ length: Math.min(sockets, vehicles.length * 4) }, () =>
      Line.to(port, (line, status, milliseconds) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        answered.push(milliseconds)
        const next = waiting.shift()
        if (next === undefined) idle.push(line)
        else line.send(next)
      }),
    ),
  )
  idle.push(...all)
  const begun = performance.now()
  let sent = 0
  const total = rate * seconds
  while (sent < total) {
    const until = Math.min(total, Math.ceil(((performance.now() - begun) / 1000) * rate))
    for (; sent < until; sent++) {
      const at = sent % vehicles.length
      const vehicle = vehicles[at] ?? ''
      const round = Math.floor(sent / vehicles.length)
      const [latitude, longitude] = placeOn(lines[at % lines.length], at, round)
      sentAt.set(`${vehicle} ${longitude}`, performance.now())
      // By the clock of the pause: the server says it in its stream, so that trackers and server agree.
      const timestamp = clock.pause + (performance.now() - clock.at)
      const query = `id=${trackerOf(vehicle, 1)}&lat=${latitude}&lon=${longitude}&timestamp=${Math.round(timestamp)}&accuracy=5`
      const next = { path: `/trackers/osmand?${query}`, since: performance.now() }
      const line = idle.pop()
      if (line === undefined) waiting.push(next)
      else line.send(next)
    }
    await wait(5)
  }
  const wallSeconds = (performance.now() - begun) / 1000
  for (let waited = 0; answered.length < sent && waited < 600; waited++) await wait(100)
  await wait(1500)
  stop.abort()
  for (const line of all) line.close()
  await reading.catch(() => undefined)
  return { sent, taken: statuses.get(200) ?? 0, statuses, answered, shown, wallSeconds }
}

/** What time it is in the pause, as its stream said last. */
const clock = { pause: 0, at: 0 }

/** Up and down the line, some 8 m a second; no two places of a vehicle are the same. */
function placeOn(line: LoadSetup['lines'][number] | undefined, at: number, round: number): [number, number] {
  if (line === undefined) return [0, 0]
  const [[x0, y0], [x1, y1]] = line
  const phase = ((at * 37 + round) % 400) / 200
  const share = phase <= 1 ? phase : 2 - phase
  const unlike = (round % 100_000) * 1e-9
  return [Number((y0 + share * (y1 - y0)).toFixed(6)), Number((x0 + share * (x1 - x0) + unlike).toFixed(9))]
}

interface Waiting {
  readonly path: string
  /** When it was to be sent. */
  readonly since: number
}

/** One request after the other, on a connection that is made anew where the server has closed it, as it does with idle ones. */
class Line {
  private readonly port: number
  private readonly answered: (line: Line, status: number, milliseconds: number) => void
  private socket: Socket | undefined
  private asked: Waiting | undefined
  private text = ''

  private constructor(port: number, answered: Line['answered']) {
    this.port = port
    this.answered = answered
  }

  static async to(port: number, answered: Line['answered']): Promise<Line> {
    const line = new Line(port, answered)
    await line.open()
    return line
  }

  send(next: Waiting): void {
    this.asked = next
    if (this.socket === undefined) void this.open()
    else this.write()
  }

  close(): void {
    this.asked = undefined
    this.socket?.destroy()
  }

  private open(): Promise<void> {
    const socket = connect(this.port, '127.0.0.1')
    this.socket = socket
    this.text = ''
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.read(chunk))
    socket.on('error', () => undefined)
    return new Promise((resolve) => {
      socket.once('connect', () => {
        this.write()
        resolve()
      })
      socket.once('close', () => {
        this.socket = undefined
        // Closed before it was answered: asked again.
        if (this.asked !== undefined) setTimeout(() => void this.open(), 50)
        resolve()
      })
    })
  }

  private write(): void {
    if (this.asked !== undefined) this.socket?.write(`GET ${this.asked.path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`)
  }

  private read(chunk: Buffer): void {
    this.text += chunk.toString('latin1')
    const start = this.text.indexOf('HTTP/1.1 ')
    // What was left of the answer before.
    if (start > 0) this.text = this.text.slice(start)
    const end = this.text.indexOf('\r\n\r\n')
    if (end === -1) return
    const length = Number(/^content-length: (\d+)/im.exec(this.text)?.[1] ?? 0)
    if (this.text.length < end + 4 + length) return
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(this.text)?.[1] ?? 0)
    const since = this.asked?.since ?? performance.now()
    this.text = ''
    this.asked = undefined
    this.answered(this, status, performance.now() - since)
  }
}

async function readStream(
  port: number,
  pause: string,
  signal: AbortSignal,
  shown: (vehicle: string, longitude: number, at: number) => void,
): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/pauses/${pause}/positions`, {
    headers: { authorization: 'Bearer coordinator' },
    signal,
  })
  const reader = response.body?.getReader()
  let rest = ''
  const decoder = new TextDecoder()
  for (;;) {
    const next = await reader?.read()
    if (next === undefined || next.done) return
    const at = performance.now()
    const events = `${rest}${decoder.decode(next.value, { stream: true })}`.split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const data = /^event: positions\ndata: (.*)$/m.exec(event)?.[1]
      if (data === undefined) continue
      const frame = JSON.parse(data) as { at: string; whole: boolean; vehicles: { id: string; lon: number }[] }
      if (frame.whole) {
        clock.pause = Date.parse(frame.at)
        clock.at = at
      }
      for (const { id, lon } of frame.vehicles) shown(id, lon, at)
    }
  }
}
