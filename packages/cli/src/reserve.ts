// The reserve of a plan and its price, for a terminal.

import { durationText, type Language, type Pause, type Plan, type PlanLevel, type Reserve } from '@treve/model'
import { changedByReserve, gainOfReserve } from '@treve/model/gain-of-reserve'
import { percent } from './assurance.ts'
import { fill } from './fill.ts'
import { reserveWords } from './reserve-words.ts'
import { count, table } from './table.ts'

export interface Held {
  readonly pause: Pause
  readonly plan: Plan
  readonly reserve: Reserve
  readonly language: Language
  readonly nameOf: (level: PlanLevel['level']) => string
  readonly quantity: (value: number, unit: PlanLevel['unit']) => string
}

export function reserveText(held: Held): string {
  const { reserve, language } = held
  const words = reserveWords[language]
  const lines = [...inPlace(held), ...whatIsHeld(held), ...beyond(held)]
  return [
    `${words.title}\n${table([...words.priceHeads], priceRows(held))}  ${words.loads}\n`,
    reserve.uses.length < 2 ? '' : table([...words.usesHeads], useRows(held)),
    lines.map((line) => `  ${line}\n`).join(''),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** Why more are told as left for the reserve than there are fewer out. */
function inPlace({ reserve, language }: Held): string[] {
  const changed = changedByReserve(reserve)
  if (changed === undefined) return []
  const { left, instead, less } = changed
  return [fill(reserveWords[language].instead, { left: count(left), instead: count(instead), less: count(less) })]
}

function priceRows({ reserve, plan, nameOf, quantity }: Held): string[][] {
  return reserve.price.map(({ level, without, served, bound_without, on_average_without, on_average }) => {
    const unit = plan.levels.find((each) => each.level === level)?.unit ?? 'people'
    const show = (value: number | null) => (value === null ? '' : quantity(value, unit))
    const mean = (value: number | null) =>
      value === null ? '' : quantity(unit === 'people' ? Math.round(value) : value, unit)
    const less = `${without < served ? '−' : ''}${quantity(Math.abs(without - served), unit)}`
    return [
      level,
      nameOf(level),
      show(without),
      show(served),
      less,
      show(bound_without),
      mean(on_average_without),
      mean(on_average),
    ]
  })
}

function useRows({ reserve, language }: Held): string[][] {
  const words = reserveWords[language]
  return reserve.uses.map((use) => [
    words.uses[use.use],
    durationText(use.buffer_s, language),
    percent(use.turn_back, 2),
    percent(use.clear),
    percent(use.clear_without_halts),
    count(Math.round(use.people_out)),
    words[use.is_taken ? 'taken' : use.is_enough ? 'enough' : use.days === undefined ? 'notEnough' : 'fewer'],
  ])
}

function whatIsHeld(held: Held): string[] {
  const { pause, reserve, language } = held
  const words = reserveWords[language]
  const { uses, without, buffer_s, slack_s, turn_back, corridors, second_exits, spare_lanes = [], staggered } = reserve
  const taken = uses.find(({ is_taken }) => is_taken)
  const quantile = percent(turn_back, 2)
  const terms = durationText(pause.terms.clear.buffer, language)
  return [
    ...(taken?.use === 'none' && reserve.is_shown ? [words.none] : []),
    ...(taken?.use === 'ending_sooner' ? [words.endingSooner] : []),
    fill(words.kept, { buffer: durationText(buffer_s, language), terms, quantile }),
    ...(slack_s === 0 ? [] : [fill(words.slack, { slack: durationText(slack_s, language) })]),
    ...corridors.map(({ corridor, more_s }) =>
      fill(words.corridor, { corridor, more: durationText(more_s, language) }),
    ),
    ...(second_exits === undefined
      ? []
      : [
          fill(words.secondExits, {
            trips: count(second_exits.trips),
            of: count(second_exits.of),
            within: durationText(second_exits.within_s, language),
          }),
        ]),
    ...spare_lanes.map(({ corridor, gate, lanes, within_s }) =>
      fill(words.spareLanes, { corridor, gate, lanes: count(lanes), within: durationText(within_s, language) }),
    ),
    ...(staggered === undefined ? [] : [fill(words.staggered, { within: durationText(staggered.within_s, language) })]),
    ...(reserve.is_shown ? [] : [words.notReached]),
    fill(movesPeople(reserve) ? words.means : words.meansNobody, {
      without: count(Math.round(without.people_out)),
      clearWithout: percent(without.clear),
      with: count(Math.round(reserve.people_out)),
    }),
    ...gained(held),
    fill(words.tests, { count: String(reserve.tests.length) }),
  ]
}

/** Where aid alone goes in, it says nothing how many are out. */
function movesPeople({ without, people_out }: Reserve): boolean {
  return without.people_out > 0 || people_out > 0
}

function gained({ reserve, plan, language, nameOf, quantity }: Held): string[] {
  const words = reserveWords[language]
  const gain = gainOfReserve(reserve)
  if (gain === undefined) return []
  const unit = plan.levels.find(({ level }) => level === gain.level)?.unit ?? 'people'
  const show = (value: number) => quantity(unit === 'people' ? Math.round(value) : value, unit)
  const through = fill(words.through, {
    level: nameOf(gain.level),
    without: show(gain.without),
    with: show(gain.with),
  })
  return [gain.isWhy ? `${through} ${words.takenFor}` : through]
}

function beyond({ reserve, language }: Held): string[] {
  const words = reserveWords[language]
  const forHalts = reserve.uses.find(({ use }) => use === 'buffer_for_halts')
  const people = (mean: number) =>
    mean > 0 && mean < 0.01 ? '< 0.01' : mean.toLocaleString('en-GB', { maximumFractionDigits: 2 })
  return [
    ...(reserve.sought_on === 'with_halts'
      ? []
      : [
          forHalts?.is_enough === true
            ? fill(words.forHalts, {
                buffer: durationText(forHalts.buffer_s, language),
                people: count(Math.round(forHalts.people_out)),
              })
            : words.noneForHalts,
          words.withoutHalts,
        ]),
    ...reserve.recall.map(({ notice_s, clear, people_late, people_out }) =>
      fill(words.recall, {
        notice: durationText(notice_s, language),
        share: percent(clear),
        late: people(people_late),
        out: count(Math.round(people_out)),
      }),
    ),
    ...(reserve.refuge === null
      ? []
      : [
          fill(words.refuge, {
            late: people(reserve.refuge.people_late),
            before: people(reserve.refuge.people_late_without),
            sheltered: people(reserve.refuge.people_sheltered),
          }),
        ]),
  ]
}
