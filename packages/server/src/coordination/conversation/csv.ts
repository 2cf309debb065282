// The conversation log as a table for spreadsheets. What somebody said is text there, and never a formula.

import { formatInstant, type TimeZone } from '@treve/model'
import type { Logged } from './state.ts'

const columns = [
  'when',
  'direction',
  'channel',
  'verbal',
  'by',
  'with',
  'party',
  'contact',
  'text',
  'about',
  'shift',
  'form',
  'form_sha256',
  'id',
] as const

export function conversationCsv(log: readonly Logged[], zone: TimeZone): string {
  const rows = log.map((each) =>
    columns.map((column) => {
      if (column === 'when') return formatInstant(each.when, zone)
      if (column === 'about') return each.about.join(' ')
      return String(each[column] ?? '')
    }),
  )
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** A spreadsheet takes a cell for a formula by its first sign, also after blanks that it drops. */
function cell(text: string): string {
  const isFormula = /^[\s\p{Cc}]*[=+\-@\uff0b\uff0d\uff1d\uff20|%]/u.test(text) || /^[\t\r\n]/.test(text)
  const harmless = isFormula ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
