// A form for one command. What is typed is kept until it is done, also through a reload; what was sent and did not arrive
// is sent again by itself, under the same id.

import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react'
import type { Key } from '../words.tsx'
import { useWords } from '../words.tsx'
import { type Command, type Outcome, send } from './ask.ts'
import { Particulars } from './particulars.tsx'
import { refusalText } from './refusal.ts'

export interface Choice {
  readonly value: string
  readonly label: string
}

export interface FieldOf {
  readonly name: string
  readonly label: Key
  readonly hint?: Key
  readonly isRequired?: boolean
  /** `instant`: local time of the pause. `file`: its text, chosen or pasted. `many`: values apart by spaces. */
  readonly kind:
    | 'line'
    | 'text'
    | 'instant'
    | 'number'
    | 'file'
    | { readonly choices: readonly Choice[] }
    | { readonly many: readonly Choice[] }
  readonly initial?: string
}

export type Typed = Readonly<Record<string, string>>

export type Sending = { readonly state: 'idle' } | { readonly state: 'sending'; readonly command: Command } | Outcome

const againMilliseconds = 3000

export function CommandForm({
  pause,
  kind,
  fields,
  submit,
  version,
  inputOf = (typed) => givenIn(fields, typed),
  confirm,
  fixed = {},
  check,
}: {
  pause: string
  kind: string
  fields: readonly FieldOf[]
  submit: Key
  version?: string | undefined
  /** What the command takes, of what was typed. */
  inputOf?: (typed: Typed) => Readonly<Record<string, unknown>>
  /** What cannot be undone: shown before it is sent, once. */
  confirm?: (typed: Typed) => ReactNode
  /** What is not asked, such as of whom it is. */
  fixed?: Readonly<Record<string, unknown>>
  /** What is wrong with it, in the reader's words: then nothing is sent. */
  check?: (typed: Typed) => Promise<readonly string[]>
}) {
  const { t } = useWords()
  const key = `treve:${pause}:${kind}:${JSON.stringify(fixed)}`
  const beginning = Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial]))
  const [typed, setTyped] = useState<Typed>(() => ({ ...beginning, ...kept(key) }))
  const [sending, setSending] = useState<Sending>({ state: 'idle' })
  const [isAsked, setIsAsked] = useState(false)
  const id = useId()

  const type = (name: string, value: string) => {
    const next = { ...typed, [name]: value }
    setTyped(next)
    keep(key, next)
    setIsAsked(false)
  }

  useEffect(() => {
    if (sending.state !== 'sending') return undefined
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const { command } = sending
    const attempt = async () => {
      const outcome = await send(command)
      if (!isCurrent) return
      if (outcome.state === 'unreachable') timer = setTimeout(attempt, againMilliseconds)
      else setSending(outcome)
    }
    void attempt()
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [sending])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once it is done, and not when the fields are drawn again
  useEffect(() => {
    if (sending.state !== 'done' && sending.state !== 'waiting') return
    sessionStorage.removeItem(key)
    setTyped(beginning)
    setIsAsked(false)
  }, [sending.state])

  const submitted = async (event: FormEvent) => {
    event.preventDefault()
    const errors = (await check?.(typed)) ?? []
    if (errors.length > 0) {
      setSending({ state: 'refused', code: 'not_sent', detail: '', errors })
      return
    }
    if (confirm !== undefined && !isAsked) {
      setIsAsked(true)
      return
    }
    const input = { ...inputOf(typed), ...fixed }
    const command = { id: crypto.randomUUID(), pause, kind, input, ...(version === undefined ? {} : { version }) }
    setSending({ state: 'sending', command })
  }

  return (
    <form className="command" onSubmit={submitted}>
      {fields.map((field) => (
        <FieldShown
          key={field.name}
          id={`${id}-${field.name}`}
          field={field}
          value={typed[field.name] ?? ''}
          type={type}
        />
      ))}
      {isAsked && confirm !== undefined && (
        <div className="confirm" role="alert">
          {confirm(typed)}
        </div>
      )}
      <div className="actions">
        <button type="submit" className="main" disabled={sending.state === 'sending'}>
          {t(isAsked ? 'form.confirm' : submit)}
        </button>
        {isAsked && (
          <button type="button" onClick={() => setIsAsked(false)}>
            {t('form.back')}
          </button>
        )}
      </div>
      <Told sending={sending} />
    </form>
  )
}

