import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { sideBySide } from './side-by-side.ts'

describe('side by side', () => {
  const never = new AbortController().signal

  it('no more at once than are asked for, told in order whichever is done first', async () => {
    let running = 0
    let most = 0
    const run = async (turns: number) => {
      most = Math.max(most, ++running)
      for (let turn = 0; turn < turns; turn++) await setImmediate()
      running--
      return turns
    }
    const told: number[] = []
    for await (const each of sideBySide([9, 1, 5, 2, 7], 2, never, run)) told.push(each)
    expect(told).toEqual([9, 1, 5, 2, 7])
    expect(most).toBe(2)
  })

  it('what is asked for no more is stopped, and not begun', async () => {
    const begun: number[] = []
    const stopped: number[] = []
    const run = async (each: number, stop: AbortSignal) => {
      begun.push(each)
      if (each > 0) await new Promise<void>((done) => stop.addEventListener('abort', () => done()))
      if (stop.aborted) stopped.push(each)
      return each
    }
    for await (const first of sideBySide([0, 1, 2, 3], 2, never, run)) {
      expect(first).toBe(0)
      break
    }
    expect(stopped).toEqual(begun.filter((each) => each > 0))
    expect(begun).not.toContain(3)
  })

  it('a fault is told in its turn, after those before it', async () => {
    const run = async (each: number) => {
      if (each === 2) throw new Error('broken')
      await setImmediate()
      return each
    }
    const told: number[] = []
    await expect(async () => {
      for await (const each of sideBySide([1, 2, 3], 3, never, run)) told.push(each)
    }).rejects.toThrow('broken')
    expect(told).toEqual([1])
  })
})
