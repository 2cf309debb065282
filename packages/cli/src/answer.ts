// A plan in words and tables, for a terminal.

import {
  durationText,
  isAnyAtMost,
  isOfWish,
  isTimeForMore,
  keepsReserve,
  type LevelName,
  localDay,
  mobilities,
  muchLessOnHalf,
  type Pause,
  type Plan,
  priorities,
  textIn,
  toldOfLevel,
  type Unserved,
  unfinishedOf,
  unfinishedWording,
  unservedByReason,
} from '@treve/model'
import { assuranceText, type Sure, sureLine } from './assurance.ts'
import { assuranceWords } from './assurance-words.ts'
import { conflictsText, leastWindowText } from './conflicts.ts'
import { reserveText } from './reserve.ts'
import { clock, count, table, tonnes } from './table.ts'
import { timetable } from './timetable.ts'

const levelWords: Record<LevelName, string> = {
  2: 'life-critical people out',
  3: 'other medical people out',
  4: 'dependents out',
  '5a': 'aid within floors',
  '5b': 'other people out',
  '6a': 'least served drop',
  '6b': 'aid by need',
  7: 'time to exit, on average',
  8: 'standing with people aboard',
  9: 'distance driven',
}

export function answerText(pause: Pause, plan: Plan): string {
  const sure = sureOf(pause, plan)
  return [
    summary(pause, plan),
    levelTable(plan),
    sure === undefined ? '' : assuranceText(sure),
    conflictsText(pause, plan.conflicts ?? []),
    priceText(pause, plan),
    peopleTable(pause, plan),
    stayTable(pause, plan),
    obstacles(pause, plan),
    timetable(pause, plan),
    standing(plan),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** The answer in five lines; above them, that it is none to go by. */
export function summary(pause: Pause, plan: Plan): string {
  const zone = pause.time_zone
  const wishing = pause.people.reduce((sum, group) => sum + group.count.best, 0)
  const aid = pause.aid.reduce(
    (sum, consignment) => sum + consignment.items.reduce((total, item) => total + item.count * item.mass, 0),
    0,
  )
  const title = `${textIn(pause.title, 'en')}${pause.exercise ? '  (EXERCISE)' : ''}`
  const { served } = plan
  const sure = sureOf(pause, plan)
  const unfinished = unfinishedOf(plan)
  const out = beside(muchLessOnHalf(served.people, sure?.assurance.people_out), count)
  const into = beside(muchLessOnHalf(served.aid_g, sure?.assurance.aid_g), tonnes, 'less')
  const companions = served.companions > 0 ? `, with ${count(served.companions)} companions` : ''
  const noPlan = keepsReserve(plan) ? 'no plan with this reserve' : 'no plan'
  const lines = [
    wishing === 0
      ? 'Out: nobody, because nobody is listed as wishing to leave.'
      : served.people === 0
        ? `Out: nobody of ${count(wishing)} who wish to leave, because: ${whyNobody(plan)}.${leastWindowText(pause, plan, 'people')}`
        : `Out: ${count(served.people)} of ${count(wishing)} who wish to leave${out.planned}${companions}${out.simulated}; ${noPlan}, even one without priorities, brings out more than ${count(plan.bound.people)}.`,
    aid === 0
      ? 'In: no aid is listed.'
      : `In: ${served.aid_g === 0 ? 'nothing' : tonnes(served.aid_g)} of ${tonnes(aid)} of aid for those who stay${into.planned}${into.simulated}; ${noPlan}, even one without priorities, brings in more than ${tonnes(plan.bound.aid_g)}.${leastWindowText(pause, plan, 'aid')}`,
    ...plan.windows.map((window) => {
      const span = `${window.id}, clear by ${clock(window.clear_by, zone)}, closes ${clock(window.close, zone)} (${localDay(window.close, zone)}, ${zone})`
      return window.last_exit === null
        ? `Clear: nobody goes in; window ${span}.`
        : `Clear: last out ${clock(window.last_exit, zone)}, ${spareText(window.clear_by - window.last_exit)}; window ${span}.`
    }),
    sure === undefined ? unsure(plan) : sureLine(sure),
    `How good: ${goodText(plan)}${keepsReserve(plan) ? ' This holds for plans that keep the same reserve: by the terms alone more may be served, see the price of safety.' : ''}`,
  ]
  const warning = unfinished === undefined ? '' : `${unfinishedWording.en[unfinished]}\n\n`
  return `${warning}${title}\n\n${lines.join('\n')}\n`
}

function goodText({ gap_percent, gap_level }: Plan): string {
  if (gap_percent === 0) return 'no plan does better on any level from 2 to 6b.'
  const level = gap_level === null ? '' : levelWords[gap_level]
  return `at most ${gap_percent.toFixed(1)}% from the best possible, on level ${gap_level} (${level}).`
}

/** A promise that half of days do not keep is told as one, with what they bring. */
function beside(
  onHalf: number | undefined,
  shown: (value: number) => string,
  fewer = 'fewer',
): { planned: string; simulated: string } {
  if (onHalf === undefined) return { planned: '', simulated: '' }
  const brought = onHalf < 1 ? (fewer === 'less' ? 'nothing' : 'nobody') : `${shown(Math.floor(onHalf))} or ${fewer}`
  return { planned: ' as planned', simulated: `; on half of simulated days ${brought}` }
}

function spareText(seconds: number): string {
  return seconds < 0 ? `${durationText(-seconds)} too late` : `${durationText(seconds)} to spare`
}

function sureOf(pause: Pause, { assurance }: Plan): Sure | undefined {
  if (assurance === null) return undefined
  return { assurance, required: pause.terms.clear.probability, zone: pause.time_zone, language: 'en' }
}

function priceText(pause: Pause, plan: Plan): string {
  const { reserve } = plan
  if (reserve === null) return ''
  return reserveText({ pause, plan, reserve, language: 'en', nameOf: (level) => levelWords[level], quantity })
}

function whyNobody(plan: Plan): string {
  const ofPeople = plan.unserved.filter(({ group, reason }) => group !== undefined && !isOfWish(reason))
  const reasons = [...new Set(ofPeople.map(({ reason }) => reason))]
  return reasons.length === 0
    ? 'nobody can be reached'
    : reasons.map((reason) => reason.replaceAll('_', ' ')).join(', ')
}

function levelTable(plan: Plan): string {
  const rows = plan.levels.map((level) => {
    const show = (value: number | null) => {
      if (value === null) return 'unknown'
      const told = toldOfLevel(level.level, value, plan.served.people)
      return told === undefined ? '' : quantity(told, level.unit)
    }
    const proof =
      level.bound === null
        ? ''
        : level.proved
          ? 'proved'
          : `${(level.gap_percent ?? 0).toFixed(1)}% (${show(level.gap)})`
    return [level.level, levelWords[level.level], show(level.served), show(level.bound), proof]
  })
  return `${table(['Level', '', 'this plan', 'no plan above', 'gap'], rows)}  No plan above: of plans that do as well on each earlier level${keepsReserve(plan) ? ' and keep this reserve' : ''}.\n`
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

/** Drop by drop, what those who stay get. */
function stayTable(pause: Pause, plan: Plan): string {
  if (pause.aid.length === 0) return ''
  const brought = new Map<string, number>()
  const massOf = (consignment: string, item: string) =>
    pause.aid.find(({ id }) => id === consignment)?.items.find(({ id }) => id === item)?.mass ?? 0
  for (const { legs } of plan.trips)
    for (const leg of legs) {
      if (leg.kind !== 'unload' || leg.place === null) continue
      for (const [consignment, items] of Object.entries(leg.aid))
        for (const [item, number] of Object.entries(items))
          brought.set(leg.place, (brought.get(leg.place) ?? 0) + number * massOf(consignment, item))
    }
  const rows = [...new Set(pause.aid.map(({ to }) => to))].map((drop) => {
    const consigned = pause.aid.filter(({ to }) => to === drop)
    const floor = consigned.reduce((sum, { floor }) => sum + floor, 0)
    const asked = consigned.reduce(
      (sum, { items }) => sum + items.reduce((total, item) => total + item.count * item.mass, 0),
      0,
    )
    const name = textIn(pause.places.find(({ id }) => id === drop)?.name ?? {}, 'en')
    return [name === '' ? drop : name, tonnes(brought.get(drop) ?? 0), tonnes(asked), tonnes(floor)]
  })
  return table(['Those who stay get', 'in', 'asked for', 'floor'], rows)
}

function obstacles(pause: Pause, plan: Plan): string {
  const parts: string[] = []
  const { unserved, notPlanned } = unservedByReason(plan.unserved, pause.people)
  if (unserved.length > 0) {
    const heads = ['who or what', 'how many', 'what stands in the way', 'would take']
    parts.push(
      `Not served, and why\n${table(
        heads,
        unserved.flatMap((alike) => alikeRows(pause, alike)),
      )}${alsoText(unserved)}${notes(plan)}`,
    )
  }
  if (notPlanned.length > 0) {
    const rows = notPlanned.map((entry) => [nameOf(entry), amountOf(entry), wishText(entry)])
    parts.push(
      `Counted apart: nothing is planned for them, no level, share or gap counts them, and they stay protected\n${table(['who', 'how many', ''], rows)}`,
    )
  }
  if (plan.bottleneck.length > 0) {
    const rows = plan.bottleneck
      .slice(0, 8)
      .map(({ kind, id, marginal_value, from, until }) => [
        kind,
        id,
        from === undefined || until === undefined
          ? ''
          : `full ${clock(from, pause.time_zone)} to ${clock(until, pause.time_zone)}`,
        marginal_value === undefined
          ? ''
          : `${marginal_value.toFixed(1)} more served by one more${kind === 'window' ? ' minute' : ''}`,
      ])
    const part = plan.bottleneck_looked_at === 'in_part' ? 'Looked for in part: time was up.\n' : ''
    parts.push(`Bottlenecks\n${table(['', 'which', 'when', ''], rows)}${part}`)
  } else if (plan.bottleneck_looked_at === 'no') parts.push('Bottlenecks: not looked for, time was up.\n')
  if (pause.terms.windows.length === 0) parts.push('The terms state no window.\n')
  return parts.join('\n')
}

/** One row for those with one explanation; who they are, each with how many, below it. */
function alikeRows(pause: Pause, alike: readonly [Unserved, ...Unserved[]]): string[][] {
  const [first] = alike
  const explained = [reasonText(first), takeText(first)]
  if (alike.length === 1) return [[nameOf(first), amountOf(first), ...explained]]
  const total =
    first.consignment === undefined
      ? peopleText(alike.reduce((sum, { people }) => sum + (people ?? 0), 0))
      : tonnes(alike.reduce((sum, entry) => sum + gramsOf(pause, entry), 0))
  return [
    [`${alike.length} ${first.consignment === undefined ? 'groups' : 'consignments'}`, total, ...explained],
    ...alike.map((entry) => [`  ${nameOf(entry)}`, amountOf(entry), '', '']),
  ]
}

function gramsOf({ aid }: Pause, { consignment, items = {} }: Unserved): number {
  if (typeof items === 'number') return 0
  const asked = aid.find(({ id }) => id === consignment)?.items ?? []
  return asked.reduce((sum, { id, mass }) => sum + (items[id] ?? 0) * mass, 0)
}

function peopleText(number: number): string {
  return number === 1 ? '1 person' : `${count(number)} people`
}

function nameOf({ group, consignment }: Unserved): string {
  return group ?? consignment ?? ''
}

function amountOf({ people, items }: Unserved): string {
  return people === undefined ? piecesText(items) : peopleText(people)
}

function wishText({ reason }: Unserved): string {
  return reason === 'chose_to_stay' ? 'chose to stay' : 'not asked yet'
}

function reasonText({ reason, would_take }: Unserved): string {
  return would_take === 'search' ? 'nothing that was agreed' : reason.replaceAll('_', ' ')
}

/** The least change, and how sure it is that less would not do. */
function takeText({ reason, would_take, least, at_least, looked_at }: Unserved): string {
  const looked =
    looked_at === 'no' ? 'not looked at: time was up' : looked_at === 'in_part' ? 'looked at in part: time was up' : ''
  const none = looked === '' ? 'no change that was tried' : looked
  if (would_take === undefined)
    return reason === 'assurance' ? `room held back for safety: see the price of safety; ${none}` : none
  if (would_take === 'search')
    return 'nothing: a plan with room for them was found while reasons were sought; plan for longer'
  return [changeText(would_take, least, at_least), ...(looked === '' ? [] : [looked])].join('; ')
}

/** What was found and not proved is an upper limit of the least. */
function changeText(change: string, least: Unserved['least'], atLeast?: string): string {
  if (least === undefined) return change
  if (least === 'proved') return `${change} (no plan with less)`
  return `at most ${change}${atLeast === undefined ? '' : ` (at least ${atLeast})`}`
}

function alsoText(unserved: readonly (readonly [Unserved, ...Unserved[]])[]): string {
  const lines = unserved.flatMap(([first, ...others]) => {
    if (first.also === undefined) return []
    const who = others.length === 0 ? nameOf(first) : `${nameOf(first)} and ${others.length} more`
    return [`  ${who}: ${first.also.map(({ would_take, least }) => changeText(would_take, least)).join('; ')}\n`]
  })
  return lines.length === 0 ? '' : `Or, each by itself\n${lines.join('')}`
}

function notes({ unserved }: Plan): string {
  return [
    ...(isAnyAtMost(unserved)
      ? ['“At most”: with less none was found, which does not prove that there is none.\n']
      : []),
    ...(isTimeForMore(unserved)
      ? ['To have the rest looked at, give reasons more time: treve plan FILE --reasons 120\n']
      : []),
  ].join('')
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

function quantity(value: number, unit: Plan['levels'][number]['unit']): string {
  switch (unit) {
    case 'people':
      return count(value)
    case 'g':
      return tonnes(value)
    case 'ppm':
      return `${(value / 10_000).toFixed(1)}%`
    case 's':
      return durationText(value, 'en', 2)
    case 'm':
      return `${(value / 1000).toFixed(1)} km`
  }
}

function unsure({ trips, walking }: Plan): string {
  return trips.length === 0 && walking.length === 0 ? assuranceWords.en.nobody : assuranceWords.en.notAssessed
}