/** What became of it. */
export function Told({ sending }: { sending: Sending }) {
  const words = useWords()
  const { t } = words
  if (sending.state === 'idle') return <p className="told" role="status" />
  if (sending.state === 'refused')
    return (
      <div className="told refused" role="alert">
        <p>
          <strong>{t('form.refused')}</strong> {refusalText(sending, words)}
        </p>
        <Particulars of={sending.particulars} />
        {sending.errors.length > 0 && (
          <ul>
            {sending.errors.map((each) => (
              <li key={each} dir="auto">
                {each}
              </li>
            ))}
          </ul>
        )}
      </div>
    )
  const states: Readonly<Record<'sending' | 'unreachable' | 'done' | 'waiting', Key>> = {
    sending: 'form.sending',
    unreachable: 'form.sending',
    done: 'form.done',
    waiting: 'form.waiting',
  }
  return (
    <p className="told" role="status">
      {t(states[sending.state])}
    </p>
  )
}

export function FieldShown({
  id,
  field: { name, label, hint, isRequired = false, kind },
  value,
  type,
}: {
  id: string
  field: FieldOf
  value: string
  type: (name: string, value: string) => void
}) {
  const { t } = useWords()
  const shared = {
    id,
    value,
    required: isRequired,
    ...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }),
  }
  const hinted = hint !== undefined && (
    <p className="mark" id={`${id}-hint`}>
      {t(hint)}
    </p>
  )
  if (typeof kind === 'object' && 'many' in kind) {
    const chosen = listed(value)
    return (
      <fieldset className="field">
        <legend>
          {t(label)} {!isRequired && <span className="mark">{t('form.optional')}</span>}
        </legend>
        {kind.many.map((each) => (
          <label key={each.value} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(each.value)}
              onChange={({ target }) =>
                type(
                  name,
                  kind.many
                    .map((one) => one.value)
                    .filter((one) => (one === each.value ? target.checked : chosen.includes(one)))
                    .join(' '),
                )
              }
            />
            <bdi>{each.label}</bdi>
          </label>
        ))}
        {hinted}
      </fieldset>
    )
  }
  return (
    <div className="field">
      <label htmlFor={id}>
        {t(label)} {!isRequired && <span className="mark">{t('form.optional')}</span>}
      </label>
      {typeof kind === 'object' ? (
        <select {...shared} onChange={(event) => type(name, event.target.value)}>
          {(!isRequired || value === '') && <option value="" />}
          {kind.choices.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      ) : kind === 'text' || kind === 'file' ? (
        <>
          {kind === 'file' && (
            <input
              type="file"
              aria-label={t('form.file')}
              onChange={async ({ target }) => type(name, (await target.files?.[0]?.text()) ?? value)}
            />
          )}
          <textarea
            {...shared}
            rows={kind === 'file' ? 8 : 4}
            dir={kind === 'file' ? 'ltr' : 'auto'}
            spellCheck={kind !== 'file'}
            className={kind === 'file' ? 'code' : undefined}
            onChange={(event) => type(name, event.target.value)}
          />
        </>
      ) : (
        <input
          {...shared}
          type={kind === 'instant' ? 'datetime-local' : kind === 'number' ? 'number' : 'text'}
          dir={kind === 'line' ? 'auto' : 'ltr'}
          onChange={(event) => type(name, event.target.value)}
        />
      )}
      {hinted}
    </div>
  )
}

/** Values of `many`. */
export function listed(value: string | undefined): readonly string[] {
  return (value ?? '').split(' ').filter((each) => each !== '')
}

/** Nothing typed is nothing said. */
export function givenIn(fields: readonly FieldOf[], typed: Typed): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields.flatMap(({ name, kind }): readonly (readonly [string, unknown])[] => {
      const value = typed[name] ?? ''
      if (value === '') return []
      if (kind === 'number') return [[name, Number(value)]]
      return [[name, typeof kind === 'object' && 'many' in kind ? listed(value) : value]]
    }),
  )
}

/** A device may have no room for it; then it is kept for as long as the page is open. */
function keep(key: string, typed: Typed): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(typed))
  } catch {
    // see above
  }
}

function kept(key: string): Typed {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    return typeof found === 'object' && found !== null
      ? Object.fromEntries(
          Object.entries(found).filter((each): each is [string, string] => typeof each[1] === 'string'),
        )
      : {}
  } catch {
    return {}
  }
}
