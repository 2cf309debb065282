/** For jsonb, which takes every text but one that holds U+0000: that is shown as what cannot be shown. The account has it as it came. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'string' ? each.replaceAll('\0', '\ufffd') : each,
  )
}
