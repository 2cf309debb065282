// Contacts of gates, parties and the pause: how each is reached, when that was tried last, and who may stop a movement.

import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { gateKind } from '../chosen.ts'
import { channelCodes, choicesOf, wordOf } from '../code-words.ts'
import { apart, type Choice, type FieldOf, givenIn, type Typed } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import { Instant } from '../instant.tsx'
import type { Names } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import type { TermsVersionView } from '../views.ts'
import type { ContactView } from './view.ts'

export function Contacts({
  given: { pause, held },
  contacts,
  parties,
  names,
  terms,
}: {
  given: PageGiven
  contacts: readonly ContactView[]
  parties: readonly Choice[]
  names: Names
  terms: TermsVersionView | undefined
}) {
  const words = useWords()
  const { t } = words
  const gates = (now?: string) => gateKind(terms, names, words, now)
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  const tested = contacts.flatMap(({ id, function: name, channels }) =>
    channels.map(({ channel }) => ({ value: `${channel} ${id}`, label: `${name}, ${wordOf('channel', channel, t)}` })),
  )
  const inLine = [...contacts].sort((a, b) => whose(a).localeCompare(whose(b)) || a.order - b.order)
  return (
    <section aria-labelledby="contacts">
      <h2 id="contacts">{t('contacts.title')}</h2>
      {contacts.length === 0 && <p className="empty">{t('contacts.none')}</p>}
      <ul className="cards">
        {inLine.map((contact) => (
          <li key={contact.id} className="card">
            <Contact contact={contact} names={names} />
            {may('set_contact') && (
              <Act title={t('contacts.change')}>
                <SetContact pause={pause} parties={parties} gates={gates(contact.gate)} of={contact} />
              </Act>
            )}
          </li>
        ))}
      </ul>
      {may('test_channel') && tested.length > 0 && (
        <Act title={t('contacts.test')} about={t('contacts.test.about')}>
          <CommandForm
            pause={pause}
            kind="test_channel"
            fields={[
              { name: 'which', label: 'contacts.which', isRequired: true, kind: { choices: tested } },
              {
                name: 'result',
                label: 'contacts.result',
                isRequired: true,
                kind: { choices: choicesOf('result', ['reached', 'no_answer', 'wrong_function', 'out_of_service'], t) },
              },
              { name: 'took_s', label: 'contacts.took', kind: 'number' },
            ]}
            inputOf={({ which = '', result, took_s: took = '' }) => {
              const [channel = '', contact = ''] = which.split(' ')
              return { channel, contact, result, ...(took === '' ? {} : { took_s: Number(took) }) }
            }}
            submit="contacts.test"
          />
        </Act>
      )}
      {may('set_contact') && (
        <Act title={t('contacts.set')} about={t('contacts.set.about')}>
          <SetContact pause={pause} parties={parties} gates={gates()} />
        </Act>
      )}
    </section>
  )
}

function whose({ of, gate, party }: ContactView): string {
  return `${of} ${gate ?? party ?? ''}`
}

