// Movements as they were notified, one by one: purpose, route, time, how many at most.

import { useWords, type Words } from '../../words.tsx'
import { wordOf } from '../code-words.ts'
import { Instant } from '../instant.tsx'
import type { Names } from '../names.ts'
import type { Aspect, DifferenceView, MovementView, RouteView } from './view.ts'

export function Movements({
  movements,
  names,
  zone,
}: {
  movements: readonly MovementView[]
  names: Names
  zone: string
}) {
  const { t } = useWords()
  return (
    <ul className="movements">
      {movements.map((movement) => (
        <li key={movement.id}>
          <h4>
            <bdi>{movement.id}</bdi>
            {t('list.colon')}
            {wordOf('coordination.use', movement.use, t)}
          </h4>
          <dl className="facts">
            <div>
              <dt>{t('movement.route')}</dt>
              <dd>
                {routeWords(movement, names, t)}
                {t('list.comma')}
                {wordOf('direction', movement.direction, t)}
                {movement.alternates.map((each) => (
                  <p key={each.corridor + each.segments.join()}>
                    {t('movement.orInstead', { route: routeWords(each, names, t) })}
                  </p>
                ))}
              </dd>
            </div>
            <div>
              <dt>{t('movement.time')}</dt>
              <dd>
                <Band from={movement.from} until={movement.until} zone={zone} />
              </dd>
            </div>
            <div>
              <dt>{t('movement.atMost')}</dt>
              <dd>{countWords(movement, t)}</dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  )
}

/** Local time with its zone, and UTC beside it. */
export function Band({ from, until, zone }: { from: string; until: string; zone: string }) {
  const { t, day, time, clock } = useWords()
  if (day(from) !== day(until))
    return (
      <>
        <Instant at={from} /> – <Instant at={until} />
      </>
    )
  return (
    <>
      {t('window.span', { day: day(from), open: time(from), close: time(until), zone })}{' '}
      <span className="utc">
        {t('window.utc', { open: clock(Date.parse(from), 'UTC'), close: clock(Date.parse(until), 'UTC') })}
      </span>
    </>
  )
}

export function routeWords({ corridor, segments }: RouteView, names: Names, t: Words['t']): string {
  const name = names.corridor(corridor)
  return segments.length === 0 ? name : t('movement.segments', { name, segments: segments.join(t('list.comma')) })
}

export function countWords({ vehicles, on_foot: onFoot }: MovementView, t: Words['t']): string {
  const counts = vehicles.map(({ kind, count }) => t('movement.count', { kind: wordOf('vehicle', kind, t), count }))
  return [...counts, ...(onFoot ? [t('movement.onFoot')] : [])].join(t('list.comma'))
}

/** What an update changes, before all that holds from now on. */
export function Difference({
  difference,
  movements,
  names,
}: {
  difference: DifferenceView
  movements: readonly MovementView[]
  names: Names
}) {
  const words = useWords()
  const { t } = words
  const { added, withdrawn, changed } = difference
  if (added.length + withdrawn.length + changed.length === 0) return <p>{t('difference.none')}</p>
  return (
    <ul className="difference">
      {changed.flatMap(({ was, what }) =>
        what.map((aspect) => {
          const now = movements.find(({ id }) => id === was.id)
          return (
            <li key={`${was.id} ${aspect}`}>
              <bdi>{was.id}</bdi>
              {t('list.comma')}
              {wordOf('aspect', aspect, t)}
              {t('list.colon')}
              <del>{aspectWords(was, aspect, names, words)}</del>{' '}
              <ins>{now === undefined ? '' : aspectWords(now, aspect, names, words)}</ins>
            </li>
          )
        }),
      )}
      {added.map((id) => (
        <li key={id}>{t('difference.added', { id })}</li>
      ))}
      {withdrawn.map(({ id }) => (
        <li key={id}>{t('difference.withdrawn', { id })}</li>
      ))}
    </ul>
  )
}

function aspectWords(movement: MovementView, aspect: Aspect, names: Names, { t, day, time }: Words): string {
  switch (aspect) {
    case 'use':
      return wordOf('coordination.use', movement.use, t)
    case 'corridor':
    case 'segments':
      return routeWords(movement, names, t)
    case 'direction':
      return wordOf('direction', movement.direction, t)
    case 'from':
    case 'until':
      return `${day(movement[aspect])}, ${time(movement[aspect])}`
    case 'vehicles':
    case 'on_foot':
      return countWords(movement, t)
    case 'alternates':
      return (
        movement.alternates.map((each) => routeWords(each, names, t)).join(t('list.comma')) || t('movement.noOther')
      )
  }
}
