// One's own sign-in: passkeys, where one is signed in, a further invitation, and signing out.

import { type FormEvent, useCallback, useEffect, useId, useState } from 'react'
import type { ListedPause } from '../api.ts'
import type { Answered } from '../client/ask.ts'
import {
  addPasskey,
  askForNewPasskey,
  endOtherSessions,
  endSession,
  listPasskeys,
  listSessions,
  redeem,
  removePasskey,
  signOut,
} from '../client/operations.ts'
import { Instant } from '../coordination/instant.tsx'
import { forgetAll } from '../coordination/outbox.ts'
import { goTo, linkTo, usePlace } from '../coordination/place.ts'
import { refusalText } from '../coordination/refusal.ts'
import { roleWords } from '../coordination/state-words.tsx'
import { useWords } from '../words.tsx'
import { makePasskey, noPasskeys } from './passkey.ts'
import type { Reader } from './who.ts'

interface Session {
  readonly session: string
  readonly method: 'passkey' | 'open_id' | 'rehearsal'
  readonly made_at: string
  readonly used_at: string
  readonly is_this: boolean
}

interface Passkey {
  readonly credential: string
  readonly made_at: string
  readonly used_at: string | null
}

type Refused = { readonly code: string; readonly detail: string }

export function Mine({
  reader,
  pauses,
  lookAgain,
}: {
  reader: Reader
  pauses: readonly ListedPause[]
  lookAgain: () => void
}) {
  const words = useWords()
  const { t, text } = words
  const [refused, setRefused] = useState<Refused>()
  const [sessions, setSessions] = useState<readonly Session[]>([])
  const [passkeys, setPasskeys] = useState<readonly Passkey[]>([])
  const isPerson = reader.kind === 'person'
  const { pause } = usePlace()
  const look = useCallback(async () => {
    if (!isPerson) return
    const [here, keys] = await Promise.all([listSessions(), listPasskeys()])
    // Lists, though the client knows them as objects alone.
    if (here.ok) setSessions(here.told as unknown as readonly Session[])
    if (keys.ok) setPasskeys(keys.told as unknown as readonly Passkey[])
  }, [isPerson])
  useEffect(() => {
    document.title = `${t('mine.title')} – Treve`
    void look()
  }, [t, look])

  const act = async (asked: Promise<Answered<unknown>>) => {
    const answer = await asked
    setRefused(answer.ok ? undefined : answer.problem)
    await look()
    return answer.ok
  }
  const leave = async () => {
    if (!(await act(signOut()))) return
    forgetAll()
    goTo({ pause: undefined, page: undefined })
    lookAgain()
  }
  const add = async () => {
    const begun = await askForNewPasskey()
    if (!begun.ok) return setRefused(begun.problem)
    const input = await makePasskey(begun.told)
    if (input === undefined) return setRefused({ code: 'broken_off', detail: t('signIn.brokenOff') })
    return act(addPasskey({ input }))
  }
  return (
    <div className="sign-in" id="answer">
      <h1>{t('mine.title')}</h1>
      <nav aria-label={t('nav.label')} className="pages">
        <a {...linkTo({ pause, page: undefined })}>{t('nav.coordination')}</a>
        <a {...linkTo({ pause, page: 'pauses' })}>{t('nav.pauses')}</a>
      </nav>
      {refused !== undefined && (
        <p className="told refused" role="alert">
          {refusalText(refused, words)}
        </p>
      )}
      <section className="card" aria-labelledby="mine-roles">
        <h2 id="mine-roles">{t('mine.roles')}</h2>
        {reader.held.length === 0 ? (
          <p className="empty">{t('pauses.none')}</p>
        ) : (
          <ul>
            {reader.held.map(({ pause, roles }) => (
              <li key={pause}>
                <bdi>{text(pauses.find(({ id }) => id === pause)?.title ?? {}, pause)}</bdi>
                {t('list.colon')}
                {roles.map((role) => roleWords(role, t)).join(t('list.comma'))}
              </li>
            ))}
          </ul>
        )}
        <div className="actions">
          <button type="button" className="main" onClick={leave}>
            {t('mine.signOut')}
          </button>
        </div>
      </section>
      {isPerson && (
        <>
          <FurtherInvitation redeemed={lookAgain} />
          <section className="card" aria-labelledby="mine-sessions">
            <h2 id="mine-sessions">{t('mine.sessions')}</h2>
            <ul className="rows">
              {sessions.map(({ session, method, made_at: madeAt, used_at: usedAt, is_this: isThis }) => (
                <li key={session}>
                  <span>
                    {isThis && <strong>{t('mine.here')} </strong>}
                    {t(`mine.method.${method}`)} <Instant at={madeAt} />
                    <span className="mark">
                      {' · '}
                      {t('mine.used')} <Instant at={usedAt} />
                    </span>
                  </span>
                  {!isThis && (
                    <button type="button" onClick={() => act(endSession({ session }))}>
                      {t('mine.end')}
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {sessions.length > 1 && (
              <div className="actions">
                <button type="button" onClick={() => act(endOtherSessions())}>
                  {t('mine.endOthers')}
                </button>
              </div>
            )}
          </section>
          <section className="card" aria-labelledby="mine-passkeys">
            <h2 id="mine-passkeys">{t('mine.passkeys')}</h2>
            {passkeys.length === 0 && <p className="empty">{t('mine.noPasskeys')}</p>}
            <ul className="rows">
              {passkeys.map(({ credential, made_at: madeAt, used_at: usedAt }) => (
                <li key={credential}>
                  <span>
                    {t('mine.made')} <Instant at={madeAt} />
                    {usedAt !== null && (
                      <span className="mark">
                        {' · '}
                        {t('mine.used')} <Instant at={usedAt} />
                      </span>
                    )}
                  </span>
                  {passkeys.length > 1 && (
                    <button type="button" onClick={() => act(removePasskey({ credential }))}>
                      {t('mine.remove')}
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {noPasskeys() === undefined && (
              <div className="actions">
                <button type="button" onClick={() => void add()}>
                  {t('mine.add')}
                </button>
              </div>
            )}
          </section>
        </>
      )}
    </div>
  )
}

function FurtherInvitation({ redeemed }: { redeemed: () => void }) {
  const words = useWords()
  const { t } = words
  const [code, setCode] = useState('')
  const [refused, setRefused] = useState<Refused>()
  const id = useId()
  const submitted = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await redeem({ input: { code } })
    setRefused(answer.ok ? undefined : answer.problem)
    if (answer.ok) redeemed()
  }
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('mine.invitation')}</h2>
      <form className="command" onSubmit={submitted}>
        <div className="field">
          <label htmlFor={id}>{t('signIn.code')}</label>
          <input
            id={id}
            value={code}
            required
            maxLength={40}
            dir="ltr"
            onChange={(event) => setCode(event.target.value)}
          />
        </div>
        <div className="actions">
          <button type="submit">{t('mine.redeem')}</button>
        </div>
        {refused !== undefined && (
          <p className="told refused" role="alert">
            {refusalText(refused, words)}
          </p>
        )}
      </form>
    </section>
  )
}
