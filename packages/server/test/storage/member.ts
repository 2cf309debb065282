// One server process on a database, until it is killed: it takes part in leading, and sends commands one after another. It
// says what was acknowledged, what was and when it leads. Run by tests of storage.

import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { type DatabaseChoice, keep, openDatabase, openOutcomes, receive, StorageFault } from '@treve/server/storage'
import { notice } from './made.ts'

const { choice, keysFolder, sends, pause } = JSON.parse(process.argv[2] ?? '{}') as {
  choice: DatabaseChoice
  keysFolder: string
  /** How many at a time; 0: none. */
  sends: number
  pause: string
}
const say = (line: string) => writeSync(1, `${line}\n`)
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())

const database = await openDatabase(choice)
say(`open ${process.geteuid?.()}`)
const outcomes = await openOutcomes(database)
const kept = keep(
  database,
  {
    now: () => Date.now() / 1000,
    keysFolder,
    tell: (text) => say(`told ${text}`),
    onLeading: (term) => say(`leads ${term}`),
  },
  stop.signal,
)
await Promise.all([kept, ...Array.from({ length: sends }, (_, at) => send(at))])
await outcomes.close()
await database.close()
say('closed')

/** Each command until it is acknowledged, by the same id; then until it is decided. */
async function send(at: number): Promise<void> {
  for (let count = 0; !stop.signal.aborted; count++) {
    const clientId = randomUUID()
    const content = { kind: 'draft', draft: notice(`${process.pid}-${at}-${count}`) } as const
    const number = await acknowledged({ clientId, pause, content })
    if (number === undefined) return
    say(`acknowledged ${clientId}`)
    while (!stop.signal.aborted) {
      const outcome = await outcomes.of(number, { milliseconds: 1000 })
      if (outcome === undefined) continue
      say(
        outcome.state === 'done' ? `done ${clientId} ${outcome.entries[0]?.id}` : `refused ${clientId} ${outcome.text}`,
      )
      break
    }
  }
}

async function acknowledged(command: Parameters<typeof receive>[1]): Promise<number | undefined> {
  while (!stop.signal.aborted) {
    try {
      const answer = await receive(database, command)
      if ('refused' in answer) throw new Error(answer.text)
      return answer.number
    } catch (fault) {
      if (!(fault instanceof StorageFault)) throw fault
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return undefined
}