function Contact({ contact, names }: { contact: ContactView; names: Names }) {
  const { t, number, duration } = useWords()
  const { of, gate, party, order, function: name, call_sign: callSign, channels, stop, untested } = contact
  return (
    <>
      <h3>
        <bdi>{name}</bdi> {untested && <span className="state warn">{t('contacts.untested')}</span>}
      </h3>
      <p className="mark">
        {of === 'gate'
          ? t('contacts.ofGate', { gate: names.gate(gate ?? '') })
          : of === 'party'
            ? t('contacts.ofParty', { party: names.party(party ?? '') })
            : t('contacts.ofPause')}
        {'. '}
        {t('contacts.inLine', { order: number(order) })}
        {callSign !== undefined && <> {t('contacts.callSign', { sign: callSign })}</>}
      </p>
      <ul>
        {channels.map(({ channel, number: duty, is_primary: isPrimary, last_test: test }) => (
          <li key={channel + String(duty)}>
            {wordOf('channel', channel, t)} ({t(isPrimary ? 'contacts.primary' : 'contacts.fallback')})
            {typeof duty === 'string' && (
              <>
                {t('list.colon')}
                <bdi className="duty" dir="ltr">
                  {duty}
                </bdi>
              </>
            )}
            <span className="mark">
              {' '}
              {test === null ? (
                t('contacts.neverTested')
              ) : (
                <>
                  {wordOf('result', test.result, t)}
                  {t('list.comma')}
                  <Instant at={test.at} />
                  {test.took_s !== null && (
                    <>
                      {t('list.comma')}
                      {duration(test.took_s)}
                    </>
                  )}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {/* Shown only to those whom the server tells it. */}
      {stop !== undefined &&
        (stop === null ? (
          <p className="mark">{t('contacts.noStop')}</p>
        ) : (
          <p>
            {t('contacts.stop')} <strong dir="auto">{stop.word}</strong>{' '}
            <span className="mark">{t('contacts.stopBy', { by: stop.by.join(t('list.comma')) })}</span>
          </p>
        ))}
    </>
  )
}

/** A contact, or another in its place: what is there is shown, so that nothing of it is lost. */
function SetContact({
  pause,
  parties,
  gates,
  of,
}: {
  pause: string
  parties: readonly Choice[]
  gates: FieldOf['kind']
  of?: ContactView
}) {
  const { t } = useWords()
  const channels: FieldOf = {
    name: 'channels',
    label: 'contacts.channels',
    hint: 'contacts.number.hint',
    isRequired: true,
    initial: JSON.stringify(of === undefined ? [{ is_primary: 'yes' }] : of.channels.map(channelTyped)),
    kind: {
      rows: [
        {
          name: 'channel',
          label: 'contacts.channel',
          isRequired: true,
          kind: { choices: choicesOf('channel', channelCodes, t) },
        },
        { name: 'number', label: 'contacts.number', kind: 'line' },
        { name: 'is_primary', label: 'contacts.primaryField', kind: 'yes' },
      ],
      add: 'contacts.addChannel',
    },
  }
  const fields: readonly FieldOf[] = [
    ...(of === undefined
      ? [{ name: 'id', label: 'contacts.id', hint: 'contacts.id.hint', isRequired: true, kind: 'line' } as const]
      : []),
    {
      name: 'of',
      label: 'contacts.of',
      isRequired: true,
      initial: of?.of ?? '',
      kind: {
        choices: (['party', 'gate', 'pause'] as const).map((value) => ({ value, label: t(`contacts.of.${value}`) })),
      },
    },
    {
      name: 'party',
      label: 'contacts.party',
      kind: { choices: parties },
      initial: of?.party ?? '',
      isAsked: (typed) => typed.of !== '',
    },
    {
      name: 'gate',
      label: 'contacts.gate',
      isRequired: true,
      kind: gates,
      initial: of?.gate ?? '',
      isAsked: (typed) => typed.of === 'gate',
    },
    {
      name: 'function',
      label: 'contacts.function',
      hint: 'told.function.hint',
      isRequired: true,
      kind: 'line',
      initial: of?.function ?? '',
    },
    {
      name: 'order',
      label: 'contacts.order',
      hint: 'contacts.order.hint',
      isRequired: true,
      kind: 'number',
      initial: String(of?.order ?? 1),
    },
    { name: 'call_sign', label: 'contacts.callSignField', kind: 'line', initial: of?.call_sign ?? '' },
    channels,
    { name: 'word', label: 'contacts.word', kind: 'line', initial: of?.stop?.word ?? '' },
    {
      name: 'stop_by',
      label: 'contacts.stopByField',
      hint: 'contacts.stopBy.hint',
      isRequired: true,
      kind: 'line',
      initial: of?.stop?.by.join(', ') ?? '',
      isAsked: ({ word = '' }) => word.trim() !== '',
    },
    {
      name: 'cap_sender',
      label: 'contacts.capSender',
      hint: 'contacts.capSender.hint',
      kind: 'line',
      initial: of?.cap_sender ?? '',
    },
    ...(of === undefined ? [] : [{ name: 'ended', label: 'contacts.ended', kind: 'yes' } as const]),
  ]
  return (
    <CommandForm
      pause={pause}
      kind="set_contact"
      fields={fields}
      fixed={of === undefined ? {} : { id: of.id }}
      inputOf={(typed) => {
        const { word, stop_by: by, ...rest } = givenIn(fields, typed)
        return {
          ...rest,
          ...(word === undefined ? {} : { stop: { word, by: apart(typed.stop_by) } }),
        }
      }}
      submit={of === undefined ? 'contacts.set' : 'contacts.change'}
    />
  )
}

function channelTyped({ channel, number, is_primary: isPrimary }: ContactView['channels'][number]): Typed {
  return { channel, number: number ?? '', is_primary: isPrimary ? 'yes' : '' }
}
