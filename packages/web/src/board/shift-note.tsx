// What only a person can say, from one shift to the next: it is on the account, and shown on every device until who takes
// over says that they have it.

import type { ConversationView } from '../coordination/conversation/view.ts'
import type { FieldOf, Typed } from '../coordination/fields.ts'
import { CommandForm } from '../coordination/form.tsx'
import { keyOf } from '../coordination/kept.ts'
import { useWords } from '../words.tsx'
import { When } from './figures.tsx'
import { type ShiftNote, shiftNotes } from './shift-notes.ts'

const byField: FieldOf = {
  name: 'by',
  label: 'handover.by',
  hint: 'conversation.function.hint',
  isRequired: true,
  kind: 'line',
}

export function ShiftNotes({
  pause,
  conversation,
  mayLog,
  now,
}: {
  pause: string
  conversation: ConversationView | undefined
  mayLog: boolean
  now: number
}) {
  const { t } = useWords()
  const notes = shiftNotes(conversation?.log ?? [])
  return (
    <section aria-labelledby="handover-note">
      <h2 id="handover-note">{t('handover.note')}</h2>
      {conversation !== undefined && notes.length === 0 && <p className="empty">{t('handover.note.none')}</p>}
      {notes.length > 0 && (
        <ul className="cards shift-notes">
          {notes.map((each) => (
            <li key={each.note.id} className="card">
              <NoteShown of={each} now={now} />
              {mayLog && each.takenOver === undefined && <TakeOver pause={pause} of={each} />}
            </li>
          ))}
        </ul>
      )}
      {mayLog && <HandOver pause={pause} />}
      <p className="printed signatures">{t('handover.signatures')}</p>
    </section>
  )
}

function NoteShown({ of: { note, takenOver }, now }: { of: ShiftNote; now: number }) {
  const { t } = useWords()
  return (
    <>
      <p className="mark">
        <When at={note.when} now={now} />
        {t('list.comma')}
        {t('handover.note.by', { by: note.by, with: note.with })}
      </p>
      {note.text === '' ? (
        <p className="empty">{t('handover.note.erased')}</p>
      ) : (
        <p className="words" dir="auto">
          {note.text}
        </p>
      )}
      {takenOver === undefined ? (
        <p>
          <strong>{t('handover.note.waits')}</strong>
        </p>
      ) : (
        <p>
          {t('handover.note.taken', { by: takenOver.by })}
          {t('list.comma')}
          <When at={takenOver.when} now={now} />
        </p>
      )}
    </>
  )
}

function HandOver({ pause }: { pause: string }) {
  const { t, language } = useWords()
  return (
    <CommandForm
      pause={pause}
      kind="log_conversation"
      keptAs={keyOf(pause, 'shift', 'handed_over')}
      fields={[
        { name: 'text', label: 'handover.note.label', isRequired: true, kind: 'text' },
        byField,
        { ...byField, name: 'with', label: 'handover.with' },
      ]}
      inputOf={(typed) => ({ ...entered(typed), text: typed.text?.trim() })}
      fixed={{ ...ofShift, direction: 'outgoing', shift: 'handed_over', language }}
      submit="handover.send"
      after={(_, { text = '' }) =>
        text.trim() !== '' && (
          // On paper it is seen that the server has nothing of it.
          <div className="printed">
            <strong>{t('handover.note.draft')}</strong>
            <p className="words" dir="auto">
              {text}
            </p>
          </div>
        )
      }
    />
  )
}

function TakeOver({ pause, of: { note } }: { pause: string; of: ShiftNote }) {
  const { t, language } = useWords()
  return (
    <CommandForm
      pause={pause}
      kind="log_conversation"
      keptAs={keyOf(pause, 'shift', note.id)}
      fields={[{ ...byField, initial: note.with }]}
      inputOf={entered}
      fixed={{
        ...ofShift,
        with: note.by,
        direction: 'incoming',
        shift: 'taken_over',
        language,
        text: t('handover.note.takenText'),
        about: [note.id],
      }}
      submit="handover.take"
    />
  )
}

/** It is written on this page, not spoken. */
const ofShift = { channel: 'link', verbal: false }

function entered(typed: Typed) {
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, value.trim()]))
}
