// What was stated against what was found, as a picture: on the diagonal they agree.

export interface Calibrated {
  readonly stated: number
  readonly lower: number
  readonly frequency: number
  readonly days: number
}

const edge = 360
const margin = 48

export function calibrationPlot(points: readonly Calibrated[]): string {
  const x = (share: number) => margin + share * edge
  const y = (share: number) => margin + (1 - share) * edge
  const ticks = [0, 0.25, 0.5, 0.75, 1]
  const grid = ticks.flatMap((at) => [
    `<path d="M${x(at)} ${y(0)}V${y(1)}M${x(0)} ${y(at)}H${x(1)}" stroke="#ddd" fill="none"/>`,
    `<text x="${x(at)}" y="${y(0) + 16}" text-anchor="middle">${at}</text>`,
    `<text x="${x(0) - 6}" y="${y(at) + 4}" text-anchor="end">${at}</text>`,
  ])
  const dots = points.map(
    ({ stated, frequency }) =>
      `<circle cx="${x(stated).toFixed(1)}" cy="${y(frequency).toFixed(1)}" r="3" fill="#1f5fa8" fill-opacity=".45"/>`,
  )
  const size = edge + 2 * margin
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" font-family="sans-serif" font-size="11" role="img" aria-label="Stated probability against frequency on fresh days">
<rect width="${size}" height="${size}" fill="#fff"/>
${grid.join('\n')}
<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#111" fill="none"/>
${dots.join('\n')}
<text x="${x(0.5)}" y="${size - 8}" text-anchor="middle">stated: share of decision days on which all were clear</text>
<text transform="translate(12 ${y(0.5)}) rotate(-90)" text-anchor="middle">found on fresh days</text>
<text x="${x(0)}" y="20">${points.length} generated pauses, ${points[0]?.days ?? 0} days each</text>
</svg>
`
}
