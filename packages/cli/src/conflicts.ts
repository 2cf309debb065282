// What cannot be kept together, with where the file states it.

import { type Conflict, constraintWords, durationText, formatInstant, type Pause, type Plan } from '@treve/model'
import { table } from './table.ts'

const about = {
  people: 'Nobody can be brought out, because these cannot be kept together',
  aid: 'No aid can be brought in, because these cannot be kept together',
  promises: 'What is promised cannot be kept, because these cannot be kept together',
} as const

export function conflictsText(pause: Pause, conflicts: readonly Conflict[]): string {
  return conflicts.map((conflict) => conflictText(pause, conflict)).join('\n')
}

function conflictText(pause: Pause, conflict: Conflict): string {
  const { members, proved, would_take } = conflict
  if (members.length === 0)
    return `${about[conflict.about].replace(', because these cannot be kept together', '')}, even with all that could be asked for.\n`
  return [
    `${about[conflict.about]} (${proved ? 'no plan does' : 'no plan was found that does'}${smallestText(conflict)}):\n`,
    membersText(conflict),
    'Without any one of them the others can be kept.',
    would_take === undefined
      ? ''
      : ` The least that would let ${conflict.about === 'aid' ? 'something in' : 'somebody out'}: ${would_take}.`,
    leastWindowLine(pause, conflict),
    '\n',
  ].join('')
}

export function smallestText({ smallest }: Conflict): string {
  return smallest ? '; no smaller set is one' : '; a smaller set was not looked for to the end'
}

export function membersText({ members }: Conflict): string {
  return table(
    ['line', 'field', '', ''],
    members.map(({ line, path, kind, id }) => [
      line === undefined ? '' : String(line),
      path,
      id,
      constraintWords.en[kind],
    ]),
  )
}

/** For the answer in five lines. */
export function leastWindowText(pause: Pause, { conflicts }: Plan, whom: 'people' | 'aid'): string {
  const conflict = conflicts?.find((each) => each.about === whom)
  return conflict === undefined ? '' : leastWindowLine(pause, conflict)
}

function leastWindowLine(pause: Pause, { least_window }: Conflict): string {
  if (least_window === undefined) return ''
  const { window, close, length_s, least } = least_window
  const sure = least === 'proved' ? 'a second less is too short for any plan' : 'none was found in a second less'
  return ` The least window for any trip: ${durationText(length_s)}, ${window} closing at ${formatInstant(close, pause.time_zone)} (${sure}).`
}
