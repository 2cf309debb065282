// A plan in words and tables, for a terminal.

import {
  durationText,
  formatClock,
  type Instant,
  type LevelName,
  localDay,
  mobilities,
  type Pause,
  type Plan,
  priorities,
  type TimeZone,
  type Trip,
  textIn,
} from '@treve/model'

const levelWords: Record<LevelName, string> = {
  2: 'life-critical people out',
  3: 'other medical people out',
  4: 'dependents out',
  '5a': 'aid within floors',
  '5b': 'other people out',
  '6a': 'least served drop',
  '6b': 'aid by need',
  7: 'time to exit, summed',
  8: 'standing with people aboard',
  9: 'distance driven',
}

export function answerText(pause: Pause, plan: Plan): string {
  return [
    summary(pause, plan),
    levelTable(plan),
    peopleTable(pause, plan),
    timetable(pause, plan),
    obstacles(pause, plan),
    standing(plan),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** The answer in five lines. */
export function summary(pause: Pause, plan: Plan): string {
  const zone = pause.time_zone
  const wishing = pause.people.reduce((sum, group) => sum + group.count.best, 0)
  const aid = pause.aid.reduce(
    (sum, consignment) => sum + consignment.items.reduce((total, item) => total + item.count * item.mass, 0),
    0,
  )
  const title = `${textIn(pause.title, 'en')}${pause.exercise ? '  (EXERCISE)' : ''}`
  const { served } = plan
  const companions = served.companions > 0 ? `, with ${count(served.companions)} companions` : ''
  const lines = [
    wishing === 0
      ? 'Out: nobody, because nobody is listed as wishing to leave.'
      : served.people === 0
        ? `Out: nobody of ${count(wishing)} who wish to leave, because: ${whyNobody(plan)}.`
        : `Out: ${count(served.people)} of ${count(wishing)} who wish to leave${companions}; no plan brings out more than ${count(plan.bound.people)}.`,
    aid === 0
      ? 'In: no aid is listed.'
      : `In: ${tonnes(served.aid_g)} of ${tonnes(aid)} of aid for those who stay; no plan brings in more than ${tonnes(plan.bound.aid_g)}.`,
    ...plan.windows.map((window) => {
      const span = `${window.id}, clear by ${clock(window.clear_by, zone)}, closes ${clock(window.close, zone)} (${localDay(window.close, zone)}, ${zone})`
      return window.last_exit === null
        ? `Clear: nobody goes in; window ${span}.`
        : `Clear: last out ${clock(window.last_exit, zone)}, ${durationText(window.clear_by - window.last_exit)} to spare; window ${span}.`
    }),
    plan.clear_probability === null
      ? `How sure: not yet assessed${pause.terms.clear.probability === null ? '' : `; the terms ask for ${pause.terms.clear.probability}`}. Times here are without delays.`
      : `How sure: ${plan.clear_probability.lower_95} at least, if the terms are kept and delays are as assumed; it is not the chance of being safe.`,
    plan.gap_percent === 0
      ? 'How good: no plan does better on any level from 2 to 6b.'
      : `How good: at most ${plan.gap_percent.toFixed(1)}% from the best possible, on level ${plan.gap_level} (${plan.gap_level === null ? '' : levelWords[plan.gap_level]}).`,
  ]
  return `${title}\n\n${lines.join('\n')}\n`
}

function whyNobody(plan: Plan): string {
  const reasons = [...new Set(plan.unserved.filter((entry) => entry.group !== undefined).map((entry) => entry.reason))]
  return reasons.length === 0
    ? 'nobody can be reached'
    : reasons.map((reason) => reason.replaceAll('_', ' ')).join(', ')
}

function levelTable(plan: Plan): string {
  const rows = plan.levels.map((level) => {
    const show = (value: number | null) => (value === null ? 'unknown' : quantity(value, level.unit))
    const proof =
      level.bound === null
        ? ''
        : level.proved
          ? 'proved'
          : `${(level.gap_percent ?? 0).toFixed(1)}% (${show(level.gap)})`
    return [level.level, levelWords[level.level], show(level.served), show(level.bound), proof]
  })
  return table(['Level', '', 'this plan', 'no plan above', 'gap'], rows)
}

function peopleTable(pause: Pause, plan: Plan): string {
  if (pause.people.length === 0) return ''
  const wish = (matches: (group: Pause['people'][number]) => boolean) =>
    pause.people.filter(matches).reduce((sum, group) => sum + group.count.best, 0)
  const rows = [
    ...mobilities.map(
      (mobility) =>
        [mobility, plan.served.by_mobility[mobility] ?? 0, wish((group) => group.mobility === mobility)] as const,
    ),
    ...priorities.map(
      (priority) =>
        [priority, plan.served.by_priority[priority] ?? 0, wish((group) => group.priority === priority)] as const,
    ),
  ].filter(([, , wished]) => wished > 0)
  return table(
    ['People', 'out', 'wish to leave'],
    rows.map(([name, out, wished]) => [name.replaceAll('_', ' '), count(out), count(wished)]),
  )
}

/** Passages of each corridor, in order of time. */
function timetable(pause: Pause, plan: Plan): string {
  const zone = pause.time_zone
  return pause.corridors
    .map((corridor) => {
      const rows = plan.trips.flatMap((trip) =>
        trip.legs
          .filter((leg) => leg.corridor === corridor.id && (leg.kind === 'corridor_in' || leg.kind === 'corridor_out'))
          .map((leg) => ({
            leg,
            row: [
              clock(leg.from, zone),
              clock(leg.until, zone),
              leg.kind === 'corridor_in' ? 'in' : 'out',
              trip.vehicle,
              cargo(trip, leg.kind === 'corridor_in' ? 'in' : 'out'),
            ],
          })),
      )
      rows.sort((a, b) => a.leg.from - b.leg.from)
      return rows.length === 0
        ? `Corridor ${corridor.id}: not used.\n`
        : `Corridor ${corridor.id}\n${table(
            ['from', 'until', '', 'vehicle', 'carries'],
            rows.map(({ row }) => row),
          )}`
    })
    .join('\n')
}

function cargo(trip: Trip, direction: 'in' | 'out'): string {
  const loads = trip.legs.filter((leg) => leg.kind === 'load')
  if (direction === 'out') {
    const people = loads.flatMap((leg) => Object.entries(leg.people)).map(([group, number]) => `${number} ${group}`)
    return people.length === 0 ? 'empty' : people.join(', ')
  }
  const aid = loads.flatMap((leg) =>
    Object.entries(leg.aid).flatMap(([consignment, items]) =>
      Object.entries(items).map(([item, number]) => `${number} ${consignment}/${item}`),
    ),
  )
  return aid.length === 0 ? 'empty' : aid.join(', ')
}

function obstacles(pause: Pause, plan: Plan): string {
  const parts: string[] = []
  if (plan.unserved.length > 0) {
    const rows = plan.unserved.map((entry) => {
      const who = entry.group ?? entry.consignment ?? ''
      const amount = entry.people === undefined ? piecesText(entry.items) : `${count(entry.people)} people`
      return [who, amount, entry.reason.replaceAll('_', ' '), entry.would_take ?? 'no single change that was tried']
    })
    parts.push(
      `Not served, and why\n${table(['who or what', 'how many', 'what stands in the way', 'would take'], rows)}`,
    )
  }
  if (plan.bottleneck.length > 0) {
    const rows = plan.bottleneck
      .slice(0, 8)
      .map(({ kind, id, marginal_value }) => [
        kind,
        id,
        marginal_value === undefined
          ? ''
          : `${marginal_value.toFixed(1)} more served by one more${kind === 'window' ? ' minute' : ''}`,
      ])
    parts.push(`Bottlenecks\n${table(['', 'which', ''], rows)}`)
  }
  if (pause.terms.windows.length === 0) parts.push('The terms state no window.\n')
  return parts.join('\n')
}

function piecesText(items: number | Readonly<Record<string, number>> | undefined): string {
  if (items === undefined) return ''
  if (typeof items === 'number') return `${count(items)} pieces`
  return Object.entries(items)
    .map(([item, number]) => `${count(number)} ${item}`)
    .join(', ')
}

function standing(plan: Plan): string {
  return `Those who stay remain protected. Seed ${plan.seed}, ${count(plan.effort.iterations)} iterations, ended by ${plan.effort.stopped_by}.\n`
}

function clock(instant: Instant, zone: TimeZone): string {
  return formatClock(instant, zone)
}

function quantity(value: number, unit: Plan['levels'][number]['unit']): string {
  switch (unit) {
    case 'people':
      return count(value)
    case 'g':
      return tonnes(value)
    case 'ppm':
      return `${(value / 10_000).toFixed(1)}%`
    case 's':
      return durationText(value)
    case 'm':
      return `${(value / 1000).toFixed(1)} km`
  }
}

function count(value: number): string {
  return value.toLocaleString('en-GB')
}

function tonnes(grams: number): string {
  return `${(grams / 1e6).toLocaleString('en-GB', { maximumFractionDigits: 3 })} t`
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()
  return `${[line(heads), ...rows.map(line)].join('\n')}\n`
}
