// Who must leave when, for a terminal: a vehicle a line, the soonest first, and what is past before all else.

import type { Instant, Language, TimeZone } from '@treve/model'
import { type AssuranceNow, type Due, dueAt } from '@treve/planner'
import { assuranceWords } from './assurance-words.ts'
import { fill } from './fill.ts'
import { clock, table } from './table.ts'

/** All that is past is shown, and at least so many. */
const fewest = 12

export function dueText({ due, at }: Pick<AssuranceNow, 'due' | 'at'>, zone: TimeZone, language: Language): string {
  if (due.length === 0) return ''
  const words = assuranceWords[language]
  const isPast = (each: Due) => (dueAt(each) ?? Number.POSITIVE_INFINITY) < at
  const shown = due.slice(0, Math.max(fewest, due.filter(isPast).length))
  const time = (instant: Instant | null) => (instant === null ? '–' : clock(instant, zone))
  const rows = shown.map((each) => [
    each.vehicle,
    each.next === null ? words.onTheWayOut : isPast(each) ? words.past[each.next] : words.next[each.next],
    time(each.enter_by),
    time(each.leave_stop_by),
    time(each.join_exit_by),
    each.trip,
  ])
  const head = fill(words.due, { shown: String(shown.length), all: String(due.length) })
  return `\n${head}\n${table(words.dueHeads, rows)}`
}
