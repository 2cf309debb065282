// What was typed and is on its way: one after the other, each under an id of its own. What does not arrive is sent again by
// itself, also after a reload; whoever types goes on meanwhile.

import { useCallback, useEffect, useRef, useState } from 'react'
import { type Command, type Outcome, send } from '../coordination/ask.ts'
import { useKept } from '../coordination/kept.ts'
import { refusalText } from '../coordination/refusal.ts'
import { useWords } from '../words.tsx'

export interface Posted {
  readonly command: Command
  /** What it says, for whoever typed it. */
  readonly label: string
  /** Absent: on its way. */
  readonly outcome?: Outcome
}

export interface Outbox {
  readonly posted: readonly Posted[]
  post(kind: string, input: Command['input'], label: string): void
}

const againMilliseconds = 3000
/** What is done is shown for so many, and then is on the log alone. */
const mostShown = 12

export function useOutbox(pause: string): Outbox {
  const [kept, keep] = useKept<readonly Posted[]>(`treve:${pause}:outbox`, [])
  const posted = useRef(kept)
  const [attempt, setAttempt] = useState(0)
  const change = useCallback(
    (next: readonly Posted[]) => {
      posted.current = next
      keep(next)
    },
    [keep],
  )
  const waiting = kept.find(({ outcome }) => outcome === undefined)
  const id = waiting?.command.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: the one that waits first, each attempt
  useEffect(() => {
    const command = posted.current.find((each) => each.command.id === id)?.command
    if (command === undefined) return undefined
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout> | undefined
    void send(command).then((outcome) => {
      if (!isCurrent) return
      if (outcome.state === 'unreachable') timer = setTimeout(() => setAttempt((count) => count + 1), againMilliseconds)
      else change(posted.current.map((each) => (each.command.id === command.id ? { ...each, outcome } : each)))
    })
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [id, attempt, change])
  const post = useCallback(
    (kind: string, input: Command['input'], label: string) => {
      const command = { id: crypto.randomUUID(), pause, kind, input }
      const isOld = ({ outcome }: Posted) => outcome?.state === 'done'
      const before = posted.current
      const surplus = before.filter(isOld).slice(0, Math.max(0, before.length - mostShown))
      change([...before.filter((each) => !surplus.includes(each)), { command, label }])
    },
    [pause, change],
  )
  return { posted: kept, post }
}

export function PostedList({ posted }: { posted: readonly Posted[] }) {
  const words = useWords()
  const { t } = words
  if (posted.length === 0) return null
  return (
    <ul className="posted" aria-label={t('report.sent')} aria-live="polite">
      {posted.toReversed().map(({ command, label, outcome }) => (
        <li key={command.id} className={outcome?.state ?? 'on-way'}>
          <span className="state">
            {outcome === undefined
              ? t('report.onWay')
              : outcome.state === 'done'
                ? t('report.done')
                : outcome.state === 'waiting'
                  ? t('report.waiting')
                  : t('form.refused')}
          </span>{' '}
          <span>{label}</span>
          {outcome?.state === 'refused' && <> {refusalText(outcome, words)}</>}
        </li>
      ))}
    </ul>
  )
}
