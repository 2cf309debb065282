// Figures as they are told: in the unit that the claim was written in, thousands set apart.

import { type Claim, type Figure, topicText } from './claim.ts'
import type { WrittenUnit } from './line.ts'
import type { StatementWords } from './words.ts'

/** Exact, whatever the unit: `51.000005 t`, `9 h 30 min`. */
export function amountText(base: number, unit: WrittenUnit): string {
  return isOfTime(unit) ? durationText(base) : `${numberText(base, unit)} ${unit.name}`
}

function isOfTime({ name }: WrittenUnit): boolean {
  return name === 'h' || name === 'min' || name === 'd'
}

function numberText(base: number, { factor }: WrittenUnit): string {
  const whole = Math.floor(base / factor)
  const digits = String(factor).length - 1
  const rest =
    digits === 0
      ? ''
      : String(base - whole * factor)
          .padStart(digits, '0')
          .replace(/0+$/, '')
  return `${grouped(whole)}${rest === '' ? '' : `.${rest}`}`
}

function durationText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  const parts = [
    ...(hours === 0 ? [] : [`${grouped(hours)} h`]),
    ...(minutes === 0 ? [] : [`${minutes} min`]),
    ...(rest === 0 ? [] : [`${rest} s`]),
  ]
  return parts.length === 0 ? '0 min' : parts.join(' ')
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ' ')
}

/** What was found for a reading; undefined where totals are not what is looked at. */
export function foundText(
  claim: Claim,
  limits: { readonly low: number; readonly high: number } | undefined,
  unit: WrittenUnit | undefined,
  words: StatementWords,
): string | undefined {
  if (limits === undefined) return undefined
  const { low, high } = limits
  const isOpen = !Number.isFinite(high)
  if (isOpen && low === 0) return words.nothingCorroborated
  if (claim.kind === 'none' || claim.kind === 'existence') return words.instances(low, isOpen ? undefined : high)
  if (unit === undefined) return undefined
  if (isOpen) return words.atLeast(amountText(low, unit))
  if (low === high) return amountText(low, unit)
  return isOfTime(unit)
    ? words.range(amountText(low, unit), amountText(high, unit))
    : `${words.range(numberText(low, unit), numberText(high, unit))} ${unit.name}`
}

/**
 * The same limits as the public may have them: of people, to whole fives outward, so that neither a few are told of nor what can be
 * worked out from two figures is less than five. That there was somebody, and that there was nobody, stays.
 */
export function publicLimits(
  limits: { readonly low: number; readonly high: number } | undefined,
  unit: WrittenUnit | undefined,
): { readonly low: number; readonly high: number } | undefined {
  if (limits === undefined || unit?.name !== 'people') return limits
  const { low, high } = limits
  return { low: low > 0 ? Math.max(1, low - (low % 5)) : low, high: Math.ceil(high / 5) * 5 }
}

/** What a claim says of its topic, for a pair of claims: `> 100 t of aid`, `none of people`. */
export function claimText(claim: Claim, unit: WrittenUnit | undefined): string {
  if (!('scope' in claim)) return claim.kind
  const topic = topicText(claim.scope.topic)
  if ('figure' in claim && unit !== undefined)
    return unit.name === topic ? figureText(claim.figure, unit) : `${figureText(claim.figure, unit)} of ${topic}`
  if (claim.kind === 'sequence') return `${topic} before ${topicText(claim.after)}`
  if (claim.kind === 'share') {
    const { than } = claim
    return `share of ${topic} ${typeof than === 'string' ? than : `${than.comparison} ${than.perTenThousand / 100} %`}`
  }
  return `${claim.kind} of ${topic}`
}

function figureText({ comparison, amount, tolerance }: Figure, unit: WrittenUnit): string {
  const sign = comparison === '=' || comparison === 'about' ? '' : `${comparison} `
  return `${sign}${amountText(amount, unit)}${tolerance > 0 ? ` ± ${amountText(tolerance, unit)}` : ''}`
}
