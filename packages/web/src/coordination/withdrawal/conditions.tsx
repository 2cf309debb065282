// Conditions of a corridor, segment by segment, and who said what of each. What is not known is shown as not known.

import { useWords, type Words } from '../../words.tsx'
import { wordOf } from '../code-words.ts'
import { Instant } from '../instant.tsx'
import type { Names } from '../names.ts'
import { usePauseNow } from '../pause-clock.tsx'
import type { ConditionView, State, WordView } from './view.ts'

const looks: Readonly<Record<State, string>> = { met: 'state fine', not_met: 'state stop', unknown: 'state warn' }

/** `troops` of a segment; `whole` is the corridor where it has no segments. */
export function aboutWords({ kind, segment }: { kind: string; segment: string }, t: Words['t']): string {
  const what = wordOf('withdrawal.kind', kind, t)
  return segment === 'whole' ? what : t('withdrawal.ofSegment', { what, segment })
}

export function Conditions({
  corridor,
  conditions,
  words,
  names,
}: {
  corridor: string
  conditions: readonly ConditionView[]
  words: readonly WordView[]
  names: Names
}) {
  const { t } = useWords()
  const own = words.filter((each) => each.corridor === corridor)
  const isSame = (word: WordView, { segment, kind }: ConditionView) => word.segment === segment && word.kind === kind
  const others = own.filter((word) => !conditions.some((each) => isSame(word, each)))
  return (
    <>
      {conditions.length === 0 && <p className="empty">{t('withdrawal.noConditions')}</p>}
      <ul className="conditions">
        {conditions.map((condition) => (
          <li key={`${condition.segment} ${condition.need}`}>
            <p>
              <span className={looks[condition.state]}>{wordOf('condition', condition.state, t)}</span>{' '}
              <strong>{aboutWords(condition, t)}</strong>
              {condition.until !== null && (
                <>
                  {t('list.comma')}
                  {t('withdrawal.until')} <Instant at={condition.until} />
                </>
              )}
            </p>
            <WordsSaid words={own.filter((word) => isSame(word, condition))} names={names} />
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <>
          <h4>{t('withdrawal.otherWords')}</h4>
          <WordsSaid words={others} names={names} isNamed />
        </>
      )}
    </>
  )
}

export function WordsSaid({
  words,
  names,
  isNamed = false,
}: {
  words: readonly WordView[]
  names: Names
  isNamed?: boolean
}) {
  const { t, duration } = useWords()
  const now = usePauseNow(60_000)
  if (words.length === 0) return null
  return (
    <ul className="words-said">
      {words.map((word) => {
        const { by, rests, state, at, until, holds } = word
        const age = Math.max(0, Math.floor((now - Date.parse(at)) / 60_000) * 60)
        return (
          <li key={JSON.stringify(word)} className={holds ? '' : 'over'}>
            {isNamed && (
              <>
                {aboutWords(word, t)}
                {t('list.colon')}
              </>
            )}
            {t(rests === 'verified' ? 'withdrawal.verified' : 'withdrawal.reported', {
              by: by === null ? t('withdrawal.somebody') : names.party(by),
              state: wordOf('condition', state, t),
            })}{' '}
            <Instant at={at} /> <span className="mark">{t('withdrawal.age', { time: duration(age) })}</span>
            {until !== null && (
              <>
                {t('list.comma')}
                {t('withdrawal.until')} <Instant at={until} />
              </>
            )}
            {!holds && <strong> {t('withdrawal.lapsed')}</strong>}
          </li>
        )
      })}
    </ul>
  )
}
