// What a party is still to be told: to whom, by which channels, in which words. Nothing goes out by itself: who has told it
// records it here.

import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { choicesOf, spokenChannels, wordOf } from '../code-words.ts'
import { CommandForm } from '../form.tsx'
import { Instant } from '../instant.tsx'
import type { Names } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import { Texts } from './compose.tsx'
import type { NoticesView, ToTellView } from './view.ts'

export function ToTell({ view, names, given }: { view: NoticesView; names: Names; given: PageGiven }) {
  const { t } = useWords()
  const { to_tell: all = [] } = view
  if (all.length === 0) return null
  return (
    <section aria-labelledby="to-tell">
      <h2 id="to-tell">{t('tell.title')}</h2>
      <p className="about">{t('tell.about')}</p>
      <ul className="cards">
        {all.map((each) => (
          <li key={`${each.what} ${each.party} ${each.number}`} className="card">
            <One each={each} names={names} given={given} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function One({ each, names, given: { pause, held } }: { each: ToTellView; names: Names; given: PageGiven }) {
  const { t, language } = useWords()
  const { what, party, number, about, since, contact, channels, has_page: hasPage, texts, recorded_by: kind } = each
  const isNotice = what === 'notification'
  const channel = {
    name: 'channel',
    label: 'told.channel',
    isRequired: true,
    kind: { choices: choicesOf('channel', spokenChannels, t) },
  } as const
  const who = [
    { name: 'by', label: 'conversation.by', hint: 'conversation.function.hint', isRequired: true, kind: 'line' },
    {
      name: 'with',
      label: 'conversation.with',
      hint: 'conversation.function.hint',
      isRequired: true,
      kind: 'line',
      initial: contact?.function ?? '',
    },
  ] as const
  const spoken = {
    direction: 'outgoing',
    party,
    about: [about],
    language,
    text: texts[language],
    ...(contact === null ? {} : { contact: contact.id }),
  }
  return (
    <>
      <h3>
        <bdi>{names.party(party)}</bdi>: {t(`tell.${what}`, { number })}
      </h3>
      <p className="mark">
        {t('tell.since')} <Instant at={since} />
      </p>
      {contact === null ? (
        <p>
          <span className="state warn">{t('tell.noContact')}</span>
        </p>
      ) : (
        <p>
          {t('tell.to')} <bdi>{contact.function}</bdi>
          {contact.call_sign !== null && <> {t('contacts.callSign', { sign: contact.call_sign })}</>}
        </p>
      )}
      <ul>
        {channels.map(({ channel: by, number: duty, is_primary: isPrimary }) => (
          <li key={by + String(duty)}>
            {wordOf('channel', by, t)} ({t(isPrimary ? 'contacts.primary' : 'contacts.fallback')})
            {typeof duty === 'string' && (
              <>
                {': '}
                <bdi className="duty" dir="ltr">
                  {duty}
                </bdi>
              </>
            )}
          </li>
        ))}
        {hasPage && <li>{t('tell.page')}</li>}
      </ul>
      <Texts texts={texts} />
      {held.may_ask?.includes(kind) === true && (
        <Act title={t('tell.record')}>
          <CommandForm
            pause={pause}
            kind={kind}
            fixed={isNotice ? spoken : { party, number }}
            fields={isNotice ? [...who, channel] : [channel]}
            submit="tell.record"
          />
        </Act>
      )}
    </>
  )
}
