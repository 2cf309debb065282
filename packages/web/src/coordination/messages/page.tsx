// Messages to people inside: drafted by one, approved by another, sent, and until when they hold.

import { type Language, languages } from '@treve/model/languages'
import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { pickUpKind, placeChoices } from '../chosen.ts'
import { choicesOf, wordOf } from '../code-words.ts'
import { type FieldOf, givenIn, idsIn, listed, type Typed } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import { Instant } from '../instant.tsx'
import { viewOf } from '../live.ts'
import { usePeople } from '../names.ts'
import type { NoticesView } from '../notices/view.ts'
import type { PageGiven } from '../pages.ts'
import { onTheTable } from '../terms/version.ts'
import type { TermsVersionView, TermsView } from '../views.ts'
import type { MessagesView, MessageView } from './view.ts'
import '../told.css'

const looks: Readonly<Record<MessageView['state'], string>> = {
  draft: 'state warn',
  approved: 'state fine',
  sent: 'state fine',
  expired: 'state',
  cancelled: 'state stop',
}

const wayCodes = ['loudspeaker', 'broadcast', 'text_message', 'leaflet', 'in_person', 'social_media'] as const

export function MessagesPage({ pause, live, held, me }: PageGiven) {
  const people = usePeople(live, me)
  const { t, text } = useWords()
  const shown = viewOf<MessagesView>(live, 'messages')
  if (shown === undefined) return null
  const { messages, standing } = shown.view
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  return (
    <div className="coordination">
      <section aria-labelledby="messages">
        <h2 id="messages">{t('nav.messages')}</h2>
        <p className="about">{t('messages.about')}</p>
        <div className="notice-box">
          <p className="mark">{t('messages.always')}</p>
          <p>
            <strong>{text(standing, '')}</strong>
          </p>
        </div>
        {may('draft_message') && (
          <Act title={t('messages.draft')} about={t('messages.draft.about')}>
            <Draft
              pause={pause}
              needed={viewOf<NoticesView>(live, 'notices')?.view.rules?.message_languages ?? []}
              terms={onTheTable(viewOf<TermsView>(live, 'terms')?.view)}
            />
          </Act>
        )}
        {messages.length === 0 && <p className="empty">{t('messages.none')}</p>}
      </section>
      {[...messages].reverse().map((message) => (
        <section key={message.id} className="card" aria-labelledby={`message-${message.id}`}>
          <Message message={message} people={people} />
          <div className="acts">
            {message.state === 'draft' && may('approve_message') && message.drafted_by !== me && (
              <Act title={t('messages.approve')} about={t('messages.approve.about')}>
                <CommandForm
                  pause={pause}
                  kind="approve_message"
                  fields={[]}
                  fixed={{ id: message.id }}
                  submit="messages.approve"
                  confirm={() => <p>{t('messages.approve.confirm')}</p>}
                />
              </Act>
            )}
            {(message.state === 'approved' || message.state === 'sent') && may('send_message') && (
              <Act title={t('messages.send')} about={t('messages.send.about')}>
                <CommandForm
                  pause={pause}
                  kind="send_message"
                  fields={[
                    {
                      name: 'way',
                      label: 'messages.way',
                      isRequired: true,
                      kind: { choices: choicesOf('way', wayCodes, t) },
                    },
                  ]}
                  fixed={{ id: message.id }}
                  submit="messages.send"
                />
              </Act>
            )}
            {message.state !== 'cancelled' && may('cancel_message') && (
              <Act title={t('messages.cancel')}>
                <CommandForm
                  pause={pause}
                  kind="cancel_message"
                  fields={[]}
                  fixed={{ id: message.id }}
                  submit="messages.cancel"
                  confirm={() => <p>{t('messages.cancel.confirm')}</p>}
                />
              </Act>
            )}
          </div>
        </section>
      ))}
    </div>
  )
}

