import type { PauseView } from './view.ts'
import type { Words } from './words.tsx'

/** What a line of a consignment is called: by its name; without one, by what it is, and which where that is not enough. */
export function itemName(
  { t, text }: Pick<Words, 't' | 'text'>,
  pause: PauseView,
  consignment: string,
  item: string,
): string {
  const lines = pause.aid.find(({ id }) => id === consignment)?.items ?? []
  const line = lines.find(({ id }) => id === item)
  if (line === undefined) return item
  const what = t(`category.${line.category}`)
  const isAlone = lines.filter(({ category }) => category === line.category).length === 1
  return text(line.name, isAlone ? what : `${what} (${item})`)
}
