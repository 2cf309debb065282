// The answer in five lines: out, in, clear, how sure, how good.

import { keepsReserve } from '@treve/model/reserve-kept'
import { muchLessOnHalf } from '@treve/model/simulated'
import { unfinishedOf, unfinishedWording } from '@treve/model/unfinished'
import type { PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'
import { sureRows } from './assurance.tsx'

export function Answer({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  const words = useWords()
  const { t } = words
  const unfinished = unfinishedOf(plan)
  return (
    <section aria-labelledby="answer" className="answer">
      <h2 id="answer" tabIndex={-1}>
        {t('answer.title')}
      </h2>
      {unfinished !== undefined && (
        <p className="unfinished">
          <strong>{unfinishedWording[words.language][unfinished]}</strong>
        </p>
      )}
      <dl>
        <Line name={t('answer.out')} says={outRows(words, pause, plan)} />
        <Line name={t('answer.in')} says={inRows(words, pause, plan)} />
        <Line name={t('answer.clear')} says={clearRows(words, plan)} />
        <Line name={t('answer.sure')} says={sureRows(words, pause, plan)} />
        <Line name={t('answer.good')} says={goodRows(words, plan)} />
      </dl>
      <p className="standing">{t('answer.stay')}</p>
    </section>
  )
}

function Line({ name, says }: { name: string; says: readonly string[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {says.map((row) => (
          <span key={row} className="row">
            {row}
          </span>
        ))}
      </dd>
    </div>
  )
}

/** The levels before all others, each with the priority it counts. */
const urgent = [
  ['2', 'life_critical'],
  ['3', 'medical'],
  ['4', 'dependent'],
] as const

/** The most urgent first, then all together. */
export function outRows(words: Words, pause: PauseView, plan: PlanView): string[] {
  const { t, number } = words
  const wish = pause.people.reduce((sum, { count }) => sum + count.best, 0)
  const { people, companions } = plan.served
  if (wish === 0) return [t('answer.out.none')]
  if (people === 0) return [t('answer.out.nobody', { wish: number(wish) })]
  const first = urgent.flatMap(([name, priority]) => {
    const wishing = pause.people.reduce((sum, group) => sum + (group.priority === priority ? group.count.best : 0), 0)
    if (wishing === 0) return []
    const values = {
      noPlan: noPlan(words, plan),
      who: t(`people.${priority}`),
      out: number(plan.served.by_priority[priority] ?? 0),
      wish: number(wishing),
    }
    const bound = plan.levels.find(({ level }) => level === name)?.bound ?? null
    return [
      bound === null
        ? t('answer.out.firstUnknown', values)
        : t(name === '2' ? 'answer.out.first' : 'answer.out.next', { ...values, bound: number(bound) }),
    ]
  })
  const all = t('answer.out.some', {
    noPlan: noPlan(words, plan),
    out: number(people),
    wish: number(wish),
    bound: number(plan.bound.people),
  })
  const onHalf = muchLessOnHalf(people, plan.assurance?.people_out)
  return [
    ...first,
    companions === 0 ? all : `${all} ${t('answer.companions', { count: companions })}`,
    ...(onHalf === undefined ? [] : [t('answer.out.simulated', { count: number(Math.floor(onHalf)) })]),
  ]
}

/** What those who stay must have first, then all the aid. */
export function inRows(words: Words, pause: PauseView, plan: PlanView): string[] {
  const { t, tonnes } = words
  const asked = pause.aid.reduce((sum, { mass_g }) => sum + mass_g, 0)
  if (asked === 0) return [t('answer.in.none')]
  const floor = pause.aid.reduce((sum, { floor_g }) => sum + floor_g, 0)
  const onHalf = muchLessOnHalf(plan.served.aid_g, plan.assurance?.aid_g)
  const within = plan.levels.find(({ level }) => level === '5a')?.served
  return [
    ...(floor === 0 || within === undefined
      ? []
      : [t('answer.in.first', { what: t('level.5a'), in: tonnes(within), asked: tonnes(floor) })]),
    t('answer.in.some', {
      noPlan: noPlan(words, plan),
      in: tonnes(plan.served.aid_g),
      asked: tonnes(asked),
      bound: tonnes(plan.bound.aid_g),
    }),
    ...(onHalf === undefined ? [] : [t('answer.in.simulated', { in: tonnes(onHalf) })]),
  ]
}

/** What no plan exceeds, and of which plans that is said. */
export function goodRows(words: Words, plan: PlanView): string[] {
  return [goodText(words, plan), ...(keepsReserve(plan) ? [words.t('answer.good.ofReserve')] : [])]
}

function noPlan({ t }: Words, plan: PlanView): string {
  return t(keepsReserve(plan) ? 'answer.noPlan.reserve' : 'answer.noPlan')
}

function goodText({ t, number }: Words, { gap_percent, gap_level }: PlanView): string {
  if (gap_percent === 0 || gap_level === null) return t('answer.good.best')
  return t('answer.good.gap', {
    gap: number(Math.ceil(gap_percent * 10) / 10),
    level: `${gap_level} (${t(`level.${gap_level}`)})`,
  })
}

export function clearRows({ t, time, duration }: Words, plan: PlanView): string[] {
  return plan.windows.map(({ close, clear_by, last_exit }) => {
    if (last_exit === null) return t('answer.clear.nobody', { close: time(close) })
    const spare = (Date.parse(clear_by) - Date.parse(last_exit)) / 1000
    const times = { exit: time(last_exit), clearBy: time(clear_by), close: time(close) }
    return spare < 0
      ? t('answer.clear.late', { ...times, late: duration(-spare) })
      : t('answer.clear.at', { ...times, spare: duration(spare) })
  })
}
