// The sheet for the room: one A4 page, what may be asked for and what it would bring, how sure, and what happens without.
// No request to anywhere, no script: it is opened on machines that are offline, and handed over the table.

import {
  durationText,
  formatInstant,
  type Language,
  levelOfPriority,
  type Pause,
  type Priority,
  priorities,
  standingWording,
  textIn,
} from '@treve/model'
import {
  type Change,
  type Frontier,
  type FrontierOption,
  type OptionLevel,
  rarelyByChance,
} from '@treve/model/frontier'
import { leastStepOfEach } from '@treve/planner/frontier'
import { bdi, directionOf, escaped } from '../html.ts'
import { isAgreed } from '../view.ts'
import { type Catalogue, type Key, messages } from './messages/catalogue.ts'
import { styles } from './styles.ts'

/** As many as the page holds beside what else must stand there. */
const mostAsks = 6
const mostTogether = 2
/** Of all that is asked, together. */
const denseLetters = 600
const roomyLetters = 450
/** Of the whole sheet. */
const roomySheetLetters = 2000

export function sheetPage(pause: Pause, frontier: Frontier, language: Language): string {
  return new Sheet(pause, frontier, language).page()
}

/** What the sheet asks for: what brings more, and of one thing only the step that brings most, the least such step. */
export function asksOf({ options }: Frontier): FrontierOption[] {
  return leastStepOfEach(options.filter(isGain)).slice(0, mostAsks)
}

function isGain({ levels, gain_level }: FrontierOption): boolean {
  const level = levels.find((each) => each.level === gain_level)
  if (level === undefined) return false
  const share = (level.share_ppm_to ?? 0) - (level.share_ppm_from ?? 0)
  return share === 0 ? level.to > level.from : share > 0
}

class Sheet {
  private readonly pause: Pause
  private readonly frontier: Frontier
  private readonly language: Language
  private readonly words: Catalogue
  private readonly numbers: Intl.NumberFormat
  private readonly decimals: Intl.NumberFormat

