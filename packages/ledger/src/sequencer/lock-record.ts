// What stands in the lock: the checkpoint that was signed last, and how the tree came from the one before it, so that
// whoever starts after a crash can write its tiles.

import { bytesOf, decimalOf, fromBase64, textOf, toBase64 } from '../log/bytes.ts'
import { LogFault } from '../log/fault.ts'

export interface LockRecord {
  /** Signed by the log alone. */
  readonly checkpoint: string
  /** Size of the tree before. */
  readonly from: number
  /** And before that step: partial tiles of that size, full by `from`, are not needed any more. */
  readonly earlier: number
  /** Waiting entries that this step took, by number: `[first, end)`. */
  readonly taken: { readonly first: number; readonly end: number }
  /** The beat at which it was done: whole beats since 1970. */
  readonly beat: number
  /** Entries that the log itself added, by their place among those added. */
  readonly fillers: readonly { readonly place: number; readonly entry: Uint8Array }[]
}

const header = 'treve/lock/v1'

export function encodeLock({ checkpoint, from, earlier, taken, beat, fillers }: LockRecord): Uint8Array {
  const lines = [
    header,
    `from ${from} ${earlier}`,
    `taken ${taken.first} ${taken.end}`,
    `beat ${beat}`,
    ...fillers.map(({ place, entry }) => `filler ${place} ${toBase64(entry)}`),
    '',
  ]
  return bytesOf(`${lines.join('\n')}\n${checkpoint}`)
}

export function decodeLock(bytes: Uint8Array): LockRecord {
  const text = textOf(bytes)
  const end = text?.indexOf('\n\n') ?? -1
  const [first, from, taken, beat, ...rest] = text === undefined || end < 0 ? [] : text.slice(0, end).split('\n')
  const numbers = (line: string | undefined, word: string) => {
    const [found, ...values] = (line ?? '').split(' ')
    return found === word ? values.map((value) => decimalOf(value) ?? Number.NaN) : []
  }
  // Locks written before partial tiles were tidied have one size only: nothing is tidied by them.
  const [size, earlier = size] = numbers(from, 'from')
  const [takenFirst, takenEnd] = numbers(taken, 'taken')
  const [beatNumber] = numbers(beat, 'beat')
  if (
    first !== header ||
    text === undefined ||
    size === undefined ||
    earlier === undefined ||
    takenFirst === undefined ||
    takenEnd === undefined ||
    beatNumber === undefined ||
    Number.isNaN(size + earlier + takenFirst + takenEnd + beatNumber)
  )
    throw new LogFault('damaged', 'the lock of the log cannot be read')
  const fillers = rest.map((line) => {
    const [word, place = '', entry = ''] = line.split(' ')
    const [number, content] = [decimalOf(place), fromBase64(entry)]
    if (word !== 'filler' || number === undefined || content === undefined)
      throw new LogFault('damaged', 'the lock of the log cannot be read')
    return { place: number, entry: content }
  })
  return {
    checkpoint: text.slice(end + 2),
    from: size,
    earlier,
    taken: { first: takenFirst, end: takenEnd },
    beat: beatNumber,
    fillers,
  }
}
