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
import { OrdersSaid } from './orders-said.tsx'
import type { Proposal, ReplanState, Stranded } from './proposal.ts'
import type { Replanning } from './replanning.ts'
import { StrandedTold } from './stranded.tsx'

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
  const { proposal, shift, stranded = [] } = told
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
      <StrandedTold stranded={stranded} isProposed={proposal !== undefined} names={names} />
      {proposal !== undefined ? (
        <Difference
          key={proposal.id}
          pause={pause}
          proposal={proposal}
          stranded={stranded}
          version={version}
          names={names}
          may={may}
        />
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
  // Who, and what to do, is said below.
  if (reason === 'stranded') return <p role="alert">{t('replan.stranded')}</p>
  if (reason !== 'no_window_left' || since == null) return <p role="alert">{t('replan.failed')}</p>
  const closed = { day: day(since), time: clock(Date.parse(since)) }
  return <p role="alert">{t('replan.noWindowLeft', closed)}</p>
}

function Difference({
  pause,
  proposal,
  stranded,
  version,
  names,
  may,
}: {
  pause: string
  proposal: Proposal
  stranded: readonly Stranded[]
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
      {version !== undefined && may('agree_plan') && (
        <Agree pause={pause} version={version} proposal={proposal} stranded={stranded} />
      )}
    </div>
  )
}

/** The plan itself is fetched when it is wanted: it may be large. What is sent is the proposal that was shown. */
function Agree({
  pause,
  version,
  proposal,
  stranded,
}: {
  pause: string
  version: number
  proposal: Proposal
  stranded: readonly Stranded[]
}) {
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
          {stranded.length > 0 && (
            <p>
              {t('stranded.confirm', { count: stranded.length })}{' '}
              {listed(
                words,
                stranded.map(({ vehicle }) => vehicle),
              )}
            </p>
          )}
        </>
      )}
    />
  )
}

function levelWords(level: string, t: Words['t']): string {
  const key = `level.${level}`
  return isKey(key) ? t(key) : level
}
