// What is held back so that all are clear as surely as the terms require, and what that costs, level by level.

import { changedByReserve, gainOfReserve } from '@treve/model/gain-of-reserve'
import type { PlanView, ReserveView } from '../plan.ts'
import { figure, TitledTable } from '../shell/titled-table.tsx'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'
import { share, shareInColumn } from './assurance.tsx'
import { amountText } from './levels.tsx'

export function PriceOfSafety({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  const words = useWords()
  const { t } = words
  const { reserve } = plan
  if (reserve == null) return null
  const facts = [
    ...inPlace(words, reserve),
    ...held(words, pause, reserve),
    ...gained(words, plan, reserve),
    ...beyond(words, reserve),
  ]
  return (
    <section aria-labelledby="price" className="sure">
      <h2 id="price">{t('price.title')}</h2>
      <p className="about">
        {t('price.about')} {t('sure.standing')}
      </p>
      <PriceTable plan={plan} reserve={reserve} />
      <p className="about">{t('price.meanAbout')}</p>
      <ul>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {reserve.uses.length > 1 && (
        <details>
          <summary>{t('price.tried')}</summary>
          <Tried reserve={reserve} />
        </details>
      )}
    </section>
  )
}

const columns = [
  'price.without',
  'price.with',
  'price.less',
  'price.boundWithout',
  'price.meanWithout',
  'price.meanWith',
] as const

function PriceTable({ plan, reserve }: { plan: PlanView; reserve: ReserveView }) {
  const words = useWords()
  const { t } = words
  const unitOf = (level: ReserveView['price'][number]['level']) =>
    plan.levels.find((each) => each.level === level)?.unit ?? 'people'
  return (
    <TitledTable title={t('price.title')} heads={[t('levels.level'), ...columns.map((key) => figure(t(key)))]}>
      {reserve.price.map((row) => {
        const unit = unitOf(row.level)
        const shown = (value: number | null) =>
          value === null ? '' : amountText(words, unit === 'people' ? Math.round(value) : value, unit)
        const figures = [
          row.without,
          row.served,
          row.without - row.served,
          row.bound_without,
          row.on_average_without,
          row.on_average,
        ]
        return (
          <tr key={row.level}>
            <th scope="row">
              <bdi>{row.level}</bdi> {t(`level.${row.level}`)}
            </th>
            {columns.map((key, index) => (
              <td key={key} className="figure">
                {shown(figures[index] ?? null)}
              </td>
            ))}
          </tr>
        )
      })}
    </TitledTable>
  )
}

function Tried({ reserve }: { reserve: ReserveView }) {
  const words = useWords()
  const { t, number, duration } = words
  const heads = ['price.useBuffer', 'price.clear', 'price.clearWithout', 'price.out'] as const
  return (
    <TitledTable
      title={t('price.tried')}
      heads={[t('price.use'), ...heads.map((key) => figure(t(key))), t('price.verdict')]}
    >
      {reserve.uses.map((use) => (
        <tr key={use.use}>
          <th scope="row">{t(`price.use.${use.use}`)}</th>
          <td className="figure">{duration(use.buffer_s)}</td>
          <td className="figure">{shareInColumn(words, use.clear)}</td>
          <td className="figure">{shareInColumn(words, use.clear_without_halts)}</td>
          <td className="figure">{number(Math.round(use.people_out))}</td>
          <td>{t(`price.${verdictOf(use)}`)}</td>
        </tr>
      ))}
    </TitledTable>
  )
}

function verdictOf({ is_taken, is_enough, days }: ReserveView['uses'][number]) {
  if (is_taken) return 'taken'
  if (is_enough) return 'enough'
  return days === undefined ? 'notEnough' : 'fewer'
}

function held(words: Words, pause: PauseView, reserve: ReserveView): string[] {
  const { t, number, duration } = words
  const taken = reserve.uses.find(({ is_taken }) => is_taken)
  const name = (id: string) => words.text(pause.corridors.find((corridor) => corridor.id === id)?.name ?? {}, id)
  return [
    ...(taken?.use === 'none' && reserve.is_shown ? [t('price.none')] : []),
    ...(taken?.use === 'ending_sooner' ? [t('price.endingSooner')] : []),
    t('price.buffer', { buffer: duration(reserve.buffer_s), quantile: share(words, reserve.turn_back, 2) }),
    ...(reserve.slack_s === 0 ? [] : [t('price.slack', { slack: duration(reserve.slack_s) })]),
    ...reserve.corridors.map(({ corridor, more_s }) =>
      t('price.corridor', { corridor: name(corridor), more: duration(more_s) }),
    ),
    ...spared(words, reserve, name),
    ...(reserve.is_shown ? [] : [t('price.notShown')]),
    // Where aid alone goes in, it says nothing how many are out.
    t(reserve.people_out > 0 || reserve.without.people_out > 0 ? 'price.means' : 'price.meansNobody', {
      without: number(Math.round(reserve.without.people_out)),
      clear: share(words, reserve.without.clear),
      with: number(Math.round(reserve.people_out)),
    }),
    t('price.tests', { count: number(reserve.tests.length) }),
  ]
}

/** Why more are told as left for the reserve than there are fewer out. */
function inPlace({ t, number }: Words, reserve: ReserveView): string[] {
  const changed = changedByReserve(reserve)
  if (changed === undefined) return []
  const { left, instead, less } = changed
  return [t('price.instead', { left: number(left), instead: number(instead), less: number(less) })]
}

/** What it brings on simulated days, and that it is taken for that. */
export function gained(words: Words, plan: Pick<PlanView, 'levels'>, reserve: ReserveView): string[] {
  const { t } = words
  const gain = gainOfReserve(reserve)
  if (gain === undefined) return []
  const unit = plan.levels.find(({ level }) => level === gain.level)?.unit ?? 'people'
  const shown = (value: number) => amountText(words, unit === 'people' ? Math.round(value) : value, unit)
  const level = t(`level.${gain.level}`)
  const through = t('price.through', { level, without: shown(gain.without), with: shown(gain.with) })
  return [gain.isWhy ? `${through} ${t('price.takenFor')}` : through]
}

/** What else is reserved beside a buffer, and what that brings. */
export function spared(words: Words, reserve: ReserveView, nameOf: (corridor: string) => string): string[] {
  const { t, number, duration } = words
  const { second_exits: second, spare_lanes: spare = [], staggered, uses } = reserve
  const facts = [
    ...(second === undefined
      ? []
      : [
          t('price.secondExits', {
            trips: number(second.trips),
            of: number(second.of),
            within: duration(second.within_s),
          }),
        ]),
    ...spare.map(({ corridor, gate, lanes, within_s }) =>
      t('price.spareLanes', { corridor: nameOf(corridor), gate, lanes: number(lanes), within: duration(within_s) }),
    ),
    ...(staggered === undefined ? [] : [t('price.staggered', { within: duration(staggered.within_s) })]),
  ]
  const taken = uses.find(({ is_taken }) => is_taken)
  const other = taken === undefined ? undefined : without(taken, uses)
  if (facts.length === 0 || taken === undefined || other === undefined) return facts
  const out = ({ people_out }: TriedUse) => number(Math.round(people_out))
  const clear = (use: TriedUse) =>
    share(words, use[reserve.sought_on === 'with_halts' ? 'clear' : 'clear_without_halts'])
  const named = { use: t(`price.use.${taken.use}`), other: t(`price.use.${other.use}`) }
  const counted = { with: out(taken), without: out(other), clear: clear(taken), clearOther: clear(other) }
  return [...facts, t('price.brings', { ...named, ...counted })]
}

type TriedUse = ReserveView['uses'][number]

const sameWithout: Partial<Record<TriedUse['use'], TriedUse['use']>> = {
  second_exits: 'buffer',
  turn_back_and_second_exits: 'turn_back',
  corridors_and_second_exits: 'corridors',
}

/** What was tried without the last of it: of a use that goes on from the best so far, that. */
function without({ use }: TriedUse, uses: readonly TriedUse[]): TriedUse | undefined {
  const same = sameWithout[use]
  if (same !== undefined) return uses.find((each) => each.use === same)
  if (use !== 'spare_lanes' && use !== 'staggered') return undefined
  return uses
    .filter((each) => each.is_enough && each.use !== use && each.use !== 'buffer_for_halts')
    .reduce<TriedUse | undefined>(
      (best, each) => (best === undefined || each.people_out > best.people_out ? each : best),
      undefined,
    )
}

function beyond(words: Words, reserve: ReserveView): string[] {
  const { t, number, duration } = words
  const people = (mean: number) => number(Math.round(mean * 100) / 100)
  const forHalts = reserve.uses.find(({ use }) => use === 'buffer_for_halts')
  const halts =
    forHalts?.is_enough === true
      ? t('price.forHalts', {
          buffer: duration(forHalts.buffer_s),
          people: number(Math.round(forHalts.people_out)),
        })
      : t('price.noneForHalts')
  return [
    ...(reserve.sought_on === 'with_halts' ? [] : [halts, t('price.withoutHalts')]),
    ...reserve.recall.map(({ notice_s, clear, people_late, people_out }) =>
      t('price.recall', {
        notice: duration(notice_s),
        share: share(words, clear),
        late: people(people_late),
        out: number(Math.round(people_out)),
      }),
    ),
    ...(reserve.refuge === null
      ? []
      : [
          t('price.refuge', {
            late: people(reserve.refuge.people_late),
            before: people(reserve.refuge.people_late_without),
            sheltered: people(reserve.refuge.people_sheltered),
          }),
        ]),
  ]
}
