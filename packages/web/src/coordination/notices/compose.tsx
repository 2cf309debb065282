// A notification, or an update of one: written, then shown word for word with whom it goes to, then sent.

import { languages } from '@treve/model/languages'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { type PreviewNotifyTold, previewNotify, previewUpdateNotification } from '../../client/operations.ts'
import { useWords } from '../../words.tsx'
import { CommandForm, Told } from '../form.tsx'
import { useKept } from '../kept.ts'
import type { Names } from '../names.ts'
import { outcomeOf } from '../once.ts'
import { type CorridorKnown, MovementEditor } from './editor.tsx'
import { inputOf, type MovementTyped, newMovement, typedOf } from './typed.ts'
import type { NoticeView } from './view.ts'

interface Written {
  readonly movements: readonly MovementTyped[]
  readonly ground: '' | 'emergency' | 'overridden'
  readonly reason: string
}

export function Compose({
  pause,
  corridors,
  names,
  version,
  of,
  toldSoFar,
  window,
}: {
  pause: string
  corridors: readonly CorridorKnown[]
  names: Names
  version: string
  /** What is updated; undefined: a notification of its own. */
  of?: NoticeView
  /** How many were told: it is one more once this has gone out. */
  toldSoFar: number
  window: { readonly open: string; readonly close: string } | undefined
}) {
  const { t, language } = useWords()
  const id = useId()
  const like = {
    from: window?.open.slice(0, 16) ?? '',
    until: window?.close.slice(0, 16) ?? '',
    ...(corridors.length === 1 ? { corridor: corridors[0]?.id ?? '' } : {}),
  }
  const beginning: Written = {
    movements: of === undefined ? [newMovement([], like)] : of.movements.map(typedOf),
    ground: '',
    reason: '',
  }
  const [written, setWritten, forget] = useKept(`treve:${pause}:compose:${of?.number ?? ''}`, beginning)
  const [preview, setPreview] = useState<PreviewNotifyTold>()
  const [looking, setLooking] = useState<Parameters<typeof Told>[0]['sending']>({ state: 'idle' })
  const { movements, ground, reason } = written
  const change = (part: Partial<Written>) => {
    setWritten({ ...written, ...part })
    setPreview(undefined)
    setLooking({ state: 'idle' })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once another has gone out, and not before
  useEffect(() => {
    if (preview === undefined) return
    forget()
    setWritten(beginning)
    setPreview(undefined)
  }, [toldSoFar])

  const input = {
    ...(of === undefined ? {} : { notification: of.thread }),
    movements: movements.map(inputOf),
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
        <Told sending={looking} />
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
            kind={of === undefined ? 'notify' : 'update_notification'}
            version={of === undefined ? undefined : version}
            fields={[]}
            fixed={input}
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
