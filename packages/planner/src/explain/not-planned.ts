// Who chose to stay, and whom nobody asked: told beside who is not served, as the file counts them. They are no remainder,
// nothing is planned for them, and no level, share, gap or bound counts them.

import { type Pause, reasonOfWish, type Unserved } from '@treve/model'

export function notPlanned({ not_planned }: Pick<Pause, 'not_planned'>): Unserved[] {
  return not_planned.flatMap(({ id, count, wish }) =>
    count.best === 0 ? [] : [{ group: id, people: count.best, reason: reasonOfWish[wish] }],
  )
}
