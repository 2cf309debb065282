// Typed arrays that several threads read without each having a copy of its own.

type Numbers = Float64Array | Int32Array | Uint8Array

/**
 * The same value with every typed array in memory that threads share: handing it to another thread then copies no numbers.
 * Arrays that were one before are one after. Where there is no such memory (a page that is not isolated), it is copied as usual.
 */
export function inSharedMemory<Value>(value: Value): Value {
  const known = new Map<unknown, unknown>()
  const share = (each: unknown): unknown => {
    if (typeof each !== 'object' || each === null) return each
    const found = known.get(each)
    if (found !== undefined) return found
    const made = isNumbers(each)
      ? sharedCopy(each)
      : Array.isArray(each)
        ? each.map(share)
        : Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, share(inner)]))
    known.set(each, made)
    return made
  }
  return share(value) as Value
}

function isNumbers(value: object): value is Numbers {
  return value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array
}

function sharedCopy(from: Numbers): Numbers {
  const buffer =
    typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(from.byteLength) : new SharedArrayBuffer(from.byteLength)
  const into =
    from instanceof Float64Array
      ? new Float64Array(buffer)
      : from instanceof Int32Array
        ? new Int32Array(buffer)
        : new Uint8Array(buffer)
  into.set(from)
  return into
}
