// The frontier in words and tables, for a terminal.

import { durationText, type LevelName, type Pause, standingWording, textIn } from '@treve/model'
import type { Frontier, FrontierOption, FrontierPair, OptionLevel } from '@treve/model/frontier'
import { percent } from './assurance.ts'
import { count, counted, table, tonnes } from './table.ts'

const columns: readonly { readonly level: LevelName; readonly head: string }[] = [
  { level: '2', head: 'life-critical' },
  { level: '3', head: 'medical' },
  { level: '4', head: 'dependents' },
  { level: '5a', head: 'aid floor' },
  { level: '5b', head: 'others' },
  { level: '6b', head: 'aid by need' },
]

export function frontierText(pause: Pause, frontier: Frontier): string {
  const { as_it_is, kept, wished, options, pairs, effort } = frontier
  const title = `${textIn(pause.title, 'en')}${pause.exercise ? '  (EXERCISE)' : ''}`
  const gaining = options.filter(({ gain_level }) => gain_level !== null)
  const without = options.filter(({ gain_level }) => gain_level === null)
  const lines = [
    `${title}${frontier.partial ? '\nNOT ALL OF IT: stopped, or out of time.' : ''}`,
    '',
    'By the terms as they are',
    `  Out: ${count(as_it_is.people)} of ${count(wished.people)} who wish to leave. In: ${tonnes(as_it_is.aid_g)} of ${tonnes(wished.aid_g)} of aid for those who stay.`,
    `  ${sure(as_it_is.clear_probability)}`,
    `  Every plan here is clear ${durationText(kept.buffer_s)} before the close: ${kept.is_of_terms ? 'what the terms ask for' : 'the reserve of the plan it begins from'}.`,
    '',
  ]
  const tables = [
    gaining.length === 0
      ? 'Nothing that was tried serves anybody more, or fewer.\n'
      : `What it would bring: [plan, no plan above], by the terms as they are → changed\n${optionTable(gaining)}`,
    without.length === 0 ? '' : `Serves as many, level by level\n${sureTable(without)}`,
    pairs.length === 0 ? '' : `Two together, and the sum of the two alone\n${pairTable(pairs)}`,
  ].filter((part) => part !== '')
  const standing = [
    '“Certain”: no plan by the terms as they are does as well. “Possible”: a plan by the changed terms does better than any found by the terms as they are.',
    `How sure: on ${counted(effort.replications, 'simulated day', 'simulated days')}, the same for each plan; for comparing, not a claim. ${standingWording.en}`,
    'By price: to first order, of the bound; it is no promise. Those who stay remain protected, and are no remainder.',
    `Seed ${frontier.seed}, ${effort.seconds.toFixed(0)} s on ${effort.threads} threads.`,
  ]
  return `${lines.join('\n')}\n${tables.join('\n')}\n${standing.join('\n')}\n`
}

function optionTable(options: readonly FrontierOption[]): string {
  const shown = columns.filter(({ level }) => options.some((option) => isDifferent(levelOf(option, level))))
  const rows = options.map((option, index) => [
    String(index + 1),
    plain(option.words.en),
    ...shown.map(({ level }) => levelText(levelOf(option, level))),
    option.certainty,
    option.by_price === null ? '' : `${option.by_price >= 0 ? '+' : ''}${priceText(option)}`,
    daysText(option),
  ])
  return table(['', 'what is asked', ...shown.map(({ head }) => head), '', 'by price', 'all clear'], rows)
}

function sureTable(options: readonly FrontierOption[]): string {
  const rows = options.map((option) => [
    plain(option.words.en),
    option.certainty === 'certain' ? 'no plan does better' : 'none better was found',
    daysText(option),
    outText(option),
  ])
  return table(['what is asked', '', 'all clear', 'out on simulated days'], rows)
}

function pairTable(pairs: readonly FrontierPair[]): string {
  const shown = columns.filter(({ level }) => pairs.some((pair) => isDifferent(levelOf(pair, level))))
  const rows = pairs.map((pair) => [
    plain(pair.words.en),
    ...shown.map(({ level }) => {
      const found = levelOf(pair, level)
      const sum = pair.alone.find((each) => each.level === level)?.sum
      return found === undefined ? '' : `${gain(found)} (sum ${sum === undefined ? '' : gain({ ...found, to: sum })})`
    }),
    pair.certainty,
    daysText(pair),
  ])
  return table(['', ...shown.map(({ head }) => head), '', 'all clear'], rows)
}

function levelOf({ levels }: FrontierOption, name: LevelName): OptionLevel | undefined {
  return levels.find(({ level }) => level === name)
}

function isDifferent(level: OptionLevel | undefined): boolean {
  return level !== undefined && level.from !== level.to
}

function levelText(level: OptionLevel | undefined): string {
  if (level === undefined || !isDifferent(level)) return ''
  const amount = (value: number | null) => (value === null ? 'unknown' : quantity(value, level.unit))
  return `${gain(level)}: [${amount(level.from)}, ${amount(level.bound_from)}] → [${amount(level.to)}, ${amount(level.bound_to)}]`
}

function gain({ from, to, unit }: OptionLevel): string {
  return `${to >= from ? '+' : '−'}${quantity(Math.abs(to - from), unit)}`
}

function priceText({ by_price, by_price_level, levels }: FrontierOption): string {
  const unit = levels.find(({ level }) => level === by_price_level)?.unit ?? 'people'
  return `${quantity(Math.round(by_price ?? 0), unit)} on ${by_price_level}`
}

function quantity(value: number, unit: OptionLevel['unit']): string {
  return unit === 'g' ? tonnes(value) : unit === 'ppm' ? `${(value / 10_000).toFixed(1)}%` : count(value)
}

function daysText({ clear_probability, days }: FrontierOption): string {
  if (clear_probability === null) return 'not simulated'
  const paired = days === null ? '' : ` (+${days.only_changed} −${days.only_as_it_is} days)`
  return `${percent(clear_probability.estimate)}, at least ${percent(clear_probability.lower_95)}${paired}`
}

function outText({ outcome: { simulated } }: FrontierOption): string {
  return simulated === null ? '' : `${count(simulated.people_out.p05)} to ${count(simulated.people_out.p95)}`
}

function sure(clear: Frontier['as_it_is']['clear_probability']): string {
  return clear === null
    ? 'How sure: not simulated.'
    : `How sure: all clear by the close on ${percent(clear.estimate)} of simulated days, at least ${percent(clear.lower_95)}.`
}

/** Marks of direction are for pages. */
function plain(text: string): string {
  return text.replaceAll(/[\u2068\u2069]/g, '')
}