function Message({ message, people }: { message: MessageView; people: (token: string) => string }) {
  const { t } = useWords()
  const { id, kind, where, until, state, full_texts: texts, cancel_texts: cancelled, approved, sent } = message
  return (
    <>
      <h3 id={`message-${id}`} className="notice-head">
        <bdi>{id}</bdi> <span className={looks[state]}>{wordOf('message.state', state, t)}</span>
      </h3>
      <p className="mark">
        {wordOf('message.kind', kind, t)}. {t('messages.for', { where: where.join(t('list.comma')) })}{' '}
        {t('messages.until')} <Instant at={until} />
      </p>
      <Full texts={texts} />
      {cancelled !== null && (
        <div className="notice-box stop">
          <p>{t('messages.takeBack')}</p>
          <Full texts={cancelled} />
        </div>
      )}
      <p className="mark">
        {t('messages.draftedBy')} <bdi className="code">{people(message.drafted_by)}</bdi>
        {approved !== null && (
          <>
            . {t('messages.approvedBy')} <bdi className="code">{people(approved.by)}</bdi>
            {t('list.comma')}
            <Instant at={approved.at} />
          </>
        )}
      </p>
      {sent.length > 0 && (
        <ul>
          {sent.map(({ way, at }) => (
            <li key={way + at}>
              {t('messages.sent')} {wordOf('way', way, t)}
              {t('list.comma')}
              <Instant at={at} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Full({ texts }: { texts: MessageView['full_texts'] }) {
  return (
    <div className="texts side">
      {languages.flatMap((each) => {
        const words = texts[each]
        return words === undefined
          ? []
          : [
              <pre key={each} lang={each} dir="auto">
                {words}
              </pre>,
            ]
      })}
    </div>
  )
}

function Draft({
  pause,
  needed,
  terms,
}: {
  pause: string
  needed: readonly Language[]
  terms: TermsVersionView | undefined
}) {
  const words = useWords()
  const { t } = words
  const places = placeChoices(terms, words)
  const fields: readonly FieldOf[] = [
    { name: 'id', label: 'messages.id', hint: 'contacts.id.hint', isRequired: true, kind: 'line' },
    {
      name: 'kind',
      label: 'messages.kind',
      isRequired: true,
      initial: 'information',
      kind: { choices: choicesOf('message.kind', ['information', 'call_forward'], t) },
    },
    ...languages.map(
      (each): FieldOf => ({
        name: `text_${each}`,
        label: `messages.text.${each}`,
        isRequired: needed.includes(each),
        kind: 'text',
      }),
    ),
    ...(places.length === 0 ? [] : [{ name: 'places', label: 'messages.places', kind: { many: places } } as const]),
    {
      name: 'where',
      label: places.length === 0 ? 'messages.where' : 'messages.districts',
      hint: 'messages.where.hint',
      isRequired: places.length === 0,
      kind: 'line',
    },
    { name: 'until', label: 'messages.holdsUntil', hint: 'withdrawal.localTime', isRequired: true, kind: 'instant' },
    {
      name: 'call',
      label: 'messages.call',
      hint: 'messages.call.hint',
      isRequired: true,
      initial: JSON.stringify([{}]),
      isAsked: ({ kind }) => kind === 'call_forward',
      kind: {
        rows: [
          { name: 'place', label: 'messages.call.place', isRequired: true, kind: pickUpKind(terms, words) },
          { name: 'from', label: 'messages.call.from', isRequired: true, kind: 'instant' },
          { name: 'until', label: 'messages.call.until', isRequired: true, kind: 'instant' },
          { name: 'seats', label: 'messages.call.seats', isRequired: true, kind: 'number' },
          { name: 'planned_seats', label: 'messages.call.planned', isRequired: true, kind: 'number' },
        ],
        add: 'messages.call.add',
      },
    },
  ]
  const inputOf = (typed: Typed) => {
    const texts = languages.flatMap((each) => {
      const written = typed[`text_${each}`]?.trim() ?? ''
      return written === '' ? [] : [[each, written] as const]
    })
    const rest = givenIn(
      fields.filter(({ name }) => !name.startsWith('text_') && name !== 'places'),
      typed,
    )
    return { ...rest, texts: Object.fromEntries(texts), where: [...listed(typed.places ?? ''), ...idsIn(typed.where)] }
  }
  return <CommandForm pause={pause} kind="draft_message" fields={fields} inputOf={inputOf} submit="messages.draft" />
}
