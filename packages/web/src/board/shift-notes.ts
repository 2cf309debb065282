// What one shift told the next, of the conversation log: what waits for who takes over is never hidden by a later note.

import type { LoggedView } from '../coordination/conversation/view.ts'

export interface ShiftNote {
  readonly note: LoggedView
  readonly takenOver: LoggedView | undefined
}

/** The last one, and all that nobody has taken over; the newest first. */
export function shiftNotes(log: readonly LoggedView[]): readonly ShiftNote[] {
  const notes = log
    .filter(({ shift }) => shift === 'handed_over')
    .map((note) => ({
      note,
      takenOver: log.find(({ shift, about }) => shift === 'taken_over' && about.includes(note.id)),
    }))
    .toReversed()
  return notes.filter(({ takenOver }, place) => place === 0 || takenOver === undefined)
}
