// The audit of bench/account.bench.ts by the same code in Chromium (TREVE_CHROMIUM, or Debian's). --size: entries (70,000).

import { formatVerifierKey } from '@treve/ledger'
import { openPage } from '../packages/ledger/test/browser/opened.ts'
import { fieldLog, randomFrom } from './field-log.ts'
import { benchOptions, type Measured, reportBench } from './report.ts'

const { seed, json, size } = benchOptions()
const count = Number(size ?? 70_000)
const { files, log } = fieldLog(count, randomFrom(seed))
const vkey = JSON.stringify(formatVerifierKey(log))
const opened = await openPage(new URL('./audit-page.ts', import.meta.url), files)
const measured: Measured[] = []

try {
  const { page } = await opened.visit()
  const session = await opened.browser.newBrowserCDPSession()
  const cpuByProcess = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]))
  }
  /** Of the process that did most: there are others, which show nothing. All its threads. */
  const cpuBetween = (from: ReadonlyMap<number, number>, until: ReadonlyMap<number, number>) =>
    Math.max(...[...until].map(([id, cpuTime]) => cpuTime - (from.get(id) ?? 0)))
  await page.evaluate(`load(${JSON.stringify([...files.keys()])})`)
  const before = await cpuByProcess()
  const logTime = await page.evaluate<number>(`auditLog(${vkey})`)
  const between = await cpuByProcess()
  const [time, signatures] = await page.evaluate<[number, number]>(`auditEntries(${vkey})`)
  const after = await cpuByProcess()
  const note = (instance: string, value: number, best: number | null, cpu: number) =>
    measured.push({
      instance,
      seconds_cpu: cpu,
      value,
      best,
      gap_percent: null,
      feasible: best === null || value <= best,
      seed,
      unit: 's',
    })
  const [logCpu, cpu] = [cpuBetween(before, between), cpuBetween(before, after)]
  note(`V1 to V3 of ${count} entries`, logTime, 2, logCpu)
  note('  on the processor', logCpu, null, logCpu)
  note(`  with V4 (${signatures} signatures)`, logTime + time, 12, cpu)
  note('  on the processor', cpu, null, cpu)
} finally {
  await opened.close()
}
const met = measured.filter(({ best }) => best !== null)
reportBench(
  `The account in the browser (Chromium ${opened.browser.version()})`,
  measured,
  json,
  `${met.filter(({ feasible }) => feasible).length} of ${met.length} goals met`,
)
