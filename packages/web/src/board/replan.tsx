// A new plan, as a difference from the one in force: what is gained, who is affected, whether it stays within what the
// parties were told. A person agrees; nothing goes out by itself.

import { useCallback, useEffect, useState } from 'react'
import { share } from '../answer/assurance.tsx'
import { getReplan, getReplanPlan } from '../client/operations.ts'
import { CommandForm } from '../coordination/form.tsx'
import { Instant } from '../coordination/instant.tsx'
import { Departures } from '../coordination/particulars.tsx'
import { isKey } from '../coordination/refusal.ts'
import { figure, TitledTable } from '../shell/titled-table.tsx'
import { useWords, type Words } from '../words.tsx'
import { listed } from '../words-of.ts'
import { BrokenRules } from './broken-rules.tsx'
import type { BoardNames } from './names.ts'
import type { OrderOfTrip, Proposal, ReplanState } from './proposal.ts'
import type { Replanning } from './replanning.ts'

export function Replan({
  pause,
  replanning: { told, begin },
  version,
  names,
  may,
}: {
  pause: string
  replanning: Replanning
  /** Of the terms in force: what the new plan is a plan of. */
  version: number | undefined
  names: BoardNames
  may: (kind: string) => boolean
}) {
  const { t, duration } = useWords()
  if (told === undefined) return null
  const isWorking = told.state === 'running'
  const { proposal, shift } = told
  return (
    <section aria-labelledby="replan" className="replan">
      <h2 id="replan">{t('replan.title')}</h2>
      <p className="about">{t('replan.about')}</p>
      {shift !== null && (
        <p>
          {t(shift.seconds > 0 ? 'move.of.later' : 'move.of.earlier', {
            trip: shift.trip,
            by: duration(Math.abs(shift.seconds)),
          })}
        </p>
      )}
      {isWorking && <p role="status">{t(shift === null ? 'replan.working' : 'move.checking')}</p>}
      {told.state === 'failed' && <Failed told={told} />}
      {proposal !== undefined ? (
        <Difference key={proposal.id} pause={pause} proposal={proposal} version={version} names={names} may={may} />
      ) : (
        told.state === 'none' && <p className="empty">{t('replan.none')}</p>
      )}
      {!isWorking && (
        <p className="no-print">
          <button type="button" onClick={begin}>
            {t('replan.begin')}
          </button>
        </p>
      )}
    </section>
  )
}

function Failed({ told }: { told: ReplanState }) {
  const { reason, since, shift } = told
  const { t, day, clock } = useWords()
  if (shift !== null)
    return (
      <div role="alert">
        <BrokenRules told={told} />
      </div>
    )
  if (reason !== 'no_window_left' || since == null) return <p role="alert">{t('replan.failed')}</p>
  const closed = { day: day(since), time: clock(Date.parse(since)) }
  return <p role="alert">{t('replan.noWindowLeft', closed)}</p>
}

