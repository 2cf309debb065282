// People by load: who got on, passed, arrived. Where these do not add up both figures stay, and neither is corrected.

import { figure, TitledTable } from '../shell/titled-table.tsx'
import { useWords, type Words } from '../words.tsx'
import { listed } from '../words-of.ts'
import type { Bounds, ContradictionView, DayView } from './day.ts'
import { Range, rangeText } from './figures.tsx'
import type { BoardNames } from './names.ts'

const ofAll = ['boarded', 'passed', 'arrived', 'born'] as const
const ofProtection = ['stepped_down', 'turned_back', 'held', 'died', 'unknown'] as const

export function Loads({
  day: { loads, contradictions },
  names,
}: {
  day: Pick<DayView, 'loads' | 'contradictions'>
  names: BoardNames
}) {
  const words = useWords()
  const { t, clock } = words
  if (loads.length === 0) return null
  // Who is not shown it is not shown that there is any.
  const columns = [...ofAll, ...ofProtection.filter((column) => loads.some((load) => load[column] !== undefined))]
  return (
    <section aria-labelledby="loads">
      <h2 id="loads">{t('loads.title')}</h2>
      <p className="about">{t('loads.about')}</p>
      <details open={loads.some(({ differs }) => differs === true)}>
        <summary>{t('loads.open', { count: loads.length })}</summary>
        <TitledTable
          title={t('loads.title')}
          heads={[t('loads.load'), t('timetable.vehicle'), ...columns.map((column) => figure(t(`loads.${column}`)))]}
        >
          {loads.map((load) => (
            <tr key={load.load} className={load.differs === true ? 'past' : undefined}>
              <th scope="row">
                {load.differs === true && <span aria-hidden="true">▲ </span>}
                <bdi>{load.load}</bdi>
                {load.differs === true && <small>{t('loads.differs')}</small>}
                {load.uncounted && (
                  <small>{t('loads.uncounted', { time: clock(Date.parse(load.uncounted.since)) })}</small>
                )}
              </th>
              <td>
                <bdi>{load.vehicle ?? '–'}</bdi>
              </td>
              {columns.map((column) => (
                <td key={column} className="figure">
                  {column === 'unknown' ? <Left value={load.unknown} /> : <Range value={load[column]} />}
                </td>
              ))}
            </tr>
          ))}
        </TitledTable>
      </details>
      {contradictions.length > 0 && (
        <>
          <h3>{t('loads.contradictions', { count: contradictions.length })}</h3>
          <ul>
            {contradictions.map((each) => (
              <li key={`${each.what} ${JSON.stringify(each.about)}`}>
                {listed(words, Object.values(each.about))}:{' '}
                {listed(
                  words,
                  each.reports.map((report) => `${report.chain}: ${saidIn(report, words, names)}`),
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** Who is left over when all that was told is taken together. */
function Left({ value }: { value: Bounds | null | undefined }) {
  const { t, number } = useWords()
  if (value === null || value === undefined) return <em className="not-known">{t('board.unknown')}</em>
  const { low, high } = value
  return <bdi>{low === high ? number(low) : `${number(low)}–${number(high)}`}</bdi>
}

function saidIn(
  { low, best, high, place }: ContradictionView['reports'][number],
  words: Words,
  names: BoardNames,
): string {
  if (place !== undefined) return names.place(place)
  return low === undefined || best === undefined || high === undefined
    ? words.t('board.unknown')
    : rangeText(words, { low, best, high })
}
