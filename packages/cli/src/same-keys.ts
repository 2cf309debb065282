/** Words in another language: the same keys, each a line, a list of lines, or words of their own. */
export type SameKeys<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends readonly string[]
      ? readonly string[]
      : SameKeys<T[K]>
}
