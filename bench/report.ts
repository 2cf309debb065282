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
    seconds: values.seconds === undefined ? undefined : Number(values.seconds),
    seed: Number(values.seed ?? 1),
    data: values.data ?? process.env.TREVE_BENCH_DATA,
    instances: values.instances?.split(','),
    json: values.json,
  }
}

/** Those asked for by --instances, all where none are; what there is not ends the bench. */
export function chosenFrom<Name extends string>(
  instances: readonly string[] | undefined,
  names: readonly Name[],
): readonly Name[] {
  if (instances === undefined) return names
  for (const asked of instances)
    if (!names.some((name) => name === asked)) {
      console.error(`--instances ${asked}: one of ${names.join(', ')} is expected.`)
      process.exit(2)
    }
  return names.filter((name) => instances.includes(name))
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
