// Who spoke with whom, the latest first; who is reached how, and whether that was tried.

import { languages } from '@treve/model/languages'
import { useId, useState } from 'react'
import { ownNames } from '../../shell/own-names.ts'
import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { choicesOf, spokenChannels, wordOf } from '../code-words.ts'
import type { Choice } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import { Instant } from '../instant.tsx'
import { viewOf } from '../live.ts'
import { type Names, useNames } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import { onTheTable } from '../terms/version.ts'
import type { TermsView } from '../views.ts'
import { Contacts } from './contacts.tsx'
import type { ConversationView, LoggedView } from './view.ts'
import '../told.css'

export function ConversationPage(given: PageGiven) {
  const { t } = useWords()
  const { live, held, pause } = given
  const shown = viewOf<ConversationView>(live, 'conversation')
  const terms = onTheTable(viewOf<TermsView>(live, 'terms')?.view)
  const names = useNames(terms)
  if (shown === undefined) return null
  const { contacts, log } = shown.view
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  const parties = (terms?.parties ?? []).map(({ id }) => ({ value: id, label: names.party(id) }))
  return (
    <div className="coordination">
      <section aria-labelledby="conversation">
        <h2 id="conversation">{t('nav.conversation')}</h2>
        <p className="about">{t('conversation.about')}</p>
        {may('log_conversation') && (
          <Act title={t('conversation.log')}>
            <LogForm given={given} contacts={contacts} parties={parties} />
          </Act>
        )}
        <Log log={log} names={names} pause={pause} parties={parties} />
      </section>
      <Contacts given={given} contacts={contacts} parties={parties} names={names} terms={terms} />
    </div>
  )
}

function Log({
  log,
  names,
  pause,
  parties,
}: {
  log: readonly LoggedView[]
  names: Names
  pause: string
  parties: readonly Choice[]
}) {
  const { t } = useWords()
  const [party, setParty] = useState('')
  const id = useId()
  if (log.length === 0) return <p className="empty">{t('conversation.none')}</p>
  const shown = log.filter((each) => party === '' || each.party === party)
  const latest = [...shown].sort((a, b) => Date.parse(b.when) - Date.parse(a.when))
  return (
    <>
      <p className="filter no-print">
        <label htmlFor={id}>{t('conversation.filter')}</label>{' '}
        <select id={id} value={party} onChange={({ target }) => setParty(target.value)}>
          <option value="">{t('conversation.all')}</option>
          {parties.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>{' '}
        <a href={`/pauses/${encodeURIComponent(pause)}/conversation.csv`} download>
          {t('conversation.table')}
        </a>
      </p>
      {latest.length === 0 && <p className="empty">{t('conversation.noneOfParty')}</p>}
      <ol className="log">
        {latest.map((each) => (
          <li key={each.id}>
            <p className="mark">
              <Instant at={each.when} />
              {t('list.comma')}
              {each.shift === undefined ? wordOf('channel', each.channel, t) : t('nav.handover')}
              {t('list.comma')}
              {t(each.verbal ? 'conversation.spoken' : 'conversation.written')}
            </p>
            <p>
              <strong>
                {t(each.direction === 'incoming' ? 'conversation.incoming' : 'conversation.outgoing', {
                  by: each.by,
                  with: each.with,
                })}
              </strong>
              {each.party !== null && (
                <>
                  {' '}
                  (<bdi>{names.party(each.party)}</bdi>)
                </>
              )}
            </p>
            <p className="words" dir="auto">
              {each.text}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}

function LogForm({
  given: { pause },
  contacts,
  parties,
}: {
  given: PageGiven
  contacts: ConversationView['contacts']
  parties: readonly Choice[]
}) {
  const { t, language } = useWords()
  const fields = [
    { name: 'by', label: 'conversation.by', hint: 'conversation.function.hint', isRequired: true, kind: 'line' },
    { name: 'with', label: 'conversation.with', hint: 'conversation.function.hint', isRequired: true, kind: 'line' },
    {
      name: 'direction',
      label: 'conversation.direction',
      isRequired: true,
      kind: {
        choices: (['incoming', 'outgoing'] as const).map((value) => ({
          value,
          label: t(`conversation.direction.${value}`),
        })),
      },
    },
    {
      name: 'channel',
      label: 'told.channel',
      isRequired: true,
      kind: { choices: choicesOf('channel', spokenChannels, t) },
    },
    {
      name: 'verbal',
      label: 'conversation.form',
      isRequired: true,
      initial: 'spoken',
      kind: {
        choices: (['spoken', 'written'] as const).map((value) => ({ value, label: t(`conversation.${value}`) })),
      },
    },
    { name: 'text', label: 'conversation.text', hint: 'conversation.text.hint', isRequired: true, kind: 'text' },
    {
      name: 'language',
      label: 'conversation.language',
      isRequired: true,
      initial: language,
      kind: { choices: languages.map((value) => ({ value, label: ownNames[value] })) },
    },
    { name: 'party', label: 'conversation.party', kind: { choices: parties } },
    {
      name: 'contact',
      label: 'conversation.contact',
      kind: { choices: contacts.map((each) => ({ value: each.id, label: each.function })) },
    },
    { name: 'at', label: 'told.when', hint: 'told.when.hint', kind: 'instant' },
  ] as const
  return (
    <CommandForm
      pause={pause}
      kind="log_conversation"
      fields={fields}
      inputOf={(typed) => ({
        ...Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== '')),
        verbal: typed.verbal !== 'written',
      })}
      submit="conversation.log"
    />
  )
}
