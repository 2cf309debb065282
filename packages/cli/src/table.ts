// Figures and tables for a terminal.

import { formatClock, type Instant, type TimeZone } from '@treve/model'

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()
  return `${[line(heads), ...rows.map(line)].join('\n')}\n`
}

export function clock(instant: Instant, zone: TimeZone): string {
  return formatClock(instant, zone)
}

export function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

export function count(value: number): string {
  return value.toLocaleString('en-GB')
}

export function tonnes(grams: number): string {
  return `${(grams / 1e6).toLocaleString('en-GB', { maximumFractionDigits: 3 })} t`
}