  constructor(pause: Pause, frontier: Frontier, language: Language) {
    this.pause = pause
    this.frontier = frontier
    this.language = language
    this.words = messages[language]
    this.numbers = new Intl.NumberFormat(locales[language])
    this.decimals = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 })
  }

  page(): string {
    const { words, pause, language, frontier } = this
    const title = textIn(pause.title, language) || pause.id
    const body = `<header>
<div><h1>${words.sheet}</h1>${pause.exercise ? `<p class="exercise">${words.exercise}</p>` : ''}</div>
<div class="pause"><p><strong>${bdi(title)}</strong></p><p>${isAgreed(pause) ? words.agreed : words.announced}</p>
${this.windows()}</div>
</header>
<main>
${frontier.partial ? `<p class="partial">${words.partial}</p>` : ''}
<section class="without"><h2>${words.without}</h2>${this.without()}</section>
<section><h2>${words.asks}</h2>${this.asks()}</section>
${this.steps()}
${this.together()}
${this.costs()}
</main>
<footer>
<p>${words['read.certain']} ${this.fill('read.interval', { most: '<bdi dir="ltr">\u2264</bdi>' })} ${this.fill(frontier.kept.is_of_terms ? 'read.keptTerms' : 'read.keptReserve', { buffer: this.duration(frontier.kept.buffer_s) })} ${this.slack()}${this.fill('read.days', { days: this.number(frontier.effort.replications) })} ${standingWording[language]}</p>
<p class="standing">${words.standing}</p>
<p class="version"><span>${words['version.input']} <code>${bdi(frontier.input_sha256.slice(0, 12))}</code></span> <span>${this.fill('version.seed', { seed: bdi(String(frontier.seed)) })}</span></p>
</footer>
`
    return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${title} – ${words.sheet}`)}</title>
<style>${styles}</style>
</head>
<body class="${this.density(body)}">
${pause.exercise ? `<p class="watermark" aria-hidden="true">${words.exercise}</p>` : ''}
${body}</body>
</html>
`
  }

  /** Larger where there is room: the sheet is read across a table. */
  private density(body: string): 'roomy' | 'dense' | 'plain' {
    const asks = asksOf(this.frontier)
    const letters = [...asks, ...this.frontier.pairs.slice(0, mostTogether)].reduce(
      (sum, { words }) => sum + words[this.language].length,
      0,
    )
    if (letters > denseLetters) return 'dense'
    const isShort = letters < roomyLetters && body.replace(/<[^>]*>/g, '').length < roomySheetLetters
    return isShort ? 'roomy' : 'plain'
  }

  private windows(): string {
    const { pause, words } = this
    const most = 2
    const shown = pause.terms.windows.slice(0, most).map(({ open, close }) => {
      const span = (from: string, until: string) =>
        `${from.slice(0, 10)} ${from.slice(11, 16)}\u2013${from.slice(0, 10) === until.slice(0, 10) ? '' : `${until.slice(0, 10)} `}${until.slice(11, 16)}`
      const local = span(formatInstant(open, pause.time_zone), formatInstant(close, pause.time_zone))
      const utc = span(new Date(open * 1000).toISOString(), new Date(close * 1000).toISOString())
      return `<p class="window"><bdi dir="ltr">${local}</bdi> ${bdi(pause.time_zone)}</p><p class="window"><bdi dir="ltr">${utc}</bdi> ${words.utc}</p>`
    })
    const left = pause.terms.windows.length - most
    return `${shown.join('')}${left > 0 ? `<p><bdi dir="ltr">+${left}</bdi></p>` : ''}`
  }

  private without(): string {
    const { as_it_is: now, wished } = this.frontier
    const left = wished.people - now.people
    const clear = now.clear_probability
    const lines = [
      this.fill('without.out', { out: this.strong(now.people), wish: this.number(wished.people) }),
      ...(left > 0 ? [this.fill('without.left', { count: this.strong(left) })] : []),
      this.fill('without.in', { in: `<b>${this.tonnes(now.aid_g)}</b>`, asked: this.tonnes(wished.aid_g) }),
      ...(now.simulated === null
        ? []
        : [
            this.fill('without.days', {
              low: this.number(now.simulated.people_out.p05),
              high: this.number(now.simulated.people_out.p95),
            }),
          ]),
      now.moves_nobody
        ? this.words['without.nobody']
        : clear === null
          ? this.words['without.unsure']
          : this.fill('without.sure', this.clearDays(clear)),
    ]
    const people = this.wished()
      .map(
        (priority) =>
          `<div><dt>${this.words[`people.${priority}`]}</dt><dd>${this.fill('out.of', { out: this.number(now.by_priority[priority]), wish: this.number(wished.by_priority[priority]) })}</dd></div>`,
      )
      .join('')
    return `<div class="now"><p>${lines.join(' ')}</p><dl>${people}</dl></div>`
  }

  private asks(): string {
    const asks = asksOf(this.frontier)
    const { words } = this
    if (asks.length === 0) return `<p>${words.none}</p>`
    const heads = [
      words.ask,
      ...this.wished().map((priority) => words[`people.${priority}`]),
      ...(this.frontier.wished.aid_g > 0 ? [words.aid] : []),
      words.certainty,
      words.sure,
    ]
    return `<table class="asks"><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>${asks.map((ask) => this.ask(ask)).join('\n')}</tbody></table>`
  }

  private ask(option: FrontierOption): string {
    const people = this.wished().map((priority) => {
      const level = option.levels.find((each) => each.level === levelOfPriority[priority])
      return `<td>${level === undefined ? '' : this.change(level)}</td>`
    })
    const { as_it_is: now, wished } = this.frontier
    const aid = option.outcome.aid_g - now.aid_g
    const aidCell = wished.aid_g > 0 ? [`<td>${aid === 0 ? this.same() : `<b>${this.signed(aid, true)}</b>`}</td>`] : []
    return `<tr><th scope="row">${unbroken(option.words[this.language])}</th>${[...people, ...aidCell].join('')}<td class="${option.certainty}">${this.words[option.certainty]}</td><td>${this.sure(option)}</td></tr>`
  }

  private change(level: OptionLevel): string {
    const { from, to, bound_from, bound_to } = level
    if (from === to) return this.same()
    // Isolated: in Arabic the sign would turn around.
    const bound = (value: number | null) =>
      value === null ? this.words.unknown : `<bdi dir="ltr">\u2264\u00a0${this.numbers.format(value)}</bdi>`
    const now = this.fill('interval.now', { value: this.number(from), bound: bound(bound_from) })
    const asked = this.fill('interval.asked', { value: this.number(to), bound: bound(bound_to) })
    return `<b>${this.signed(to - from)}</b><small><span>${now}</span> <span>${asked}</span></small>`
  }

  private sure({ clear_probability: clear, days, outcome }: FrontierOption): string {
    if (outcome.moves_nobody) return this.words['days.nobody']
    if (clear === null) return this.words.unknown
    const of = this.fill('days.clear', this.clearDays(clear))
    if (days === null) return of
    const difference = this.difference(days)
    return `${days.chance < rarelyByChance ? difference : `<i>${difference}</i>`}<small>${of}</small>`
  }

  /** By pairs of days: one plan is clear on so many more than the other. */
  private difference({ only_changed, only_as_it_is, chance }: NonNullable<FrontierOption['days']>): string {
    return chance < rarelyByChance
      ? this.fill('days.difference', { count: this.signed(only_changed - only_as_it_is) })
      : this.words['days.same']
  }

  private clearDays({ estimate, replications }: NonNullable<FrontierOption['clear_probability']>) {
    return { clear: this.number(Math.round(estimate * replications)), days: this.number(replications) }
  }

  private slack(): string {
    const { slack_s: slack } = this.frontier.as_it_is
    return slack === 0 ? '' : `${this.fill('read.slack', { slack: this.duration(slack) })} `
  }

  /** What each quarter of an hour, or hour, comes to: at the table it is haggled over. */
  private steps(): string {
    const { options } = this.frontier
    const rows = (['open', 'close'] as const).flatMap((end) => {
      const steps = options
        .flatMap((option) => {
          const [change] = option.changes
          return change?.kind === 'window' && change.end === end ? [{ option, change }] : []
        })
        .sort((a, b) => a.change.seconds - b.change.seconds)
      const [first] = steps
      // Of several windows each has a step of its own, and stands among what may be asked.
      return first === undefined || steps.some(({ change }) => change.window !== first.change.window)
        ? []
        : [{ end, steps }]
    })
    if (rows.length === 0) return ''
    const seconds = [...new Set(rows.flatMap(({ steps }) => steps.map(({ change }) => change.seconds)))].sort(
      (a, b) => a - b,
    )
    const cells = (steps: readonly { option: FrontierOption; change: Change & { kind: 'window' } }[]) =>
      seconds.map((each) => {
        const step = steps.find(({ change }) => change.seconds === each)
        return `<td>${step === undefined ? '' : this.fill('steps.cell', this.gained(step.option))}</td>`
      })
    const body = rows
      .map(({ end, steps }) => `<tr><th scope="row">${this.words[`steps.${end}`]}</th>${cells(steps).join('')}</tr>`)
      .join('')
    const heads = seconds.map((each) => `<th scope="col">${this.duration(each)}</th>`).join('')
    return `<section><h2>${this.words.steps}</h2><table class="steps"><thead><tr><td></td>${heads}</tr></thead><tbody>${body}</tbody></table></section>`
  }

  private together(): string {
    const lines = this.frontier.pairs.slice(0, mostTogether).map((pair) => {
      const sum = pair.alone.reduce((total, { level, sum }) => total + (isOfPeople(level) ? sum : 0), 0)
      const ask = `<b>${unbroken(pair.words[this.language])}</b>`
      const alone = this.signed(sum - this.frontier.as_it_is.people)
      return `<li>${this.fill('together.line', { ask, ...this.gained(pair), sum: alone })}</li>`
    })
    return lines.length === 0 ? '' : `<section><h2>${this.words.together}</h2><ul>${lines.join('')}</ul></section>`
  }

  private costs(): string {
    const lines = this.frontier.options
      .filter(({ changes: [change] }) => change?.kind === 'buffer')
      .sort((a, b) => a.change.length - b.change.length || (a.change < b.change ? -1 : 1))
      .map((option) => {
        const ask = `<b>${unbroken(option.words[this.language])}</b>`
        const { days, gain_level, certainty } = option
        const line =
          days === null
            ? this.fill('costs.unsure', { ask, ...this.gained(option) })
            : this.fill('costs.line', { ask, ...this.gained(option), days: this.difference(days) })
        return `<li>${line}${gain_level === null ? '' : ` ${this.words[certainty]}.`}</li>`
      })
    return lines.length === 0 ? '' : `<section><h2>${this.words.costs}</h2><ul>${lines.join('')}</ul></section>`
  }

  private gained({ outcome }: FrontierOption): { people: string; aid: string } {
    const { as_it_is: now } = this.frontier
    return { people: this.signed(outcome.people - now.people), aid: this.signed(outcome.aid_g - now.aid_g, true) }
  }

  private wished(): Priority[] {
    return priorities.filter((priority) => this.frontier.wished.by_priority[priority] > 0)
  }

  private same(): string {
    return `<i>${this.words.unchanged}</i>`
  }

  private strong(value: number): string {
    return `<b>${this.number(value)}</b>`
  }

  private number(value: number): string {
    return `<bdi>${this.numbers.format(value)}</bdi>`
  }

  /** With its sign, which stands before it in every language. */
  private signed(value: number, isGrams = false): string {
    const sign = value > 0 ? '+' : value < 0 ? '\u2212' : '±'
    const amount = Math.abs(value)
    const figure = (text: string) => `<bdi dir="ltr">${sign}${text}</bdi>`
    // What is less than the last decimal is not shown as nothing.
    const tonnes = amount > 0 && amount < 50_000 ? this.numbers : this.decimals
    return isGrams
      ? this.fill('unit.tonnes', { value: figure(tonnes.format(amount / 1e6)) })
      : figure(this.numbers.format(amount))
  }

  private tonnes(grams: number): string {
    return this.fill('unit.tonnes', { value: `<bdi>${this.decimals.format(grams / 1e6)}</bdi>` })
  }

  private duration(seconds: number): string {
    return `<bdi>${durationText(seconds, this.language)}</bdi>`
  }

  private fill(key: Key, values: Readonly<Record<string, string>>): string {
    return this.words[key].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  }
}

/** Digits are Latin everywhere, as on the papers of the field. */
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn', ru: 'ru' }

function isOfPeople(level: string): boolean {
  return Object.values(levelOfPriority).some((each) => each === level)
}

/** A figure stays on the line of what it counts. */
function unbroken(text: string): string {
  return escaped(text).replace(/(\d) /g, '$1\u00a0')
}
