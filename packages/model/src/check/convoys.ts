// Rules of movement that stand alone: convoys, separation, refuges.

import { entryOf, itemsOf, textOf } from '../reading/node.ts'
import type { Inquiry } from './inquiry.ts'

export function checkConvoys(inquiry: Inquiry): void {
  const { rules } = inquiry.sections
  for (const rule of rules?.convoys ?? []) {
    const [least, most] = rule.size
    if (least > most) inquiry.error(inquiry.at(rule, 'size'), 'convoy_size_reversed', { least, most })
    const escort = inquiry.fleets.get(rule.escort)
    if (escort !== undefined && escort.kind !== 'escort') {
      inquiry.error(inquiry.at(rule, 'escort'), 'escort_of_other_kind', { id: escort.id, found: escort.kind })
    }
    const corridor = inquiry.corridors.get(rule.corridor)
    const useless = corridor === undefined ? [] : rule.uses.filter((use) => !corridor.uses.includes(use))
    if (useless.length > 0) {
      inquiry.warn(inquiry.at(rule, 'uses'), 'convoy_use_not_of_corridor', {
        id: rule.corridor,
        uses: useless.join(', '),
      })
    }
  }
  for (const pair of itemsOf(entryOf(entryOf(inquiry.root, 'rules'), 'separate'))) {
    const [first, second] = itemsOf(pair)
    const use = textOf(first)
    if (use !== undefined && use === textOf(second)) inquiry.error(pair, 'separate_itself', { use })
  }
  for (const refuge of rules?.refuges ?? []) {
    if (inquiry.places.get(refuge.at)?.inside === false) {
      inquiry.error(inquiry.at(refuge, 'at'), 'refuge_outside', { at: refuge.at })
    }
  }
}
