// One of two people signs, with the file of their key, or with what the command line has printed; what is to be done next follows
// from what the other has done.

import { type FormEvent, useEffect, useId, useState } from 'react'
import { enterRelease, type GetReleaseTold, getRelease, signRelease } from '../../client/operations.ts'
import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { SubmitButtons, Told } from '../form.tsx'
import { Instant } from '../instant.tsx'
import { outcomeOf } from '../once.ts'
import type { Sending } from '../outbox.ts'
import { Opens } from './opens.tsx'
import type { Signing } from './signing.ts'

const idle: Sending = { state: 'idle' }

export function SignRelease({ pause, version }: { pause: string; version: string }) {
  const { t, language } = useWords()
  const [told, setTold] = useState<GetReleaseTold>()
  /** Nobody signs what they could not have seen yet. */
  const [isShown, setIsShown] = useState(false)
  const [digests, setDigests] = useState<readonly string[]>([])
  const [sending, setSending] = useState<Sending>(idle)
  const [keyFile, setKeyFile] = useState('')
  const [printed, setPrinted] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const id = useId()

  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again whenever what is shown of it is another
  useEffect(() => {
    let isOver = false
    void getRelease({ pause }, { language }).then(async (answer) => {
      const found = answer.ok ? (await import('./signing.ts')).digestsIn(answer.told) : []
      if (isOver) return
      setTold(answer.ok ? answer.told : undefined)
      setIsShown(true)
      setDigests(found)
    })
    return () => {
      isOver = true
    }
  }, [pause, version])

  const change = (set: (text: string) => void) => (text: string) => {
    set(text)
    setIsAsked(false)
    setSending(idle)
  }

  const ask = async (): Promise<Sending> => {
    const refusedAs = (code: string): Sending => ({ state: 'refused', code, detail: '', errors: [] })
    const now = await getRelease({ pause }, { language })
    if (!now.ok) return outcomeOf(now.problem)
    // What is signed is what was shown: anything else is shown first.
    if (JSON.stringify(now.told.clear) !== JSON.stringify(told?.clear)) {
      setTold(now.told)
      return refusedAs('opens_other')
    }
    const { printedIn, signingWith } = await import('./signing.ts')
    const signing: Signing | undefined = keyFile !== '' ? signingWith(keyFile, now.told) : printedIn(printed)
    if (signing === undefined) return refusedAs('entry_unusable')
    if (signing.kind === 'refused') return refusedAs(signing.code)
    const once = { pause, id: crypto.randomUUID() }
    const answer =
      signing.kind === 'enter'
        ? await enterRelease({ ...once, input: { signed: signing.signed } }, { language })
        : await signRelease({ ...once, input: signing.input }, { language })
    if (!answer.ok) return outcomeOf(answer.problem)
    return { state: answer.told.state }
  }
  const submitted = async (event: FormEvent) => {
    event.preventDefault()
    if (!isAsked) {
      setSending(idle)
      setIsAsked(true)
      return
    }
    setSending({ state: 'sending', isLate: false })
    const became = await ask()
    setSending(became)
    setIsAsked(false)
    if (became.state !== 'refused') {
      setKeyFile('')
      setPrinted('')
    }
  }

  return (
    <Act title={t('publishing.sign')} about={t('publishing.sign.about')}>
      {told !== undefined && (
        <dl className="facts">
          <div>
            <dt>{t('publishing.account')}</dt>
            <dd>
              <bdi className="code">{told.log}</bdi>
            </dd>
          </div>
          <div>
            <dt>{t('publishing.says')}</dt>
            <dd>
              {t('publishing.lastClose')}
              {t('list.colon')}
              <Instant at={told.clear.last_close} />
            </dd>
          </div>
          {told.clear.opens !== undefined && <Opens pause={pause} opens={told.clear.opens} shows={told.shows} />}
          {digests.map((each) => (
            <div key={each}>
              <dt>{t('publishing.digest')}</dt>
              <dd>
                <bdi className="code">{each}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <form className="command" onSubmit={submitted}>
        <div className="field">
          <label htmlFor={`${id}-key`}>{t('publishing.keyFile')}</label>
          <input
            id={`${id}-key`}
            type="file"
            aria-describedby={`${id}-key-hint`}
            onChange={async ({ target }) => change(setKeyFile)((await target.files?.[0]?.text()) ?? '')}
          />
          <p className="mark" id={`${id}-key-hint`}>
            {t('publishing.keyFile.hint')}
          </p>
        </div>
        <div className="field">
          <label htmlFor={`${id}-printed`}>
            {t('publishing.printed')} <span className="mark">{t('form.optional')}</span>
          </label>
          <textarea
            id={`${id}-printed`}
            rows={3}
            dir="ltr"
            className="code"
            spellCheck={false}
            value={printed}
            aria-describedby={`${id}-printed-hint`}
            onChange={({ target }) => change(setPrinted)(target.value)}
          />
          <p className="mark" id={`${id}-printed-hint`}>
            {t('publishing.printed.hint')}
          </p>
        </div>
        {isAsked && (
          <div className="confirm" role="alert">
            <p>{t('publishing.sign.confirm')}</p>
          </div>
        )}
        <SubmitButtons
          submit="publishing.sign"
          isAsked={isAsked}
          isDisabled={!isShown || sending.state === 'sending' || (keyFile === '' && printed.trim() === '')}
          goBack={() => setIsAsked(false)}
        />
        <Told sending={sending} />
      </form>
    </Act>
  )
}
