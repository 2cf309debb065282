// A notification, or an update of one: written, then shown word for word with whom it goes to, then sent.

import { languages } from '@treve/model/languages'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { type PreviewNotifyTold, previewNotify, previewUpdateNotification } from '../../client/operations.ts'
import { useWords } from '../../words.tsx'
import { CommandForm, Told } from '../form.tsx'
import { keyOf, useKept } from '../kept.ts'
import type { Names } from '../names.ts'
import { outcomeOf } from '../once.ts'
import { putAway, type Sending, useSending } from '../outbox.ts'
import { Checks, type CorridorKnown, MovementEditor } from './editor.tsx'
import { inputOf, localOf, type MovementTyped, newMovement, typedOf } from './typed.ts'
import type { NoticeView } from './view.ts'

interface Written {
  /** Which it was an update of, as it stood. */
  readonly of?: number
  readonly movements: readonly MovementTyped[]
  readonly also: readonly string[]
  readonly ground: '' | 'emergency' | 'overridden'
  readonly reason: string
}

export function Compose({
  pause,
  corridors,
  names,
  version,
  of,
  others,
  window,
}: {
  pause: string
  corridors: readonly CorridorKnown[]
  names: Names
  version: string
  /** What is updated; undefined: a notification of its own. */
  of?: NoticeView
  /** Parties who need not be told, and can be. */
  others: readonly string[]
  window: { readonly open: string; readonly close: string } | undefined
}) {
  const { t, language } = useWords()
  const id = useId()
  const like = {
    from: localOf(window?.open ?? ''),
    until: localOf(window?.close ?? ''),
    ...(corridors.length === 1 ? { corridor: corridors[0]?.id ?? '' } : {}),
  }
  const beginning: Written = {
    ...(of === undefined ? {} : { of: of.number }),
    movements: of === undefined ? [newMovement([], like)] : of.movements.map(typedOf),
    also: [],
    ground: '',
    reason: '',
  }
  const kind = of === undefined ? 'notify' : 'update_notification'
  const key = keyOf(pause, kind, of?.thread ?? '')
  const [touched, setTouched, forget] = useKept<Written | null>(keyOf(pause, 'compose', of?.thread ?? ''), null)
  const written = touched ?? beginning
  const [preview, setPreview] = useState<PreviewNotifyTold>()
  const [looking, setLooking] = useState<Sending>({ state: 'idle' })
  const sending = useSending(key)
  const { movements, also, ground, reason } = written
  const change = (part: Partial<Written>) => {
    setTouched({ ...written, ...part })
    setPreview(undefined)
    setLooking({ state: 'idle' })
    putAway(key)
  }
  const startAnew = () => {
    setTouched(null)
    forget()
    setPreview(undefined)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it has gone out, and not before
  useEffect(() => {
    if (sending.state !== 'done' && sending.state !== 'waiting') return
    startAnew()
  }, [sending.state])

  const input = {
    ...(of === undefined ? {} : { notification: of.thread }),
    movements: movements.map(inputOf),
    ...(also.length === 0 ? {} : { also }),
    ...(ground === '' ? {} : { short_notice: { ground, reason } }),
  }
  const look = async (event: FormEvent) => {
    event.preventDefault()
    const answer =
      of === undefined
        ? await previewNotify({ pause, input }, { language })
        : await previewUpdateNotification({ pause, input: { ...input, notification: of.thread } }, { language })
    setPreview(answer.ok ? answer.told : undefined)
    setLooking(answer.ok ? { state: 'idle' } : outcomeOf(answer.problem))
  }
  return (
    <>
      <form className="command" onSubmit={look}>
        {written.of !== of?.number && (
          <div className="notice-box warn">
            <p>{t('compose.meanwhile')}</p>
            <p>
              <button type="button" onClick={startAnew}>
                {t('compose.startAnew')}
              </button>
            </p>
          </div>
        )}
        {movements.map((movement, at) => (
          <MovementEditor
            key={movement.id}
            movement={movement}
            corridors={corridors}
            names={names}
            change={(next) => change({ movements: movements.with(at, next) })}
            remove={
              movements.length === 1
                ? undefined
                : () => change({ movements: movements.filter((each) => each !== movement) })
            }
          />
        ))}
        <div className="actions">
          <button type="button" onClick={() => change({ movements: [...movements, newMovement(movements, like)] })}>
            {t('compose.add')}
          </button>
        </div>
        {others.length > 0 && (
          <Checks
            named="compose.also"
            all={others.map((party) => [party, names.party(party)] as const)}
            chosen={also}
            set={(next) => change({ also: next })}
          />
        )}
        <div className="field">
          <label htmlFor={`${id}-ground`}>{t('compose.ground')}</label>
          <select
            id={`${id}-ground`}
            value={ground}
            onChange={({ target }) =>
              change({ ground: target.value === 'emergency' || target.value === 'overridden' ? target.value : '' })
            }
          >
            {(['', 'emergency', 'overridden'] as const).map((each) => (
              <option key={each} value={each}>
                {t(each === '' ? 'compose.ground.none' : `compose.ground.${each}`)}
              </option>
            ))}
          </select>
        </div>
        {ground !== '' && (
          <div className="field">
            <label htmlFor={`${id}-reason`}>{t('compose.reason')}</label>
            <textarea
              id={`${id}-reason`}
              rows={2}
              required
              dir="auto"
              value={reason}
              onChange={({ target }) => change({ reason: target.value })}
            />
          </div>
        )}
        <div className="actions">
          <button type="submit" className={preview === undefined ? 'main' : ''}>
            {t('compose.look')}
          </button>
        </div>
        <Told sending={preview === undefined && looking.state === 'idle' ? sending : looking} />
      </form>
      {preview !== undefined && (
        <div className="confirm">
          <h4>{t('compose.goesTo')}</h4>
          <ul>
            {preview.parties.map((party) => (
              <li key={party}>
                <bdi>{names.party(party)}</bdi>
              </li>
            ))}
          </ul>
          <Texts texts={preview.texts} />
          <p className="mark">{t('compose.timeOfSending')}</p>
          <CommandForm
            pause={pause}
            kind={kind}
            version={version}
            fields={[]}
            fixed={input}
            keptAs={key}
            submit="compose.send"
          />
        </div>
      )}
    </>
  )
}

/** Word for word, in the reader's language first. */
export function Texts({ texts }: { texts: Readonly<Record<string, string>> }) {
  const { t, language } = useWords()
  const others = languages.filter((each) => each !== language)
  return (
    <div className="texts">
      <pre dir="auto" lang={language}>
        {texts[language]}
      </pre>
      <details>
        <summary>{t('compose.otherLanguages')}</summary>
        {others.map((each) => (
          <pre key={each} dir="auto" lang={each}>
            {texts[each]}
          </pre>
        ))}
      </details>
    </div>
  )
}
