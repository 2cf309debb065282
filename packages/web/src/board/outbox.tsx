// What was typed in quick succession and is on its way: each is sent by itself, and shown until it is answered, while the next
// is typed already.

import { useCallback, useRef } from 'react'
import type { Command } from '../coordination/ask.ts'
import { keyOf, useKept } from '../coordination/kept.ts'
import { post, useSending } from '../coordination/outbox.ts'
import { refusalText } from '../coordination/refusal.ts'
import { useWords } from '../words.tsx'

interface Posted {
  readonly key: string
  /** What it says, for whoever typed it. */
  readonly label: string
}

export interface Outbox {
  readonly posted: readonly Posted[]
  post(kind: string, input: Command['input'], label: string): void
}

/** Older ones are on the log. */
const mostShown = 12

export function useOutbox(pause: string): Outbox {
  const [posted, keepPosted] = useKept<readonly Posted[]>(keyOf(pause, 'reported'), [])
  const latest = useRef(posted)
  const send = useCallback<Outbox['post']>(
    (kind, input, label) => {
      const id = crypto.randomUUID()
      const key = keyOf(pause, kind, id)
      post(key, [{ id, pause, kind, input }], 'report.send')
      // Several may be sent in one go: each follows the one before it.
      latest.current = [...latest.current, { key, label }].slice(-mostShown)
      keepPosted(latest.current)
    },
    [pause, keepPosted],
  )
  return { posted, post: send }
}

export function PostedList({ posted }: { posted: readonly Posted[] }) {
  const { t } = useWords()
  if (posted.length === 0) return null
  return (
    <ul className="posted" aria-label={t('report.sent')} aria-live="polite">
      {posted.toReversed().map((each) => (
        <One key={each.key} posted={each} />
      ))}
    </ul>
  )
}

function One({ posted: { key, label } }: { posted: Posted }) {
  const words = useWords()
  const { t } = words
  const sending = useSending(key)
  // What was taken is forgotten by the outbox: of it there is nothing left to say.
  const state = sending.state === 'idle' ? 'done' : sending.state
  return (
    <li className={state}>
      <span className="state">
        {t(
          state === 'done'
            ? 'report.done'
            : state === 'waiting'
              ? 'report.waiting'
              : state === 'refused'
                ? 'form.refused'
                : 'report.onWay',
        )}
      </span>{' '}
      <span>{label}</span>
      {sending.state === 'refused' && <> {refusalText(sending, words)}</>}
    </li>
  )
}
