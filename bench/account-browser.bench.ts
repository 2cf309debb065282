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
  /** Of all processes that show pages, on all their threads. */
  const cpuSeconds = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0)
  }
  await page.evaluate(`load(${JSON.stringify([...files.keys()])})`)
  const before = await cpuSeconds()
  const logTime = await page.evaluate<number>(`auditLog(${vkey})`)
  const between = await cpuSeconds()
  const [time, signatures] = await page.evaluate<[number, number]>(`auditEntries(${vkey})`)
  const after = await cpuSeconds()
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
  note(`V1 to V3 of ${count} entries`, logTime, 2, between - before)
  note('  on the processor', between - before, null, between - before)
  note(`  with V4 (${signatures} signatures)`, logTime + time, 12, after - before)
  note('  on the processor', after - before, null, after - before)
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
