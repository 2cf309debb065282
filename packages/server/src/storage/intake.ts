// Commands that come to one process while others are being written are written together after them: as many as come in the
// time of one wait for the disk cost one.

import { type Command, type Receipt, type Refused, receiveAll } from './commands.ts'
import type { Queryable } from './database.ts'
import { StorageFault } from './fault.ts'

export interface Intake {
  /** Durable when it returns a receipt. */
  receive(command: Command): Promise<Receipt | Refused>
}

interface Asked {
  readonly command: Command
  readonly answered: PromiseWithResolvers<Receipt | Refused>
}

const mostAtOnce = 128
/** Characters of what came with them; one alone may have more. */
const mostText = 4_000_000

export function openIntake(database: Queryable): Intake {
  let asked: Asked[] = []
  let isWriting = false

  async function writeAll(): Promise<void> {
    isWriting = true
    while (asked.length > 0) await write(taken())
    isWriting = false
  }

  function taken(): readonly Asked[] {
    let text = 0
    const end = asked.findIndex(({ command }, at) => {
      text += textIn(command)
      return at > 0 && (at >= mostAtOnce || text > mostText)
    })
    const batch = end < 0 ? asked : asked.slice(0, end)
    asked = asked.slice(batch.length)
    return batch
  }

  async function write(batch: readonly Asked[]): Promise<void> {
    try {
      const answers = await receiveAll(
        database,
        batch.map(({ command }) => command),
      )
      for (const [at, { answered }] of batch.entries()) {
        const answer = answers[at]
        if (answer === undefined) answered.reject(new Error('each command has an answer'))
        else answered.resolve(answer)
      }
    } catch (fault) {
      // What is wrong with one of them is no fault of those beside it.
      if (fault instanceof StorageFault || batch.length === 1) for (const { answered } of batch) answered.reject(fault)
      else for (const each of batch) await write([each])
    }
  }

  return {
    receive(command) {
      const answered = Promise.withResolvers<Receipt | Refused>()
      asked.push({ command, answered })
      if (!isWriting) void writeAll()
      return answered.promise
    },
  }
}

function textIn({ content }: Command): number {
  if (content.kind === 'entry') return content.bytes.length
  return content.kind === 'asked' ? content.input.length + (content.prepared?.length ?? 0) : 0
}
