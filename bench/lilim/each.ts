// One measurement after another, each written down as soon as it is made, so that a long bench that is cut goes on where it was.

import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Measured } from '../report.ts'

/** Measures what is not yet in the file of JSON lines with this seed and about as many seconds. */
export function measureEach(
  tasks: readonly { readonly name: string; readonly seconds: number; readonly measure: () => Measured }[],
  seed: number,
  json: string | undefined,
): Measured[] {
  if (tasks.length === 0) {
    console.log('No instance has that name and size: see --instances and --size.')
    process.exitCode = 2
  }
  const known = json !== undefined && existsSync(json) ? linesOf(json) : []
  return tasks.map(({ name, seconds, measure }) => {
    const isLike = (other: number | null) => other !== null && Math.abs(other - seconds) < 0.2 * seconds + 0.5
    const found = known.find((each) => each.instance === name && each.seed === seed && isLike(each.seconds_cpu))
    const measured = found ?? measure()
    console.log(lineOf(measured, found !== undefined))
    if (found === undefined && json !== undefined) appendFileSync(json, `${JSON.stringify(measured)}\n`)
    return measured
  })
}

function linesOf(json: string): Measured[] {
  return readFileSync(json, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Measured)
}

function lineOf(measured: Measured, isOld: boolean): string {
  const { instance, value, unit, gap_percent, seconds_cpu, feasible } = measured
  const gap = gap_percent === null ? '' : `  gap ${gap_percent.toFixed(3)} %`
  const source = isOld ? '  (measured before)' : ''
  return `  ${instance.padEnd(22)} ${value.toFixed(3)} ${unit}${gap}  ${seconds_cpu?.toFixed(1)} CPU-s${feasible ? '' : '  NOT VALID'}${source}`
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
