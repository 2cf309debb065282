// The answer in five lines: out, in, clear, how sure, how good.

import type { ReactNode } from 'react'
import type { PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'

export function Answer({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  const words = useWords()
  const { t } = words
  return (
    <section aria-labelledby="answer" className="answer">
      <h2 id="answer" tabIndex={-1}>
        {t('answer.title')}
      </h2>
      <dl>
        <Line name={t('answer.out')}>{outText(words, pause, plan)}</Line>
        <Line name={t('answer.in')}>{inText(words, pause, plan)}</Line>
        <Line name={t('answer.clear')}>
          {clearLines(words, plan).map((line) => (
            <span key={line} className="row">
              {line}
            </span>
          ))}
        </Line>
        <Line name={t('answer.sure')}>{sureText(words, pause, plan)}</Line>
        <Line name={t('answer.good')}>
          {plan.gap_percent === 0 || plan.gap_level === null
            ? t('answer.good.best')
            : t('answer.good.gap', {
                gap: words.number(Math.ceil(plan.gap_percent * 10) / 10),
                level: `${plan.gap_level} (${t(`level.${plan.gap_level}`)})`,
              })}
        </Line>
      </dl>
      <p className="standing">{t('answer.stay')}</p>
    </section>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function outText({ t, number }: Words, pause: PauseView, plan: PlanView): string {
  const wish = pause.people.reduce((sum, { count }) => sum + count.best, 0)
  const { people, companions } = plan.served
  if (wish === 0) return t('answer.out.none')
  if (people === 0) return t('answer.out.nobody', { wish: number(wish) })
  const text = t('answer.out.some', { out: number(people), wish: number(wish), bound: number(plan.bound.people) })
  return companions === 0 ? text : `${text} ${t('answer.companions', { count: companions })}`
}

function inText({ t, tonnes }: Words, pause: PauseView, plan: PlanView): string {
  const asked = pause.aid.reduce((sum, { mass_g }) => sum + mass_g, 0)
  if (asked === 0) return t('answer.in.none')
  return t('answer.in.some', { in: tonnes(plan.served.aid_g), asked: tonnes(asked), bound: tonnes(plan.bound.aid_g) })
}

function clearLines({ t, time, duration }: Words, plan: PlanView): string[] {
  return plan.windows.map(({ close, clear_by, last_exit }) =>
    last_exit === null
      ? t('answer.clear.nobody', { close: time(close) })
      : t('answer.clear.at', {
          exit: time(last_exit),
          spare: duration((Date.parse(clear_by) - Date.parse(last_exit)) / 1000),
          clearBy: time(clear_by),
          close: time(close),
        }),
  )
}

function sureText({ t, number }: Words, pause: PauseView, plan: PlanView): string {
  if (plan.clear_probability !== null) return t('answer.sure.known', { lower: number(plan.clear_probability.lower_95) })
  return pause.required_probability === null
    ? t('answer.sure.unknown')
    : t('answer.sure.asked', { asked: number(pause.required_probability) })
}
