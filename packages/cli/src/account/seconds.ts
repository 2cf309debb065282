/** `15min`, `1s`, `2h` in seconds; undefined if it is none. */
export function secondsOf(written: string): number | undefined {
  const [, count, unit] = /^([1-9][0-9]{0,5})(s|min|h)$/.exec(written) ?? []
  const each = { s: 1, min: 60, h: 3600 }[unit ?? '']
  return count === undefined || each === undefined ? undefined : Number(count) * each
}
