// The frontier in words and tables, for a terminal.

import { durationText, type LevelName, type Pause, standingWording, textIn } from '@treve/model'
import {
  type Frontier,
  type FrontierOption,
  type FrontierPair,
  type OptionLevel,
  rarelyByChance,
} from '@treve/model/frontier'
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
    `  ${sure(as_it_is)}`,
    `  Every plan here is clear ${durationText(kept.buffer_s)} before the close: ${kept.is_of_terms ? 'what the terms ask for' : 'the reserve of the plan it begins from'}.${slackText(kept.slack_s, as_it_is.slack_s)}`,
    '',
  ]
  const tables = [
    gaining.length === 0
      ? 'Nothing that was tried serves anybody more, or fewer.\n'
      : `What it would bring: [plan, no plan above, with or without a reserve], by the terms as they are → changed\n${optionTable(gaining)}`,
    without.length === 0 ? '' : `Serves as many, level by level\n${sureTable(without)}`,
    pairs.length === 0 ? '' : `Two together, and the sum of the two alone\n${pairTable(pairs)}`,
  ].filter((part) => part !== '')
  const standing = [
    '“Certain”: no plan by the terms as they are does as well, with or without a reserve; of a loss, no plan avoids it.',
    '“Possible”: so it is by the plans that were found, and no more than that is known.',
    `All clear: on ${counted(effort.replications, 'simulated day', 'simulated days')}, the same for each plan; for comparing only, not a claim. A difference is told where chance alone rarely makes one. ${standingWording.en}`,
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

function daysText({ clear_probability: clear, days, outcome }: FrontierOption): string {
  if (outcome.moves_nobody) return 'nobody moves'
  if (clear === null) return 'not simulated'
  if (days === null) return `on ${clearDays(clear)}`
  const more = days.only_changed - days.only_as_it_is
  const difference = `${counted(Math.abs(more), 'day', 'days')} ${more > 0 ? 'more' : 'fewer'}`
  const told = days.chance < rarelyByChance ? difference : 'no difference seen'
  return `${told} (+${days.only_changed} −${days.only_as_it_is} of ${count(clear.replications)})`
}

function clearDays({ estimate, replications }: NonNullable<FrontierOption['clear_probability']>): string {
  return `${count(Math.round(estimate * replications))} of ${counted(replications, 'simulated day', 'simulated days')}`
}

function outText({ outcome: { simulated } }: FrontierOption): string {
  return simulated === null ? '' : `${count(simulated.people_out.p05)} to ${count(simulated.people_out.p95)}`
}

function sure({ clear_probability: clear, moves_nobody }: Frontier['as_it_is']): string {
  if (moves_nobody) return 'How sure: nobody moves, and there is nothing to be sure of.'
  return clear === null
    ? 'How sure: not simulated.'
    : `All clear by the close on ${clearDays(clear)}: a comparison, not a claim.`
}

/** As planned; the orders are those of the buffer. */
function slackText(before: number, seconds: number): string {
  if (before === 0) return ''
  const sooner = seconds === 0 ? 'no sooner' : `${durationText(seconds, 'en')} sooner still`
  const than =
    seconds === before ? '' : `, which is enough; by the plan that it begins from, ${durationText(before, 'en')}`
  return `\n  As planned they are out ${sooner}${than}. By the others, sooner by no more.`
}

/** Marks of direction are for pages. */
function plain(text: string): string {
  return text.replaceAll(/[\u2068\u2069]/g, '')
}
