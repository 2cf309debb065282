// Orders that rest on notifications, and what a later update left outside.

import { useState } from 'react'
import { FindField, isWanted, useFew } from '../../shell/few.tsx'
import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { wordOf } from '../code-words.ts'
import { idsIn } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import type { Names } from '../names.ts'
import { Departures } from '../particulars.tsx'
import type { CorridorKnown } from './editor.tsx'
import { IssueOrder } from './issue.tsx'
import { Band, routeWords } from './movements.tsx'
import type { NoticeView, OrderView } from './view.ts'

/** Those outside what was notified are all shown. */
const fewest = 20

export function Orders({
  pause,
  orders,
  names,
  zone,
  may,
  notices,
  corridors,
}: {
  pause: string
  orders: readonly OrderView[]
  names: Names
  zone: string
  may: (kind: string) => boolean
  notices: readonly NoticeView[]
  corridors: readonly CorridorKnown[]
}) {
  const { t, number } = useWords()
  const [wanted, setWanted] = useState('')
  const outside = orders.filter(({ departures }) => departures.length > 0)
  const found = orders
    .filter(({ id, vehicles }) => isWanted(wanted, [id, ...vehicles.map((each) => each.id)]))
    .sort((a, b) => b.departures.length - a.departures.length)
  const { shown, more } = useFew(found, Math.max(fewest, outside.length))
  return (
    <section aria-labelledby="orders">
      <h2 id="orders">{t('orders.title')}</h2>
      {orders.length === 0 ? (
        <p className="empty">{t('orders.none')}</p>
      ) : (
        <p>
          {t('orders.count', { count: orders.length, shown: number(orders.length), outside: number(outside.length) })}
        </p>
      )}
      {orders.length > fewest && <FindField label={t('vehicles.find')} wanted={wanted} want={setWanted} />}
      <ul className="rows orders">
        {shown.map((order) => (
          <li key={order.id}>
            <div>
              <strong>
                <bdi>{order.id}</bdi>
              </strong>{' '}
              {t('orders.restsOn', { number: order.notification, movement: order.movement })}
              <p className="mark">
                {routeWords(order, names, t)}. <Band from={order.from} until={order.until} zone={zone} />
              </p>
              <Vehicles order={order} />
              {order.departures.length > 0 && <Departures departures={order.departures} />}
            </div>
            <span className="marks">
              {order.departures.length > 0 && <span className="state stop">{t('orders.outside')}</span>}
              {order.overridden && <span className="state warn">{t('orders.overridden')}</span>}
              {order.recalled_at !== null && <span className="state">{t('orders.recalled')}</span>}
            </span>
          </li>
        ))}
      </ul>
      {more}
      {may('issue_order') && (
        <Act title={t('orders.issue')} about={t('orders.issue.about')}>
          <IssueOrder
            pause={pause}
            notices={notices}
            corridors={corridors}
            names={names}
            mayOverride={may('override')}
          />
        </Act>
      )}
      {may('recall') && (
        <Act title={t('orders.recall')} about={t('orders.recall.about')}>
          <CommandForm
            pause={pause}
            kind="recall"
            fields={[
              { name: 'vehicles', label: 'orders.recall.vehicles', hint: 'orders.recall.hint', kind: 'line' },
              { name: 'reason', label: 'orders.recall.reason', isRequired: true, kind: 'text' },
              { name: 'to', label: 'orders.recall.to', hint: 'orders.recall.to.hint', kind: 'line' },
            ]}
            inputOf={({ vehicles, reason, to = '' }) => ({
              ...(idsIn(vehicles).length === 0 ? {} : { vehicles: idsIn(vehicles) }),
              reason,
              ...(to.trim() === '' ? {} : { to: to.trim() }),
            })}
            submit="orders.recall"
            confirm={({ vehicles = '' }) => (
              <p>{vehicles.trim() === '' ? t('orders.recall.confirmAll') : t('orders.recall.confirm', { vehicles })}</p>
            )}
          />
        </Act>
      )}
    </section>
  )
}

/** Those that were called back are said to be. */
function Vehicles({
  order: { vehicles, on_foot: onFoot, recalled_vehicles: recalled, recalled_at: recalledAt },
}: {
  order: OrderView
}) {
  const { t } = useWords()
  const isRecalled = (id: string) => recalledAt !== null || recalled.includes(id)
  return (
    <ul>
      {vehicles.map(({ id, kind }) => (
        <li key={id}>
          {wordOf('vehicle', kind, t)} <bdi>{id}</bdi>
          {isRecalled(id) && <strong>{t('orders.vehicleRecalled')}</strong>}
        </li>
      ))}
      {onFoot && <li>{t('movement.onFoot')}</li>}
    </ul>
  )
}
