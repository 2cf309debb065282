// Signing in: a passkey of this device, an invitation, or one's organisation.

import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react'
import type { Answered } from '../client/ask.ts'
import { askForPasskey, askToJoin, join, joinRehearsal, signInByPasskey } from '../client/operations.ts'
import { cameByCode } from '../coordination/place.ts'
import { refusalText } from '../coordination/refusal.ts'
import { type Key, useWords } from '../words.tsx'
import { askPasskey, makePasskey, noPasskeys } from './passkey.ts'

type Trying = 'idle' | 'trying' | 'broken_off' | { readonly code: string; readonly detail: string }

export function SignInPage({
  hasOpenId,
  isRehearsal,
  signedIn,
}: {
  hasOpenId: boolean
  isRehearsal: boolean
  signedIn: () => void
}) {
  const { t } = useWords()
  const lacking = noPasskeys()
  useEffect(() => {
    document.title = `${t('signIn.title')} – Treve`
  }, [t])
  return (
    <div className="sign-in" id="answer">
      <h1>{t('signIn.title')}</h1>
      <p className="about">{t('signIn.about')}</p>
      {isRehearsal ? (
        <ByInvitation isRehearsal signedIn={signedIn} />
      ) : lacking === undefined ? (
        <>
          <ByPasskey signedIn={signedIn} />
          <ByInvitation isRehearsal={false} signedIn={signedIn} />
        </>
      ) : (
        <p className="notice-box warn" role="alert">
          {t(lacking === 'insecure' ? 'signIn.insecure' : 'signIn.noPasskeys')}
        </p>
      )}
      {hasOpenId && (
        <Way heading="signIn.openId">
          <p>{t('signIn.openId.about')}</p>
          <p>
            <a className="button" href="/api/v1/sign-in/open-id/begin">
              {t('signIn.openId.go')}
            </a>
          </p>
        </Way>
      )}
    </div>
  )
}

function Way({ heading, children }: { heading: Key; children: ReactNode }) {
  const { t } = useWords()
  const id = useId()
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{t(heading)}</h2>
      {children}
    </section>
  )
}

function ByPasskey({ signedIn }: { signedIn: () => void }) {
  const { t } = useWords()
  const [trying, run] = useTrying(signedIn)
  const go = () =>
    run(async () => {
      const begun = await askForPasskey({ input: {} })
      if (!begun.ok) return begun
      const input = await askPasskey(begun.told)
      return input === undefined ? 'broken_off' : signInByPasskey({ input })
    })
  return (
    <Way heading="signIn.passkey">
      <p>{t('signIn.passkey.about')}</p>
      <div className="actions">
        <button type="button" className="main" disabled={trying === 'trying'} onClick={go}>
          {t('signIn.passkey.go')}
        </button>
      </div>
      <ToldTrying trying={trying} />
    </Way>
  )
}

function ByInvitation({ isRehearsal, signedIn }: { isRehearsal: boolean; signedIn: () => void }) {
  const { t } = useWords()
  const [code, setCode] = useState(() => codeInAddress() ?? '')
  const [trying, run] = useTrying(() => {
    if (codeInAddress() !== undefined) cameByCode()
    signedIn()
  })
  const id = useId()
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      if (isRehearsal) return joinRehearsal({ input: { code } })
      const begun = await askToJoin({ input: { code } })
      if (!begun.ok) return begun
      const made = await makePasskey(begun.told)
      return made === undefined ? 'broken_off' : join({ input: { code, ...made } })
    })
  }
  return (
    <Way heading="signIn.invitation">
      <p>{t(isRehearsal ? 'signIn.rehearsal.about' : 'signIn.invitation.about')}</p>
      <form className="command" onSubmit={submitted}>
        <div className="field">
          <label htmlFor={id}>{t('signIn.code')}</label>
          <input
            id={id}
            value={code}
            required
            maxLength={40}
            dir="ltr"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setCode(event.target.value)}
          />
          <p className="mark" id={`${id}-hint`}>
            {t('signIn.code.hint')}
          </p>
        </div>
        <div className="actions">
          <button type="submit" className="main" disabled={trying === 'trying'}>
            {t(isRehearsal ? 'signIn.rehearsal.go' : 'signIn.invitation.go')}
          </button>
        </div>
        <ToldTrying trying={trying} />
      </form>
    </Way>
  )
}

/** `…/#code=…`: sent to no server. */
function codeInAddress(): string | undefined {
  return /^#code=([0-9A-Za-z-]{4,40})$/.exec(window.location.hash)?.[1]
}

function useTrying(done: () => void): [Trying, (act: () => Promise<Answered<unknown> | 'broken_off'>) => void] {
  const [trying, setTrying] = useState<Trying>('idle')
  const run = async (act: () => Promise<Answered<unknown> | 'broken_off'>) => {
    setTrying('trying')
    const answer = await act()
    if (answer === 'broken_off') setTrying('broken_off')
    else if (!answer.ok) setTrying(answer.problem)
    else done()
  }
  return [trying, (act) => void run(act)]
}

function ToldTrying({ trying }: { trying: Trying }) {
  const words = useWords()
  const { t } = words
  if (trying === 'idle' || trying === 'trying')
    return (
      <p className="told" role="status">
        {trying === 'trying' && t('signIn.trying')}
      </p>
    )
  return (
    <p className="told refused" role="alert">
      {trying === 'broken_off' ? t('signIn.brokenOff') : refusalText(trying, words)}
    </p>
  )
}