function Difference({
  pause,
  proposal,
  version,
  names,
  may,
}: {
  pause: string
  proposal: Proposal
  version: number | undefined
  names: BoardNames
  may: (kind: string) => boolean
}) {
  const words = useWords()
  const { t, number } = words
  const { gained, changed_orders: changed, within_notified: isWithin, departures, affected } = proposal
  const percent = (value: number | null) => (value === null ? t('board.unknown') : share(words, value))
  const count = (value: number | null) => (value === null ? t('board.unknown') : number(value))
  const rows = [
    { what: t('figures.clear'), ...gained.clear_probability, told: percent },
    { what: t('out.column'), ...gained.people_out, told: count },
    ...gained.levels.map(({ level, from, to }) => ({ what: levelWords(level, t), from, to, told: count })),
  ]
  return (
    <div className={isWithin ? 'notice-box' : 'notice-box stop'}>
      <p>
        {t('replan.made')} <Instant at={proposal.made_at} />.{' '}
        <strong>{t('replan.affected', { count: affected })}</strong>
      </p>
      <TitledTable
        title={t('replan.gained')}
        heads={[t('replan.level'), figure(t('replan.before')), figure(t('replan.after'))]}
      >
        {rows.map(({ what, from, to, told }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td className="figure">{told(from)}</td>
            <td className="figure">
              {from !== null && to !== null && from !== to && (
                <span aria-hidden="true" className="shape">
                  {to > from ? '▲ ' : '▼ '}
                </span>
              )}
              {told(to)}
            </td>
          </tr>
        ))}
      </TitledTable>
      <TitledTable
        title={t('replan.orders')}
        heads={[t('timetable.vehicle'), t('replan.order.before'), t('replan.order.after')]}
        className="differences"
      >
        {changed.map(({ vehicle, from, to }) => (
          <tr key={vehicle}>
            <th scope="row">
              <bdi>{vehicle}</bdi>
            </th>
            <td>
              <del>
                <OrdersSaid orders={from} names={names} />
              </del>
            </td>
            <td>
              <ins>
                <OrdersSaid orders={to} names={names} />
              </ins>
            </td>
          </tr>
        ))}
      </TitledTable>
      {isWithin ? <p>{t('replan.within')}</p> : <p role="alert">{t('replan.outside')}</p>}
      <Departures departures={departures} />
      {version !== undefined && may('agree_plan') && <Agree pause={pause} version={version} proposal={proposal} />}
    </div>
  )
}

function OrdersSaid({ orders, names }: { orders: readonly OrderOfTrip[]; names: BoardNames }) {
  const words = useWords()
  const { t, time, number } = words
  if (orders.length === 0) return t('replan.noOrder')
  return (
    <>
      {orders.map((order) => (
        <span key={order.trip} className="order">
          {listed(words, [
            order.corridor_in === null || order.enter_at === null
              ? undefined
              : t('replan.enters', { corridor: names.corridor(order.corridor_in), time: time(order.enter_at) }),
            order.stop === null ? undefined : names.place(order.stop),
            order.people === 0 ? undefined : t('replan.people', { count: order.people, shown: number(order.people) }),
            order.corridor_out === null || order.exit_at === null
              ? undefined
              : t('replan.leaves', { corridor: names.corridor(order.corridor_out), time: time(order.exit_at) }),
            order.to === null ? undefined : names.place(order.to),
          ])}
        </span>
      ))}
    </>
  )
}

/** The plan itself is fetched when it is wanted: it may be large. What is sent is the proposal that was shown. */
function Agree({ pause, version, proposal }: { pause: string; version: number; proposal: Proposal }) {
  const words = useWords()
  const { t } = words
  const [plan, setPlan] = useState<string | undefined>(undefined)
  const fetchPlan = useCallback(async () => {
    const [state, answer] = [await getReplan({ pause }), await getReplanPlan({ pause })]
    const now = state.ok ? (state.told as unknown as ReplanState).proposal?.id : undefined
    // Another was made meanwhile: it is shown before it can be agreed to.
    if (answer.ok && now === proposal.id) setPlan(JSON.stringify(answer.told))
  }, [pause, proposal.id])
  useEffect(() => {
    void fetchPlan()
  }, [fetchPlan])
  if (plan === undefined) return null
  return (
    <CommandForm
      pause={pause}
      kind="agree_plan"
      fields={[]}
      inputOf={() => ({ version, plan, base: proposal.base })}
      submit="replan.agree"
      confirm={() => (
        <>
          <p>{t('replan.confirm', { count: proposal.affected })}</p>
          <p>
            {listed(
              words,
              proposal.changed_orders.map(({ vehicle }) => vehicle),
            )}
          </p>
          {!proposal.within_notified && <p>{t('replan.outside')}</p>}
        </>
      )}
    />
  )
}

function levelWords(level: string, t: Words['t']): string {
  const key = `level.${level}`
  return isKey(key) ? t(key) : level
}
