// A form for one command. What is typed is kept until it is done, also through a reload; what was sent is in the outbox
// until it is answered.

import { type FormEvent, type ReactNode, useCallback, useEffect, useId, useState } from 'react'
import type { Key } from '../words.tsx'
import { useWords } from '../words.tsx'
import { FieldShown } from './field.tsx'
import { type FieldOf, givenIn, type Typed, typedAt } from './fields.ts'
import { keep, keyOf } from './kept.ts'
import { post, putAway, type Sending, useSending } from './outbox.ts'
import { Particulars } from './particulars.tsx'
import { refusalText } from './refusal.ts'

export interface CommandFormGiven {
  pause: string
  kind: string
  fields: readonly FieldOf[]
  submit: Key
  version?: string | undefined
  /** What the command takes, of what was typed; several: it is asked for each, one after the other. */
  inputOf?: (typed: Typed) => Input | readonly [Input, ...Input[]]
  /** What cannot be undone: shown before it is sent, once. */
  confirm?: (typed: Typed) => ReactNode
  /** What is not asked, such as of whom it is. */
  fixed?: Readonly<Record<string, unknown>>
  /** Under which name it is kept, where `fixed` is typed elsewhere. */
  keptAs?: string
  /** What is wrong with it, in the reader's words: then nothing is sent. */
  check?: (typed: Typed) => Promise<readonly string[]>
  /** Below it, once it was answered. */
  after?: (sending: Sending, typed: Typed) => ReactNode
  whenDone?: () => void
}

export function CommandForm({
  pause,
  kind,
  fields,
  submit,
  version,
  inputOf = (typed) => givenIn(fields, typed),
  confirm,
  fixed = {},
  keptAs,
  check,
  after,
  whenDone,
}: CommandFormGiven) {
  const key = keptAs ?? keyOf(pause, kind, JSON.stringify(fixed))
  const beginning = Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial]))
  const [changed, setChanged] = useState<Typed>(() => typedAt(key))
  // What nobody touched follows what is so now: the latest version, the roles that somebody has.
  const typed: Typed = { ...beginning, ...changed }
  const [errors, setErrors] = useState<readonly string[]>([])
  const [isAsked, setIsAsked] = useState(false)
  const posted = useSending(key)
  const sending: Sending = errors.length > 0 ? { state: 'refused', code: 'not_sent', detail: '', errors } : posted
  const id = useId()

  const type = (name: string, value: string) => {
    const next = { ...changed, [name]: value }
    setChanged(next)
    keep(key, next)
    setIsAsked(false)
    setErrors([])
    putAway(key)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once it is done, and not when the fields are drawn again
  useEffect(() => {
    if (posted.state !== 'done' && posted.state !== 'waiting') return
    setChanged({})
    setIsAsked(false)
    whenDone?.()
  }, [posted.state])

  // Folded away, it is opened again without what was refused before.
  const folded = useCallback(
    (form: HTMLFormElement | null) => {
      const act = form?.closest('details')
      const toggled = () => {
        if (act?.open !== false) return
        setIsAsked(false)
        setErrors([])
        putAway(key)
      }
      act?.addEventListener('toggle', toggled)
      return () => act?.removeEventListener('toggle', toggled)
    },
    [key],
  )

  const submitted = async (event: FormEvent) => {
    event.preventDefault()
    const found = (await check?.(typed)) ?? []
    setErrors(found)
    if (found.length > 0) return
    if (confirm !== undefined && !isAsked) {
      // What was refused before is not the answer to this.
      putAway(key)
      setIsAsked(true)
      return
    }
    const commandOf = (input: Input) => ({
      id: crypto.randomUUID(),
      pause,
      kind,
      input: { ...input, ...fixed },
      ...(version === undefined ? {} : { version }),
    })
    const input = inputOf(typed)
    const [first, ...others]: readonly Input[] = isSeveral(input) ? input : [input]
    if (first !== undefined) post(key, [commandOf(first), ...others.map(commandOf)], submit)
  }

  const form = (
    <form className="command" onSubmit={submitted} ref={folded}>
      {fields
        .filter(({ isAsked: asked }) => asked?.(typed) !== false)
        .map((field) => (
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
      <SubmitButtons
        submit={submit}
        isAsked={isAsked}
        isDisabled={sending.state === 'sending'}
        goBack={() => setIsAsked(false)}
      />
      <Told sending={sending} />
    </form>
  )
  return (
    <>
      {form}
      {after?.(sending, typed)}
    </>
  )
}

/** What sends it; where it has said what will happen, what confirms that, and a way back. */
export function SubmitButtons({
  submit,
  isAsked,
  isDisabled,
  goBack,
}: {
  submit: Key
  isAsked: boolean
  isDisabled: boolean
  goBack: () => void
}) {
  const { t } = useWords()
  return (
    <div className="actions">
      <button type="submit" className="main" disabled={isDisabled}>
        {t(isAsked ? 'form.confirm' : submit)}
      </button>
      {isAsked && (
        <button type="button" onClick={goBack}>
          {t('form.back')}
        </button>
      )}
    </div>
  )
}

type Input = Readonly<Record<string, unknown>>

function isSeveral(input: Input | readonly Input[]): input is readonly Input[] {
  return Array.isArray(input)
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
