// A form of a notification on its way to a party: saved here, sent or handed over by a person, and recorded with the digest of
// the very bytes.

import { type Language, languages } from '@treve/model/languages'
import { useId, useState } from 'react'
import { ownNames } from '../../shell/own-names.ts'
import { useWords } from '../../words.tsx'
import { choicesOf, sendingChannels } from '../code-words.ts'
import { CommandForm } from '../form.tsx'
import { saveAs } from '../save-as.ts'
import { forms } from './papers.tsx'

type Form = (typeof forms)[number]

interface Saved {
  readonly form: Form
  readonly language: Language
  readonly digest: string
}

export function HandOver({
  pause,
  party,
  number,
  about,
  text,
}: {
  pause: string
  party: string
  number: number
  /** The entry of the notification to this party. */
  about: string
  /** What it says, in short, in the language. */
  text: (language: Language) => string
}) {
  const { t, language: own } = useWords()
  const id = useId()
  const [form, setForm] = useState<Form>('cap')
  const [language, setLanguage] = useState<Language>(own)
  const [saved, setSaved] = useState<Saved | 'failed'>()
  const save = async () => {
    const path = [pause, 'notifications', String(number), party, form, language].map(encodeURIComponent).join('/')
    const answer = await fetch(`/pauses/${path}`).catch(() => undefined)
    if (answer?.ok !== true) return setSaved('failed')
    const bytes = await answer.arrayBuffer()
    const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    saveAs(nameOf({ pause, number, party, form, language }), bytes)
    setSaved({ form, language, digest: digest.map((each) => each.toString(16).padStart(2, '0')).join('') })
  }
  const change = (set: () => void) => {
    set()
    setSaved(undefined)
  }
  return (
    <>
      <form
        className="command"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div className="field">
          <label htmlFor={`${id}-form`}>{t('handed.form')}</label>
          <select
            id={`${id}-form`}
            value={form}
            onChange={({ target }) => change(() => setForm(forms.find((each) => each === target.value) ?? 'cap'))}
          >
            {forms.map((each) => (
              <option key={each} value={each}>
                {t(`paper.${each}`)}
              </option>
            ))}
          </select>
        </div>
        {form !== 'cap' && (
          <div className="field">
            <label htmlFor={`${id}-language`}>{t('handed.language')}</label>
            <select
              id={`${id}-language`}
              value={language}
              onChange={({ target }) =>
                change(() => setLanguage(languages.find((each) => each === target.value) ?? own))
              }
            >
              {languages.map((each) => (
                <option key={each} value={each}>
                  {ownNames[each]}
                </option>
              ))}
            </select>
          </div>
        )}
        <div className="actions">
          <button type="submit">{t('handed.save')}</button>
        </div>
        <p className={saved === 'failed' ? 'told refused' : 'told'} role="status">
          {saved === 'failed' && t('handed.failed')}
          {typeof saved === 'object' && (
            <>
              {t('handed.digest')}
              {t('list.colon')}
              <bdi className="code">{saved.digest}</bdi>
            </>
          )}
        </p>
      </form>
      {typeof saved === 'object' && (
        <CommandForm
          pause={pause}
          kind="log_conversation"
          keptAs={`${pause}:handed:${party}:${number}`}
          fixed={{
            direction: 'outgoing',
            verbal: false,
            party,
            about: [about],
            language: saved.language,
            text: text(saved.language),
            form: saved.form,
            form_sha256: saved.digest,
          }}
          fields={[
            {
              name: 'by',
              label: 'conversation.by',
              hint: 'conversation.function.hint',
              isRequired: true,
              kind: 'line',
            },
            {
              name: 'with',
              label: 'conversation.with',
              hint: 'conversation.function.hint',
              isRequired: true,
              kind: 'line',
            },
            {
              name: 'channel',
              label: 'told.channel',
              isRequired: true,
              kind: { choices: choicesOf('channel', sendingChannels, t) },
            },
          ]}
          submit="handed.submit"
        />
      )}
    </>
  )
}

const endings: Readonly<Record<Form, string>> = { page: '.html', text: '.txt', short: '.short.txt', cap: '.cap.xml' }

function nameOf({
  pause,
  number,
  party,
  form,
  language,
}: {
  pause: string
  number: number
  party: string
  form: Form
  language: string
}): string {
  return `${pause}.${number}.${party}${form === 'cap' ? '' : `.${language}`}${endings[form]}`
}
