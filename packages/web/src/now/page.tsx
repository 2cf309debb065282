// Clear now? How sure the plan in force is from where everybody is, who must leave when, and how old what is known is.

import { useEffect, useState } from 'react'
import { Assumed, claimRows, factsNow, LeftOut, share, Where } from '../answer/assurance.tsx'
import type { PauseView } from '../view.ts'
import { useWords } from '../words.tsx'
import { listed } from '../words-of.ts'
import { momentOf } from './due.ts'
import { DueTable } from './due-table.tsx'
import { type AssuranceNowView, type NowView, type TroubleView, useSureNow } from './state.ts'
import './now.css'

export function NowPage({ pause }: { pause: PauseView }) {
  const { t } = useWords()
  const { told, isUnreachable } = useSureNow(pause.id)
  const clock = useClock()
  const answer = told?.answer ?? null
  return (
    <>
      <section id="answer" aria-labelledby="now" className="now">
        <h2 id="now">{t('now.title')}</h2>
        {isUnreachable && (
          <p className="empty" role="alert">
            {t('now.unreachable')}
          </p>
        )}
        {told === undefined ? (
          !isUnreachable && <p role="status">{t('app.loading')}</p>
        ) : told.is_watched ? (
          <Watched told={told} pause={pause} clock={clock} />
        ) : (
          <div className="empty">
            <p>{t('now.notTold')}</p>
            <p>{t('now.notTold.how')}</p>
          </div>
        )}
      </section>
      {answer !== null && <There assurance={answer.assurance} pause={pause} clock={clock} />}
    </>
  )
}

function Watched({ told, pause, clock }: { told: NowView; pause: PauseView; clock: number }) {
  const words = useWords()
  const { t, number } = words
  const { answer, trouble, is_working: isWorking } = told
  const isOld = answer !== null && trouble !== null
  const notTold = answer?.assurance.not_told ?? []
  return (
    <>
      {trouble !== null && <Trouble trouble={trouble} hasAnswer={answer !== null} />}
      {answer === null ? (
        <p role="status">{t(isWorking ? 'now.working' : 'now.none')}</p>
      ) : (
        <>
          <Age answer={answer} clock={clock} isWorking={isWorking} />
          <div className={isOld ? 'claim answer old' : 'claim answer'} role="status">
            <p className="probability">
              <span className="visually-hidden">{t('sure.clear')}: </span>
              {share(words, answer.assurance.with_halts.estimate)}
            </p>
            <div>
              {claimRows(words, pause.required_probability, answer.assurance).map((row) => (
                <p key={row}>{row}</p>
              ))}
              <p>
                {t('now.inside', {
                  mean: number(Math.round(answer.assurance.with_halts.expected_people_late * 100) / 100),
                  worst: number(Math.round(answer.assurance.with_halts.worst_people_late)),
                  days: number(answer.assurance.with_halts.replications),
                })}
              </p>
              {!answer.is_whole && <p>{t('now.few', { days: number(answer.assurance.with_halts.replications) })}</p>}
              {notTold.length > 0 && (
                <p>
                  <strong>
                    <span aria-hidden="true">? </span>
                    {t('now.unknown', { count: notTold.length })}
                  </strong>
                </p>
              )}
            </div>
          </div>
          <NotTold vehicles={notTold} />
        </>
      )}
    </>
  )
}

/** When everybody was there, and how long ago that was told. */
function Age({
  answer,
  clock,
  isWorking,
}: {
  answer: NonNullable<NowView['answer']>
  clock: number
  isWorking: boolean
}) {
  const { t, time, day, clock: clockOf, duration } = useWords()
  const { at } = answer.assurance
  const { isToday } = momentOf(Date.parse(at), clock)
  const age = (iso: string) => duration(Math.max(0, (clock - Date.parse(iso)) / 1000))
  return (
    <p className="age">
      <strong>{t('now.asOf', { time: time(at), day: day(at), utc: clockOf(Date.parse(at), 'UTC') })}</strong>{' '}
      {t('now.told', { age: age(answer.told_at) })} {isToday ? t('now.old', { age: age(at) }) : t('now.otherDay')}{' '}
      {isWorking && <em>{t('now.working')}</em>}
    </p>
  )
}

function Trouble({ trouble, hasAnswer }: { trouble: TroubleView; hasAnswer: boolean }) {
  const words = useWords()
  const { t, language } = words
  return (
    <div className="empty trouble" role="alert">
      <p>
        <strong>
          <span aria-hidden="true">▲ </span>
          {text()}
        </strong>
      </p>
      {trouble.kind === 'unreadable' && (
        <ul>
          {trouble.problems[language].map(({ line, text, remedy }) => (
            <li key={`${line} ${text}`}>
              {t('now.line', { line })} {text} {remedy}
            </li>
          ))}
        </ul>
      )}
      {hasAnswer && <p>{t('now.lastGood')}</p>}
    </div>
  )

  function text(): string {
    switch (trouble.kind) {
      case 'astray':
        return t('now.astray', { vehicles: listed(words, trouble.vehicles) })
      case 'unknown_trips':
        return t('now.unknownTrips', { trips: listed(words, trouble.trips) })
      default:
        return t(`now.trouble.${trouble.kind}`)
    }
  }
}

/** What nobody has told is not known, and said so by name. */
function NotTold({ vehicles }: { vehicles: readonly string[] }) {
  const words = useWords()
  const { t } = words
  if (vehicles.length === 0) return null
  return (
    <details>
      <summary>{t('now.unknown.who')}</summary>
      <p>{listed(words, vehicles)}</p>
    </details>
  )
}

function There({ assurance, pause, clock }: { assurance: AssuranceNowView; pause: PauseView; clock: number }) {
  const words = useWords()
  const { t } = words
  const name = (id: string) => words.text(pause.corridors.find((corridor) => corridor.id === id)?.name ?? {}, id)
  const left = factsNow(words, assurance)
  return (
    <>
      <DueTable assurance={assurance} clock={clock} />
      <section aria-labelledby="now-days" className="sure">
        <h2 id="now-days">{t('now.days')}</h2>
        <ul>
          {left.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        <Where assurance={assurance} nameOf={name} />
        <Assumed assurance={assurance} />
        <LeftOut of={assurance.not_acted_out} />
        <p className="standing">{t('sure.standing')}</p>
      </section>
    </>
  )
}

function useClock(): number {
  const [clock, setClock] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setClock(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return clock
}
