import { resolve } from 'node:path'
import {
  attestedBy,
  type EventTold,
  type FactsTold,
  factsTold,
  type Line,
  type LoadReconciled,
  type ManifestLine,
  readAccountFolder,
  shownToOthers,
} from '@treve/ledger'
import { formatInstant, type Instant, isTimeZone, type TimeZone } from '@treve/model'
import { optionsOf } from '../options.ts'
import { counted } from '../table.ts'
import { type Command, wordsOf } from './command.ts'
import { logAt } from './folders.ts'
import { verifiedAccount } from './verified.ts'

export const factsCommand: Command = {
  name: 'facts',
  usage: 'facts DIR|URL [--key VKEY] [--openings FILE] [--zone ZONE] [--protection] [--json]',
  summary:
    'what the account amounts to: aid line by line, people by load, events with who attests to them; --protection: who was held or turned back, too',
  async run(args, io) {
    const verb = 'account facts'
    const options = optionsOf(
      verb,
      args,
      {
        key: { type: 'string' },
        openings: { type: 'string' },
        zone: { type: 'string' },
        protection: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values } = options
    const words = wordsOf(verb, options.positionals, ['DIR or URL'], io)
    if (words === undefined) return 2
    const { own } = await logAt(words[0], io.folder)
    const zone = values.zone ?? (own === undefined ? 'UTC' : (await readAccountFolder(resolve(own))).settings.zone)
    if (!isTimeZone(zone)) {
      io.err(`treve ${verb}: --zone ${zone}: a zone such as Asia/Damascus is expected.\n`)
      return 2
    }
    const account = await verifiedAccount(words[0], values, verb, io)
    if (typeof account === 'number') return account
    const told = factsTold(attestedBy(account.entries), zone)
    const shown = values.protection === true ? told.loads : told.loads.map(shownToOthers)
    if (values.json === true)
      io.out(`${JSON.stringify({ ...account.heldAgainst, zone, ...told, loads: shown }, null, 1)}\n`)
    else io.out(textOf(told, values.protection === true, zone))
    return 0
  },
}

function textOf(told: FactsTold, isForProtection: boolean, zone: TimeZone): string {
  const parts = [
    section('Aid, line by line', told.lines.map(lineText)),
    section('Came to the place and was not taken off: to be carried again', told.next.notOffloaded.map(manifestText)),
    section('Taken off at clearance, shown apart', told.next.removedAtClearance.map(manifestText)),
    section(
      'People, by load',
      told.loads.map((load) => loadText(load, isForProtection)),
    ),
    section(`Recorded, by the clock of ${zone}`, told.events.map(eventText)),
    section(
      'Watched',
      told.watches.map(({ organisation, place, side, from, until, subjects, gaps, index }) => {
        const [start, end] = [formatInstant(from as Instant, zone), formatInstant(until as Instant, zone)]
        return `  ${subjects.join(', ')} at ${placeText({ place, ...(side === undefined ? {} : { side }) })}, ${start} to ${end}, by ${organisation} (entry ${index})${gaps === 0 ? '' : `; ${counted(gaps, 'gap', 'gaps')}`}`
      }),
    ),
  ]
  const { erased, withheld } = told.unseen
  if (erased > 0) parts.push(`${counted(erased, 'entry', 'entries')} with something erased: not counted above.\n`)
  if (withheld > 0) parts.push(`${counted(withheld, 'entry', 'entries')} sealed to whoever asks: not counted above.\n`)
  if (told.mayBeTakenBack)
    parts.push(
      'What they name cannot be seen: they may take back or dispute any of it, and nothing is decided by it.\n',
    )
  const all = parts.filter((part) => part !== '').join('\n')
  return all === '' ? 'Nothing is recorded of aid, people or events. That is not to say that nothing happened.\n' : all
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.join('\n')}\n`
}

function rangeText(low: number, high: number): string {
  return low === high ? `${low}` : `${low} to ${high}`
}

function lineText({ consignment, item, unit, stages, differences }: Line): string {
  const way = stages.map((at) => `${at.stage} ${rangeText(at.low, at.high)}${signedText(at)}`).join(', ')
  const apart = differences.map(
    ({ name, low, high, after, reasons }) =>
      `    before ${after}: ${rangeText(low, high)} ${name.replaceAll('_', ' ')}${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}`,
  )
  return [`  ${consignment}, ${item}, in ${unit}: ${way}`, ...apart].join('\n')
}

function signedText({ low, high, signedByBoth: both }: Line['stages'][number]): string {
  if (both === undefined) return ''
  return both.low === low && both.high === high
    ? ' (signed by giver and receiver)'
    : ` (${rangeText(both.low, both.high)} of it signed by giver and receiver, the rest told by one side)`
}

function manifestText({ consignment, item, unit, low, high, reasons }: ManifestLine): string {
  return `  ${consignment}, ${item}: ${rangeText(low, high)} ${unit}${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}`
}

function loadText(load: LoadReconciled, isForProtection: boolean): string {
  const said = (counts: Readonly<Record<string, { low: number; high: number } | undefined>>) =>
    Object.entries(counts)
      .flatMap(([name, count]) => (count === undefined ? [] : [`${wordOf(name)} ${rangeText(count.low, count.high)}`]))
      .join(', ')
  if (isForProtection) {
    const { counts, unknown, surplus, notPassed, opensCase, uncounted } = load
    const open = said({ unknown, surplus, notPassed })
    return `  ${load.load}: ${said(counts)}${open === '' ? '' : `; ${open}`}${opensCase ? '; a protection case' : ''}; counted by nobody: ${uncounted.map(wordOf).join(', ') || 'none'}`
  }
  const { load: name, ...shown } = shownToOthers(load)
  return `  ${name}: ${said(shown) || 'nothing counted'}`
}

function wordOf(name: string): string {
  return name.replaceAll('_', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function amountText(low: number, high: number, unit: string): string {
  return unit === 'times' && high === 1 ? 'once' : `${rangeText(low, high)} ${unit}`
}

function placeText({ place, side }: { readonly place?: string; readonly side?: string }): string {
  return place === undefined ? 'a place not stated' : side === undefined ? place : `${place}, ${side} side`
}

function eventText(told: EventTold): string {
  const { event, subject, detail, stage, unit, status, low, high, saidBy, times } = told
  const standing = told.restsOnErased
    ? 'rests on erased evidence'
    : told.restsOnWithheld
      ? 'rests on what is sealed to whoever asks'
      : status
  const what = `${subject}${detail === undefined ? '' : `.${detail}`}${stage === undefined ? '' : ` ${stage}`}`
  // Nought is what somebody saw, never what nobody recorded.
  const amount = high === 0 ? `0 ${unit}, as observed` : amountText(low, high, unit)
  const lines = [
    `  ${what}, ${placeText(told)}: ${amount}; ${standing} (${event})`,
    ...saidBy.map(({ organisation, chain, low: from, high: to, index }, at) => {
      const time = times.each[at]
      const when =
        time === undefined
          ? ''
          : `, ${periodText(time.stated)}${time.stated.from === time.local.from ? '' : `, here ${periodText(time.local)}`}`
      return `    entry ${index}, ${organisation}${chain === organisation ? '' : ` from ${chain}`}: ${rangeText(from, to)}${when}`
    }),
  ]
  if (!times.isReconciled)
    lines.push(`    their times miss each other by ${Math.round(times.apartSeconds / 60)} min: shown apart`)
  return lines.join('\n')
}

function periodText({ from, until }: { readonly from: string; readonly until: string }): string {
  return from === until ? from : `${from} to ${until}`
}
