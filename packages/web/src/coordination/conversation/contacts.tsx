// Contacts of gates, parties and the pause: how each is reached, when that was tried last, and who may stop a movement.

import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { choicesOf, spokenChannels, wordOf } from '../code-words.ts'
import { CommandForm, type FieldOf, type Typed } from '../form.tsx'
import { Instant } from '../instant.tsx'
import type { Names } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import type { ContactView } from './view.ts'

export function Contacts({
  given: { pause, held },
  contacts,
  parties,
  names,
}: {
  given: PageGiven
  contacts: readonly ContactView[]
  parties: readonly { value: string; label: string }[]
  names: Names
}) {
  const { t } = useWords()
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
          <SetContact pause={pause} parties={parties} />
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
          ? t('contacts.ofGate', { gate: gate ?? '' })
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
                {': '}
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

function SetContact({ pause, parties }: { pause: string; parties: readonly { value: string; label: string }[] }) {
  const { t } = useWords()
  const channels = choicesOf('channel', spokenChannels, t)
  const fields: readonly FieldOf[] = [
    { name: 'id', label: 'contacts.id', hint: 'contacts.id.hint', isRequired: true, kind: 'line' },
    {
      name: 'of',
      label: 'contacts.of',
      isRequired: true,
      kind: {
        choices: (['party', 'gate', 'pause'] as const).map((value) => ({ value, label: t(`contacts.of.${value}`) })),
      },
    },
    { name: 'party', label: 'contacts.party', kind: { choices: parties } },
    { name: 'gate', label: 'contacts.gate', kind: 'line' },
    { name: 'function', label: 'contacts.function', hint: 'told.function.hint', isRequired: true, kind: 'line' },
    {
      name: 'order',
      label: 'contacts.order',
      hint: 'contacts.order.hint',
      isRequired: true,
      kind: 'number',
      initial: '1',
    },
    { name: 'call_sign', label: 'contacts.callSignField', kind: 'line' },
    { name: 'primary', label: 'contacts.primaryField', isRequired: true, kind: { choices: channels } },
    { name: 'primary_number', label: 'contacts.number', hint: 'contacts.number.hint', kind: 'line' },
    { name: 'fallback', label: 'contacts.fallbackField', kind: { choices: channels } },
    { name: 'fallback_number', label: 'contacts.fallbackNumber', kind: 'line' },
    { name: 'word', label: 'contacts.word', kind: 'line' },
    { name: 'stop_by', label: 'contacts.stopByField', hint: 'contacts.stopBy.hint', kind: 'line' },
    {
      name: 'ended',
      label: 'contacts.ended',
      kind: { choices: [{ value: 'yes', label: t('rules.yes') }] },
    },
  ]
  return <CommandForm pause={pause} kind="set_contact" fields={fields} inputOf={contactOf} submit="contacts.set" />
}

function contactOf(typed: Typed) {
  const said = (name: string) => {
    const value = typed[name]?.trim() ?? ''
    return value === '' ? undefined : value
  }
  const channel = (name: 'primary' | 'fallback') => {
    const number = said(`${name}_number`)
    return said(name) === undefined
      ? []
      : [{ channel: said(name), is_primary: name === 'primary', ...(number === undefined ? {} : { number }) }]
  }
  const [word, party, gate, callSign] = ['word', 'party', 'gate', 'call_sign'].map(said)
  return {
    id: said('id'),
    of: said('of'),
    ...(party === undefined ? {} : { party }),
    ...(gate === undefined ? {} : { gate }),
    function: said('function'),
    order: Number(said('order') ?? 1),
    ...(callSign === undefined ? {} : { call_sign: callSign }),
    channels: [...channel('primary'), ...channel('fallback')],
    ...(word === undefined
      ? {}
      : {
          stop: {
            word,
            by: (said('stop_by') ?? '')
              .split(/[,،;]/)
              .map((each) => each.trim())
              .filter((each) => each !== ''),
          },
        }),
    ended: said('ended') === 'yes',
  }
}
