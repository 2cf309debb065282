// Who has sent a command may wait for what becomes of it. All who wait in a process are answered by one question together.

import type { Outcome } from './commands.ts'
import type { Database } from './database.ts'
import { StorageFault } from './fault.ts'
import { channels, listen } from './listen.ts'

export interface Outcomes {
  /** Undefined if the command is not decided by then: it will be. */
  of(number: number, within: { readonly milliseconds: number }): Promise<Outcome | undefined>
  close(): Promise<void>
}

/** Notices only hasten: it is looked again by itself so often. */
const longestMilliseconds = 250
/** A notice may have come just before somebody began to wait for what it told. */
const soonMilliseconds = 40

export async function openOutcomes(database: Database): Promise<Outcomes> {
  const listening = await listen(database, channels.decided)
  const waiting = new Map<number, Set<PromiseWithResolvers<Outcome | undefined>>>()
  let isLooking = false
  let isClosed = false
  let soon: NodeJS.Timeout | undefined

  function lookSoon(): void {
    soon ??= setTimeout(() => {
      soon = undefined
      listening.hasten()
    }, soonMilliseconds)
  }

  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    try {
      while (waiting.size > 0 && !isClosed) {
        await listening.next(longestMilliseconds)
        await answerAll()
      }
    } catch (fault) {
      for (const each of [...waiting.values()].flatMap((mine) => [...mine])) each.reject(fault)
    } finally {
      isLooking = false
    }
  }

  async function answerAll(): Promise<void> {
    try {
      const { rows } = await database.query(
        'select number, outcome from commands where number = any($1) and outcome is not null',
        [[...waiting.keys()]],
        'often',
      )
      for (const { number, outcome } of rows) {
        for (const each of waiting.get(Number(number)) ?? []) each.resolve(outcome)
        waiting.delete(Number(number))
      }
    } catch (fault) {
      // Away: it comes back, or whoever waits has waited long enough.
      if (!(fault instanceof StorageFault)) throw fault
    }
  }

  return {
    async of(number, { milliseconds }) {
      const asked = Promise.withResolvers<Outcome | undefined>()
      const mine = waiting.get(number) ?? new Set()
      waiting.set(number, mine.add(asked))
      const timer = setTimeout(() => asked.resolve(undefined), milliseconds)
      lookSoon()
      void look()
      try {
        return await asked.promise
      } finally {
        clearTimeout(timer)
        mine.delete(asked)
        if (mine.size === 0 && waiting.get(number) === mine) waiting.delete(number)
      }
    },
    async close() {
      isClosed = true
      clearTimeout(soon)
      for (const each of [...waiting.values()].flatMap((mine) => [...mine])) each.resolve(undefined)
      await listening.close()
    },
  }
}
