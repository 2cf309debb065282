// What two people sign, each for themselves.

import type { Said } from '../event.ts'
import { type Asked, refuse } from '../part.ts'
import { type Signature, saysNothingNew } from './state.ts'

/** One of two people, each for themselves. Nothing to say: they have signed it just so, and so has another. */
export function signing(
  { by }: Asked,
  signatures: readonly Signature[],
  details: { readonly for: 'release' | 'resumption'; readonly last_close?: string } & Omit<Signature, 'by' | 'at'>,
) {
  if (by.kind !== 'person') return refuse('not_a_person', 'Two people sign this, each for themselves.')
  const own = signatures.find((each) => each.by === by.token)
  if (own !== undefined && saysNothingNew(own, details))
    return signatures.length > 1
      ? { said: [] }
      : refuse('second_person_needed', 'You have signed this. Another person signs too before it is so.')
  const said: Said = { type: 'release_signed', notice: { element: details.for }, details: { ...details, by: by.token } }
  return { said: [said] }
}
