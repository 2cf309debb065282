// What each change would bring, drawn: a panel for each priority and one for aid; in each, a ring for the plan by the
// terms as they are, a dot for the plan by the changed ones, a thin line on to what no plan exceeds.

import { scale } from '../charts/axis.ts'
import { Label } from '../charts/frame.tsx'
import { useWords } from '../words.tsx'
import { type Measure, measuresOf, shownOf } from './amounts.ts'
import type { Frontier, FrontierOption } from './model.ts'

const size = { width: 1080, left: 8, gap: 26, right: 14, top: 40, row: 46, bottom: 26 }

export function Ranges({ frontier, options }: { frontier: Frontier; options: readonly FrontierOption[] }) {
  const words = useWords()
  const { t, number, language } = words
  const shown = shownOf(frontier.wished)
  const rows = options.map((option) => ({
    option,
    measures: measuresOf(option, frontier.as_it_is.aid_g, shown),
  }))
  const width = (size.width - size.left - size.right - size.gap * (shown.length - 1)) / Math.max(1, shown.length)
  const height = size.top + size.row * rows.length + size.bottom
  const panels = shown.map((key, index) => {
    const of = rows.flatMap(({ measures }) => measures.filter((measure) => measure.key === key))
    const [from, until] = domainOf(of)
    const left = size.left + index * (width + size.gap)
    return { key, from, until, left, x: scale(from, until, left + 8, left + width - 8) }
  })
  return (
    <section aria-labelledby="ranges" className="chart-section">
      <h2 id="ranges">{t('frontier.chart')}</h2>
      <p className="about">{t('frontier.chart.about')}</p>
      <ul className="legend">
        {(['now', 'certain', 'possible', 'bound'] as const).map((key) => (
          <li key={key}>
            <svg width="34" height="14" aria-hidden="true">
              {key === 'now' && <circle className="as-it-is" cx="17" cy="7" r="4.5" />}
              {key === 'certain' && <circle className="changed certain" cx="17" cy="7" r="5.5" />}
              {key === 'possible' && <circle className="changed possible" cx="17" cy="7" r="5" />}
              {key === 'bound' && <path className="beyond" d="M2 7H32M32 3V11" />}
            </svg>
            {t(`frontier.legend.${key}`)}
          </li>
        ))}
      </ul>
      <div className="scroller" dir="ltr" tabIndex={0} role="group" aria-label={t('frontier.chart')}>
        <svg
          className="drawing ranges"
          viewBox={`0 0 ${size.width} ${height}`}
          width={size.width}
          height={height}
          role="img"
          aria-label={t('frontier.chart.label', { count: options.length })}
        >
          {panels.map(({ key, left, from, until, x }) => (
            <g key={key} aria-hidden="true">
              <Label x={left} y={16} anchor="start" text={t(key === 'aid' ? 'frontier.aid' : `people.${key}`)} strong />
              {[from, until].map((value, end) => (
                <Label
                  key={value}
                  x={x(value)}
                  y={height - 8}
                  anchor={end === 0 ? 'start' : 'end'}
                  text={key === 'aid' ? words.tonnes(value) : number(value)}
                  faint
                />
              ))}
              <line className="count" x1={left} x2={left + width} y1={height - size.bottom} y2={height - size.bottom} />
            </g>
          ))}
          {rows.map(({ option, measures }, index) => {
            const top = size.top + index * size.row
            return (
              <g key={option.change} aria-hidden="true">
                <Label x={size.left} y={top + 8} anchor="start" text={`${index + 1}  ${option.words[language]}`} />
                {measures.map((measure, column) => {
                  const panel = panels[column]
                  return panel === undefined ? null : (
                    <Range
                      key={measure.key}
                      measure={measure}
                      x={panel.x}
                      y={top + 24}
                      left={panel.left}
                      width={width}
                      certainty={option.certainty}
                    />
                  )
                })}
              </g>
            )
          })}
        </svg>
      </div>
    </section>
  )
}

function Range({
  measure: { from, to, boundTo },
  x,
  y,
  left,
  width,
  certainty,
}: {
  measure: Measure
  x: (value: number) => number
  y: number
  left: number
  width: number
  certainty: FrontierOption['certainty']
}) {
  return (
    <g>
      <line className="count" x1={left} x2={left + width} y1={y} y2={y} />
      {boundTo !== null && boundTo > to && (
        <path className="beyond" d={`M${x(to)} ${y}H${x(boundTo)}M${x(boundTo)} ${y - 4}V${y + 4}`} />
      )}
      {from !== to && <line className={`gained ${certainty}`} x1={x(from)} x2={x(to)} y1={y} y2={y} />}
      <circle className="as-it-is" cx={x(from)} cy={y} r={4.5} />
      {from !== to && <circle className={`changed ${certainty}`} cx={x(to)} cy={y} r={5.5} />}
    </g>
  )
}

/** From the least plan to the greatest bound, with round room; where nothing differs, from none. */
function domainOf(measures: readonly Measure[]): [number, number] {
  const values = measures.flatMap(({ from, to, boundTo }) => [from, to, ...(boundTo === null ? [] : [boundTo])])
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return least === most ? [0, Math.max(1, most)] : [least, most]
}
