// Tables of best known values and of what others reached: comma-separated, a head, no quotes.

import { linesOf, type Reading, reading, refuse } from './reading.ts'

export type Row<Words extends string, Numbers extends string> = Readonly<
  Record<Words, string> & Record<Numbers, number | undefined>
>

/** The named columns of each row: words as they stand, numbers as numbers, or undefined where the table is silent. */
export function readTable<Words extends string, Numbers extends string>(
  file: string,
  text: string,
  words: readonly Words[],
  numbers: readonly Numbers[],
): Reading<Row<Words, Numbers>[]> {
  return reading(file, () => {
    const [head, ...rest] = linesOf(text)
    if (head === undefined) refuse(1, 'the file is empty')
    const columns = head.text.split(',')
    const missing = [...words, ...numbers].find((name) => !columns.includes(name))
    if (missing !== undefined) refuse(head.number, `there is no column ${missing}`)
    return rest.map(({ number, text: line }) => {
      const cells = line.split(',')
      if (cells.length !== columns.length)
        refuse(number, `${columns.length} cells are wanted, here are ${cells.length}`)
      const row: Record<string, string | number | undefined> = {}
      for (const name of words) row[name] = cells[columns.indexOf(name)]
      for (const name of numbers) {
        const cell = cells[columns.indexOf(name)] ?? ''
        const value = cell === '' ? undefined : Number(cell)
        if (Number.isNaN(value)) refuse(number, `${name}: '${cell}' is not a number`)
        row[name] = value
      }
      return row as Row<Words, Numbers>
    })
  })
}
