// Who cannot be brought out in time by any plan: told apart from the orders that change, with what to do. What is the soonest for them is no
// order.

import { Against } from '../charts/against.tsx'
import { useWords } from '../words.tsx'
import type { BoardNames } from './names.ts'
import { OrdersSaid } from './orders-said.tsx'
import type { Stranded } from './proposal.ts'

export function StrandedTold({
  stranded,
  isProposed,
  names,
}: {
  stranded: readonly Stranded[]
  /** The rest of the plan passes, and may be agreed. */
  isProposed: boolean
  names: BoardNames
}) {
  const { t, number } = useWords()
  if (stranded.length === 0) return null
  return (
    <div role="alert" className="notice-box stop stranded">
      <h3>{t('stranded.title')}</h3>
      <p>{t(isProposed ? 'stranded.others' : 'stranded.noPlan')}</p>
      <ul>
        {stranded.map(({ vehicle, why, aboard, soonest, violations }) => (
          <li key={vehicle}>
            <p>
              <strong>
                <bdi>{vehicle}</bdi>
              </strong>
              {': '}
              {t(`stranded.${why}`)} {t('stranded.aboard', { count: aboard, shown: number(aboard) })}
            </p>
            <p>{t(`stranded.do.${why}`)}</p>
            {soonest.length > 0 && (
              <p>
                {t('stranded.soonest')} <OrdersSaid orders={soonest} names={names} />
              </p>
            )}
            <Against all={violations.map((each) => ({ ...each, at: each.at === null ? null : Date.parse(each.at) }))} />
          </li>
        ))}
      </ul>
    </div>
  )
}
