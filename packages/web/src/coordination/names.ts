// What parties and elements of the terms are called: by the terms where they name them, else by their ids.

import { useWords, type Words } from '../words.tsx'
import type { AccessView } from './access/view.ts'
import { type Live, viewOf } from './live.ts'
import type { TermsVersionView } from './views.ts'

export interface Names {
  party(id: string): string
  corridor(id: string): string
  gate(id: string): string
  /** Of what is approved: `corridor.bridge.civilians`. */
  element(id: string): string
}

export function useNames(version: TermsVersionView | undefined): Names {
  const { t, text } = useWords()
  const party = (id: string) => text(version?.parties.find((each) => each.id === id)?.name ?? {}, id)
  const corridor = (id: string) => text(version?.corridors.find((each) => each.id === id)?.name ?? {}, id)
  return {
    party,
    corridor,
    gate: (id) => text(version?.gates?.find((each) => each.id === id)?.name ?? {}, id),
    element(id) {
      const [kind = '', name = '', use = ''] = id.split('.')
      if (kind === 'window') return t('element.window', { name })
      if (kind === 'corridor') return t('element.corridor', { name: corridor(name), use: movementWords(use, t) })
      if (kind === 'aid') return name === 'of' ? t('element.aidOf', { name: use }) : t('element.aid', { name })
      if (id === 'medical_evacuation') return t('element.medical')
      if (id === 'evacuation.civilians') return t('element.civilians')
      if (id === 'evacuation.armed_groups') return t('element.armedGroups')
      return id === 'staff_safety' ? t('element.staff') : id
    },
  }
}

/** People are tokens: their functions are told to who gives out roles, and each knows which one is their own. */
export function usePeople(live: Live, me: string): (token: string) => string {
  const { t } = useWords()
  const people = viewOf<AccessView>(live, 'access')?.view.people ?? []
  return (token) => {
    const name = people.find(({ person }) => person === token)?.label ?? token
    return token === me ? t('people.you', { name }) : name
  }
}

/** What moves; what has no words of its own, such as an event, by its id. */
export function movementWords(movement: string, t: Words['t']): string {
  return movement === 'civilians' || movement === 'medical' || movement === 'aid' || movement === 'armed_groups'
    ? t(`coordination.use.${movement}`)
    : movement
}
