// A form whose answer is a secret: it is shown once, to be copied or handed over, and kept nowhere on this device.

import { type FormEvent, useId, useState } from 'react'
import type { Answered } from '../../client/ask.ts'
import { type Key, useWords } from '../../words.tsx'
import { FieldShown } from '../field.tsx'
import type { FieldOf, Typed } from '../fields.ts'
import { Told } from '../form.tsx'
import { Instant } from '../instant.tsx'
import { outcomeOf } from '../once.ts'
import type { Sending } from '../outbox.ts'

export interface Secret {
  /** What is handed over: a code, or an address. */
  readonly secret: string
  readonly endsAt?: string
  /** As the server draws it. */
  readonly qrSvg?: string
}

export function OnceForm({
  fields,
  submit,
  about,
  askFor,
  secretOf,
}: {
  fields: readonly FieldOf[]
  submit: Key
  /** What is to be done with it. */
  about: Key
  /** With the same id, the same is told. */
  askFor: (typed: Typed, id: string) => Promise<Answered<Readonly<Record<string, unknown>>>>
  secretOf: (told: Readonly<Record<string, unknown>>) => Secret
}) {
  const { t } = useWords()
  const beginning = Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial]))
  const [typed, setTyped] = useState<Typed>(beginning)
  const [sending, setSending] = useState<Sending>({ state: 'idle' })
  const [secret, setSecret] = useState<Secret>()
  const [isAsking, setIsAsking] = useState(false)
  // Where the answer is lost, the same is told again; what was mended, or refused, is something else.
  const [drawn, setDrawn] = useState(() => crypto.randomUUID())
  const id = useId()
  const submitted = async (event: FormEvent) => {
    event.preventDefault()
    setIsAsking(true)
    const answer = await askFor(typed, drawn)
    setIsAsking(false)
    setSending(answer.ok ? { state: 'idle' } : outcomeOf(answer.problem))
    if (answer.ok || (answer.problem.status >= 400 && answer.problem.status < 500)) setDrawn(crypto.randomUUID())
    if (!answer.ok) return
    setSecret(secretOf(answer.told))
    setTyped(beginning)
  }
  if (secret !== undefined)
    return (
      <div className="secret" role="status">
        <p>
          <strong>{t('once.shownOnce')}</strong> {t(about)}
        </p>
        {secret.qrSvg !== undefined && (
          <img alt={t('once.qr')} src={`data:image/svg+xml;utf8,${encodeURIComponent(secret.qrSvg)}`} />
        )}
        <p className="secret-text" dir="ltr">
          <bdi>{secret.secret}</bdi>
        </p>
        {secret.endsAt !== undefined && (
          <p className="mark">
            {t('once.endsAt')} <Instant at={secret.endsAt} />
          </p>
        )}
        <div className="actions">
          <Copy text={secret.secret} />
          <button type="button" onClick={() => setSecret(undefined)}>
            {t('once.putAway')}
          </button>
        </div>
      </div>
    )
  return (
    <form className="command" onSubmit={submitted}>
      {fields.map((field) => (
        <FieldShown
          key={field.name}
          id={`${id}-${field.name}`}
          field={field}
          value={typed[field.name] ?? ''}
          type={(name, value) => {
            setTyped({ ...typed, [name]: value })
            setDrawn(crypto.randomUUID())
          }}
        />
      ))}
      <div className="actions">
        <button type="submit" className="main" disabled={isAsking}>
          {t(submit)}
        </button>
      </div>
      <Told sending={sending} />
    </form>
  )
}

function Copy({ text }: { text: string }) {
  const { t } = useWords()
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      // The browser did not let us: it can be marked and copied by hand.
      () => setState('failed'),
    )
  return (
    <>
      <button type="button" className="main" onClick={() => void copy()}>
        {t('once.copy')}
      </button>
      <span role="status">{state !== 'idle' && t(`once.${state}`)}</span>
    </>
  )
}
