// Gates and places of the pause, chosen by what they are called; where its terms do not list them, they are typed by their ids.

import type { Words } from '../words.tsx'
import type { Choice, FieldOf } from './fields.ts'
import type { Names } from './names.ts'
import type { TermsVersionView } from './views.ts'

type Kind = FieldOf['kind']

/** `now`: what stands there already, and is to be chosen whatever the terms list. */
export function gateKind(terms: TermsVersionView | undefined, names: Names, { text }: Words, now = ''): Kind {
  const gates = terms?.gates ?? []
  if (gates.length === 0) return 'line'
  const corridors = new Map<string, string[]>()
  for (const { id, corridor } of gates) corridors.set(id, [...(corridors.get(id) ?? []), names.corridor(corridor)])
  const choices = [...corridors].map(([id, of]): Choice => {
    const name = gates.find((each) => each.id === id)?.name
    return { value: id, label: `${isolated(text(name ?? {}, id))} (${of.map(isolated).join(' / ')})` }
  })
  return { choices: withNow(choices, now) }
}

export function placeChoices(terms: TermsVersionView | undefined, { text }: Words): readonly Choice[] {
  return (terms?.places ?? []).map(({ id, name }) => ({ value: id, label: text(name ?? {}, id) }))
}

export function pickUpKind(terms: TermsVersionView | undefined, { text }: Words): Kind {
  const places = (terms?.places ?? []).filter(({ kind }) => kind === 'pick_up')
  if (places.length === 0) return 'line'
  return { choices: places.map(({ id, name }) => ({ value: id, label: text(name ?? {}, id) })) }
}

function withNow(choices: readonly Choice[], now: string): readonly Choice[] {
  return now === '' || choices.some(({ value }) => value === now) ? choices : [...choices, { value: now, label: now }]
}

function isolated(name: string): string {
  return `\u2068${name}\u2069`
}
