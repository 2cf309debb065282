// A new plan, as a difference from the one in force: what is gained, who is affected, whether it stays within what the
// parties were told. A person agrees; nothing goes out by itself.

import { useCallback, useEffect, useState } from 'react'
import { ask } from '../client/ask.ts'
import { CommandForm } from '../coordination/form.tsx'
import { Instant } from '../coordination/instant.tsx'
import { Departures } from '../coordination/particulars.tsx'
import { isKey } from '../coordination/refusal.ts'
import { figure, TitledTable } from '../shell/titled-table.tsx'
import { useWords, type Words } from '../words.tsx'
import type { Proposal, ReplanState } from './proposal.ts'

const againMilliseconds = 3000

/** Undefined: this server makes no new plans. */
export function useReplan(pause: string): { readonly told: ReplanState | undefined; readonly begin: () => void } {
  const [told, setTold] = useState<ReplanState | undefined>(undefined)
  const path = `/api/v1/pauses/${encodeURIComponent(pause)}/replan`
  const look = useCallback(async () => {
    const answer = await ask<ReplanState>('GET', path, {}, {})
    if (answer.ok) setTold(answer.told)
  }, [path])
  useEffect(() => {
    void look()
    const timer = setInterval(look, againMilliseconds)
    return () => clearInterval(timer)
  }, [look])
  const begin = useCallback(() => {
    void ask<ReplanState>('POST', path, {}, {}).then((answer) => answer.ok && setTold(answer.told))
  }, [path])
  return { told, begin }
}

export function Replan({ pause, may }: { pause: string; may: (kind: string) => boolean }) {
  const { t } = useWords()
  const { told, begin } = useReplan(pause)
  if (told === undefined) return null
  const isWorking = told.state === 'running' || told.state === 'waiting'
  const { proposal } = told
  return (
    <section aria-labelledby="replan" className="replan">
      <h2 id="replan">{t('replan.title')}</h2>
      <p className="about">{t('replan.about')}</p>
      {isWorking && <p role="status">{t('replan.working')}</p>}
      {told.state === 'failed' && <p role="alert">{t('replan.failed')}</p>}
      {proposal !== undefined && proposal !== null ? (
        <Difference pause={pause} proposal={proposal} may={may} />
      ) : (
        !isWorking && <p className="empty">{t('replan.none')}</p>
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

function Difference({ pause, proposal, may }: { pause: string; proposal: Proposal; may: (kind: string) => boolean }) {
  const { t, number } = useWords()
  const { gained, changed_orders: changed, within_notified: isWithin, departures, plan, version } = proposal
  return (
    <div className={isWithin ? 'notice-box' : 'notice-box stop'}>
      <p>
        {t('replan.made')} <Instant at={proposal.made_at} />.{' '}
        <strong>{t('replan.affected', { count: new Set(changed.map(({ vehicle }) => vehicle)).size })}</strong>
      </p>
      {gained.levels.length > 0 && (
        <TitledTable
          title={t('replan.gained')}
          heads={[t('replan.level'), figure(t('replan.before')), figure(t('replan.after')), figure(t('replan.change'))]}
        >
          {gained.levels.map(({ level, before, after }) => (
            <tr key={level}>
              <th scope="row">{levelWords(level, t)}</th>
              <td className="figure">{number(before)}</td>
              <td className="figure">{number(after)}</td>
              <td className="figure">
                <bdi dir="ltr">
                  {after > before ? '+' : after < before ? '−' : ''}
                  {number(Math.abs(after - before))}
                </bdi>
              </td>
            </tr>
          ))}
        </TitledTable>
      )}
      <TitledTable
        title={t('replan.orders')}
        heads={[t('timetable.vehicle'), t('replan.order.before'), t('replan.order.after')]}
        className="differences"
      >
        {changed.map(({ vehicle, from, to }) => (
          <tr key={`${vehicle}${from}${to}`}>
            <th scope="row">
              <bdi>{vehicle}</bdi>
            </th>
            <td>{from === null ? t('replan.noOrder') : <del dir="auto">{from}</del>}</td>
            <td>{to === null ? t('replan.noOrder') : <ins dir="auto">{to}</ins>}</td>
          </tr>
        ))}
      </TitledTable>
      {isWithin ? <p>{t('replan.within')}</p> : <p role="alert">{t('replan.outside')}</p>}
      <Departures departures={departures} />
      {plan !== undefined && may('agree_plan') && (
        <CommandForm
          pause={pause}
          kind="agree_plan"
          fields={[]}
          fixed={{ plan, ...(version === undefined ? {} : { version }) }}
          submit="replan.agree"
          confirm={() => (
            <>
              <p>{t('replan.confirm', { count: changed.length })}</p>
              <p>
                <bdi>{changed.map(({ vehicle }) => vehicle).join(t('list.comma'))}</bdi>
              </p>
              {!isWithin && <p>{t('replan.outside')}</p>}
            </>
          )}
        />
      )}
    </div>
  )
}

function levelWords(level: string, t: Words['t']): string {
  const key = `level.${level}`
  return isKey(key) ? t(key) : level
}
