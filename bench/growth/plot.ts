// Cost against loads, both by powers of ten: a straight line of slope one is cost in proportion.

export interface Grown {
  readonly regime: string
  readonly loads: number
  /** CPU time until 95 % of the bound; null where that was not reached. */
  readonly secondsTo95: number | null
  readonly reachedPercent: number
  readonly firstSeconds: number
  readonly iterations: number
  readonly megabytes: number
}

const width = 300
const height = 240
const margin = 52

export function growthPlot(grown: readonly Grown[], seconds: number): string {
  const first = panel('first plan, CPU-s', grown, 0, 0.01, 100, ({ firstSeconds }) => firstSeconds)
  const reached = panel('95 % of the bound, CPU-s', grown, 1, 0.01, 100, ({ secondsTo95 }) => secondsTo95)
  const memory = panel('memory, MB', grown, 2, 10, 10_000, ({ megabytes }) => megabytes)
  const whole = 3 * (width + margin) + margin
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${height + 2 * margin}" font-family="sans-serif" font-size="11" role="img" aria-label="Time and memory of planning, against the loads to move">
<rect width="${whole}" height="${height + 2 * margin}" fill="#fff"/>
${[first, reached, memory].join('\n')}
<text x="${whole / 2}" y="${height + 2 * margin - 8}" text-anchor="middle">loads to move; a hollow point: 95 % not reached in ${seconds} CPU-s, its share written beside it</text>
</svg>
`
}

/** One of three, side by side. What has no value stands hollow at the top. */
function panel(
  title: string,
  grown: readonly Grown[],
  place: number,
  low: number,
  high: number,
  measure: (each: Grown) => number | null,
): string {
  const left = margin + place * (width + margin)
  const share = (value: number, from: number, to: number) =>
    Math.min(1, Math.max(0, Math.log10(value / from) / Math.log10(to / from)))
  const x = (loads: number) => (left + width * share(loads, 50, 5000)).toFixed(1)
  const y = (value: number) => (margin + height * (1 - share(value, low, high))).toFixed(1)
  const decades = [low, low * 10, low * 100, low * 1000, low * 10_000].filter((value) => value <= high * 1.001)
  const grid = [
    ...decades.flatMap((value) => [
      `<path d="M${left} ${y(value)}H${left + width}" stroke="#ddd" fill="none"/>`,
      `<text x="${left - 6}" y="${Number(y(value)) + 4}" text-anchor="end">${Number(value.toPrecision(1))}</text>`,
    ]),
    ...[100, 300, 1000, 3000].flatMap((loads) => [
      `<path d="M${x(loads)} ${margin}V${margin + height}" stroke="#ddd" fill="none"/>`,
      `<text x="${x(loads)}" y="${margin + height + 16}" text-anchor="middle">${loads}</text>`,
    ]),
  ]
  const dots = grown.map((each) => {
    const value = measure(each)
    return value === null
      ? `<circle cx="${x(each.loads)}" cy="${margin + 6}" r="4" stroke="#b3541e" fill="#fff"/><text x="${Number(x(each.loads)) + 7}" y="${margin + 10}">${each.reachedPercent.toFixed(1)} %</text>`
      : `<circle cx="${x(each.loads)}" cy="${y(value)}" r="4" fill="#1f5fa8"/>`
  })
  return [
    `<text x="${left + width / 2}" y="${margin - 14}" text-anchor="middle">${title}</text>`,
    ...grid,
    ...dots,
  ].join('\n')
}
