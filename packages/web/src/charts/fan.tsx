// What simulated days do from now on, in words and as a table: a drawing alone is read by nobody who cannot see it.

import { figure, TitledTable } from '../shell/titled-table.tsx'
import { useWords, type Words } from '../words.tsx'
import type { FanPoint } from './told.ts'

/** By then all are to be clear. */
export function outSaid({ t, clock, number }: Words, fan: readonly FanPoint[], clearBy: number): string | undefined {
  const point = fan.findLast(({ at }) => at <= clearBy) ?? fan.at(-1)
  if (point === undefined) return undefined
  const { at, p05, p50, p95 } = point
  return t('chart.fan.out', { time: clock(at), middle: number(p50), low: number(p05), high: number(p95) })
}

export function clearSaid({ t, clock }: Words, fan: readonly FanPoint[]): string | undefined {
  const from = (of: 'p50' | 'p95') => fan[fan.findLastIndex((point) => point[of] > 0) + 1]
  const [middle, late] = [from('p50'), from('p95')]
  if (fan.length === 0) return undefined
  if (middle === undefined || late === undefined) return t('chart.fan.notClear')
  return t('chart.fan.clear', { middle: clock(middle.at), late: clock(late.at) })
}

/** From when it is, how old that is, and what may not be read into it. */
export function FanSaid({ fan, now, said }: { fan: readonly FanPoint[]; now: number; said: string | undefined }) {
  const { t, clock, duration } = useWords()
  const [first] = fan
  if (first === undefined || said === undefined)
    return <p className="fan-said">{t('chart.fan.unknown', { why: t('chart.fan.noState') })}</p>
  const age = duration(Math.max(0, Math.floor((now - first.at) / 60_000) * 60))
  return (
    <p className="fan-said">
      {t('chart.fan.from', { time: clock(first.at), age })} {said} <span className="mark">{t('sure.standing')}</span>
    </p>
  )
}

export function FanTable({ title, fan }: { title: string; fan: readonly FanPoint[] }) {
  const { t, clock, number } = useWords()
  if (fan.length === 0) return null
  return (
    <details>
      <summary>{t('chart.fan.table')}</summary>
      <TitledTable
        title={t('chart.fan.of', { title })}
        heads={[
          t('chart.time'),
          ...(['chart.fan.low', 'chart.fan.middle', 'chart.fan.high'] as const).map((key) => figure(t(key))),
        ]}
      >
        {fan.map(({ at, p05, p50, p95 }) => (
          <tr key={at}>
            <td>
              <bdi>{clock(at)}</bdi>
            </td>
            {[p05, p50, p95].map((count, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
              <td key={column} className="figure">
                {number(count)}
              </td>
            ))}
          </tr>
        ))}
      </TitledTable>
    </details>
  )
}
