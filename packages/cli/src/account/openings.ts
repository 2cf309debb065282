import { join } from 'node:path'
import { type Opening, readSealedValues } from '@treve/ledger'

/** One opening a line, as `treve account open` prints them; undefined if any line is none. */
export function openingsOf(text: string): Opening[] | undefined {
  const openings: Opening[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    try {
      const { id, slot, salt, value } = JSON.parse(line) as Partial<Opening>
      if (typeof id !== 'string' || typeof slot !== 'string' || typeof salt !== 'string' || value === undefined)
        return undefined
      openings.push({ id, slot, salt, value })
    } catch {
      return undefined
    }
  }
  return openings
}

/** Those of an account's own folder, for its keeper. */
export async function ownOpenings(folder: string): Promise<Opening[]> {
  const all: Opening[] = []
  for await (const opening of readSealedValues(join(folder, 'sealed'))) all.push(opening)
  return all
}
