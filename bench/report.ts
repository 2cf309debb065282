// What every bench shares: its options, its table, its JSON lines, the machine it ran on.

import { appendFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'

export interface BenchOptions {
  readonly size: string | undefined
  readonly seconds: number | undefined
  readonly seed: number
  readonly data: string | undefined
  readonly instances: readonly string[] | undefined
  readonly json: string | undefined
}

export function benchOptions(): BenchOptions {
  const { values } = parseArgs({
    options: {
      size: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string' },
      data: { type: 'string' },
      instances: { type: 'string' },
      json: { type: 'string' },
    },
  })
  return {
    size: values.size,
    seconds: numberAsked('--seconds', values.seconds),
    seed: numberAsked('--seed', values.seed) ?? 1,
    data: values.data ?? process.env.TREVE_BENCH_DATA,
    instances: values.instances?.split(','),
    json: values.json,
  }
}

function numberAsked(option: string, asked: string | undefined): number | undefined {
  if (asked === undefined) return undefined
  const number = Number(asked)
  if (asked.trim() !== '' && Number.isFinite(number) && number >= 0) return number
  console.error(`${option} ${asked}: a number, 0 or more, is expected.`)
  process.exit(2)
}

/** Those asked for, all where none are; what there is not ends the bench. */
export function chosenFrom<Name extends string>(
  asked: readonly string[] | undefined,
  names: readonly Name[],
  option = '--instances',
): readonly Name[] {
  if (asked === undefined) return names
  mustBeOf(option, asked, names)
  return names.filter((name) => asked.includes(name))
}

/** Of the instances of a public set those asked for, by name and by size; what there is not ends the bench. */
export function chosenOf<Each>(
  { instances, size }: Pick<BenchOptions, 'instances' | 'size'>,
  all: readonly Each[],
  { nameOf, sizeOf }: { nameOf(each: Each): string; sizeOf(each: Each): string },
): readonly Each[] {
  const sizes = size?.split(',')
  if (instances !== undefined) mustBeOf('--instances', instances, all.map(nameOf))
  if (sizes !== undefined) mustBeOf('--size', sizes, all.map(sizeOf))
  return all.filter((each) => (instances?.includes(nameOf(each)) ?? true) && (sizes?.includes(sizeOf(each)) ?? true))
}

const namesShown = 12

function mustBeOf(option: string, asked: readonly string[], names: readonly string[]): void {
  const all = [...new Set(names)]
  const wrong = asked.find((each) => !all.includes(each))
  if (wrong === undefined) return
  const more = all.length > namesShown ? ` or ${all.length - namesShown} more` : ''
  console.error(`${option} ${wrong}: one of ${all.slice(0, namesShown).join(', ')}${more} is expected.`)
  process.exit(2)
}

/** One measured thing, beside what it should be. Keys as the contract has them. */
export interface Measured {
  readonly instance: string
  readonly seconds_cpu: number | null
  readonly value: number
  readonly best: number | null
  readonly gap_percent: number | null
  readonly feasible: boolean
  readonly seed: number
  readonly unit: string
  /** What else there is to tell: a column each in the table, a key each in the JSON. */
  readonly more?: Readonly<Record<string, number | string | null>>
}

/** Prints the machine, a table, and last the figure that the bench exists for. */
export function reportBench(
  title: string,
  measured: readonly Measured[],
  json: string | undefined,
  last: string,
): void {
  console.log(`${title}\n${machine()}\n`)
  const further = [...new Set(measured.flatMap(({ more }) => Object.keys(more ?? {})))]
  const rows = measured.map(({ instance, value, best, unit, more }) => [
    instance,
    `${value.toFixed(3)} ${unit}`,
    best === null ? '' : `${best} ${unit}`,
    ...further.map((name) => `${more?.[name] ?? ''}`),
  ])
  const heads = ['', 'measured', 'goal or best known', ...further]
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of [heads, ...rows])
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
  if (json !== undefined)
    appendFileSync(json, measured.map(({ more, ...each }) => `${JSON.stringify({ ...each, ...more })}\n`).join(''))
  console.log(`\n${last}`)
}

export function machine(): string {
  const list = cpus()
  return `${list[0]?.model.trim() ?? 'unknown processor'}, ${list.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
