// How it stands, in a few figures: who is out, who is under way, how sure it is that all are out in time.

import { share } from '../answer/assurance.tsx'
import type { Known } from '../now/state.ts'
import { useWords } from '../words.tsx'
import type { DayView } from './day.ts'
import { Age, Range } from './figures.tsx'

export function Standing({ day, known, now }: { day: DayView; known: Known; now: number }) {
  const words = useWords()
  const { t, number } = words
  const { out, under_way: underWay } = day
  const { vehicles_inside: inside } = underWay
  const told = known.told
  const answer = told?.answer ?? null
  const isOld = answer !== null && told?.trouble !== null
  return (
    <dl className="figures">
      <div>
        <dt>{t('figures.out')}</dt>
        <dd>
          <strong className="big">
            <Range value={out.people} />
          </strong>
          <Age at={out.at} now={now} />
        </dd>
      </div>
      <div>
        <dt>{t('figures.underWay')}</dt>
        <dd>
          <strong className="big">
            <Range value={underWay.people} />
          </strong>
          <span>
            {inside === null
              ? t('figures.vehicles.unknown')
              : inside.low === inside.high
                ? t('figures.vehicles', { count: inside.high })
                : t('figures.vehicles.between', { low: number(inside.low), high: number(inside.high) })}
          </span>
        </dd>
      </div>
      <div className={isOld ? 'simulated old' : 'simulated'}>
        <dt>{t('figures.clear')}</dt>
        <dd>
          <strong className="big">
            {answer === null ? (
              <em className="not-known">{t('board.unknown')}</em>
            ) : (
              <bdi>{share(words, answer.assurance.with_halts.estimate)}</bdi>
            )}
          </strong>
          {answer !== null && (
            <span>
              {t('figures.least', {
                least: share(words, answer.assurance.with_halts.lower_95),
                days: words.number(answer.assurance.with_halts.replications),
              })}{' '}
              <Age at={answer.assurance.at} now={now} />
            </span>
          )}
        </dd>
      </div>
      {answer !== null && (
        <div className="wide">
          <dt>{t('figures.simulated')}</dt>
          <dd>
            {t('sure.standing')} {t('answer.stay')}
            {answer.assurance.not_told.length > 0 && (
              <>
                {' '}
                <strong>
                  <span aria-hidden="true">? </span>
                  {t('now.unknown', { count: answer.assurance.not_told.length })}
                </strong>
              </>
            )}
            {isOld && (
              <>
                {' '}
                <strong>{t('now.lastGood')}</strong>
              </>
            )}
          </dd>
        </div>
      )}
    </dl>
  )
}
