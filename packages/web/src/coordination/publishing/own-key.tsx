// A key of one's own: made here, kept in a file by who made it, and told to the account by its public half alone.

import { useId, useState } from 'react'
import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { CommandForm } from '../form.tsx'
import { saveAs } from '../save-as.ts'

const namePattern = '[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}'

export function OwnKey({ pause }: { pause: string }) {
  const { t } = useWords()
  const id = useId()
  const [name, setName] = useState('')
  const [verifierKey, setVerifierKey] = useState('')
  const make = async () => {
    const made = (await import('./signing.ts')).makeKey(name)
    saveAs(`${name}.key`, made.file)
    setVerifierKey(made.verifierKey)
  }
  return (
    <Act title={t('publishing.key')} about={t('publishing.key.about')}>
      <form
        className="command"
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <div className="field">
          <label htmlFor={id}>{t('publishing.key.name')}</label>
          <input
            id={id}
            value={name}
            required
            pattern={namePattern}
            dir="ltr"
            aria-describedby={`${id}-hint`}
            onChange={({ target }) => setName(target.value)}
          />
          <p className="mark" id={`${id}-hint`}>
            {t('publishing.key.name.hint')}
          </p>
        </div>
        <div className="actions">
          <button type="submit">{t('publishing.key.make')}</button>
        </div>
        <p className="told" role="status">
          {verifierKey !== '' && t('publishing.key.made', { file: `${name}.key` })}
        </p>
      </form>
      <CommandForm
        pause={pause}
        kind="register_key"
        fields={[
          {
            name: 'key',
            label: 'publishing.key.verifier',
            hint: 'publishing.key.verifier.hint',
            isRequired: true,
            kind: 'text',
            initial: verifierKey,
          },
          { name: 'organisation', label: 'publishing.key.organisation', isRequired: true, kind: 'line' },
        ]}
        inputOf={({ key = '', organisation = '' }) => ({ key: key.trim(), organisation: organisation.trim() })}
        submit="publishing.key.register"
        whenDone={() => setVerifierKey('')}
      />
    </Act>
  )
}
