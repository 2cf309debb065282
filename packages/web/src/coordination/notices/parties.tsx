// What became of a notification at each party: received, passed on, asked for again. Received is never approved.

import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { choicesOf, spokenChannels, wordOf } from '../code-words.ts'
import type { FieldOf } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import { Instant } from '../instant.tsx'
import type { Names } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import { HandOver } from './hand-over.tsx'
import { Papers } from './papers.tsx'
import type { NoticesView, NoticeView, ToldView, Touch } from './view.ts'

export function PartiesTold({
  notice,
  view,
  names,
  given,
  isLatest = false,
}: {
  notice: NoticeView
  view: NoticesView
  names: Names
  given: PageGiven
  /** Of its matter: what comes back from now on is recorded of it. */
  isLatest?: boolean
}) {
  const { t } = useWords()
  const rows = Object.entries(view.parties).flatMap(([party, { told, awaited }]) => {
    const own = told.find(({ number }) => number === notice.number)
    return own === undefined ? [] : [{ party, own, awaited: awaited.find(({ number }) => number === notice.number) }]
  })
  return (
    <ul className="told-to">
      {rows.map(({ party, own, awaited }) => (
        <li key={party}>
          <h4>
            <bdi>{names.party(party)}</bdi>
          </h4>
          <CameBack told={own} awaited={awaited?.what} />
          {own.handed_over !== undefined && <Handed over={own.handed_over} />}
          <Papers pause={given.pause} number={notice.number} party={party} />
          {given.held.may_ask?.includes('log_conversation') === true && (
            <Act title={t('handed.record')} about={t('handed.about')}>
              <HandOver
                pause={given.pause}
                party={party}
                number={notice.number}
                about={own.id}
                text={(language) => notice.short_texts[language]}
              />
            </Act>
          )}
          {isLatest && <Record party={party} number={notice.number} told={own} {...given} />}
        </li>
      ))}
    </ul>
  )
}

export function CameBack({ told, awaited }: { told: ToldView; awaited: string | undefined }) {
  const { t } = useWords()
  const { receipt, forwarded, chased, escalated } = told
  return (
    <dl className="facts">
      <div>
        <dt>{t('told.receipt')}</dt>
        <dd>
          {receipt === null ? (
            <span className={awaited === 'acknowledgement' ? 'state warn' : 'state'}>{t('told.notReceived')}</span>
          ) : (
            <>
              <span className="state fine">{t('told.received')}</span> <Instant at={receipt.at} />
              {receipt.channel !== null && (
                <>
                  {t('list.comma')}
                  {wordOf('channel', receipt.channel, t)}
                </>
              )}
              {receipt.by_function !== null && (
                <>
                  {t('list.comma')}

                  <bdi>{receipt.by_function}</bdi>
                </>
              )}
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('told.forwarded')}</dt>
        <dd>
          {forwarded.length === 0 ? (
            <span className={awaited === 'onward_transmission' ? 'state warn' : 'state'}>{t('told.notForwarded')}</span>
          ) : (
            <ul>
              {forwarded.map(({ to_function: to, at, channel }) => (
                <li key={to}>
                  <bdi>{to}</bdi>
                  {t('list.comma')}
                  <Instant at={at} />
                  {channel !== null && (
                    <>
                      {t('list.comma')}
                      {wordOf('channel', channel, t)}
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
        </dd>
      </div>
      <Touches title={t('told.chased')} touches={chased} />
      <Touches title={t('told.escalated')} touches={escalated} />
    </dl>
  )
}

function Handed({ over }: { over: NonNullable<ToldView['handed_over']> }) {
  const { t } = useWords()
  return (
    <dl className="facts">
      <div>
        <dt>{t('handed.title')}</dt>
        <dd>
          {over.length === 0 ? (
            <span className="state">{t('handed.not')}</span>
          ) : (
            <ul>
              {over.map(({ at, form, sha256, channel, by_function: by, to_function: to }) => (
                <li key={at + sha256}>
                  {t('handed.one', { form: t(`paper.${form}`), channel: wordOf('channel', channel, t), by, to })}{' '}
                  <Instant at={at} />
                  {t('list.comma')}
                  {t('handed.digest')} <bdi className="code">{sha256}</bdi>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </div>
    </dl>
  )
}

function Touches({ title, touches }: { title: string; touches: readonly Touch[] }) {
  const { t, number } = useWords()
  const last = touches.at(-1)
  if (last === undefined) return null
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {t('told.times', { count: touches.length, shown: number(touches.length) })} <Instant at={last.at} />
        {t('list.comma')}
        {wordOf('awaited', last.what, t)}
        {last.channel !== null && (
          <>
            {t('list.comma')}
            {wordOf('channel', last.channel, t)}
          </>
        )}
        {last.contact !== null && (
          <>
            {t('list.comma')}

            <bdi>{last.contact}</bdi>
          </>
        )}
      </dd>
    </div>
  )
}

function Record({ party, number, told, pause, held }: PageGiven & { party: string; number: number; told: ToldView }) {
  const { t } = useWords()
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  const channel = {
    name: 'channel',
    label: 'told.channel',
    isRequired: true,
    kind: { choices: choicesOf('channel', spokenChannels, t) },
  } as const satisfies FieldOf
  const when = { name: 'at', label: 'told.when', hint: 'told.when.hint', kind: 'instant' } as const satisfies FieldOf
  const fixed = { party, number }
  return (
    <div className="acts">
      {may('acknowledge') && told.receipt === null && (
        <Act title={t('told.record.receipt')} about={t('told.receiptOnly')}>
          <CommandForm
            pause={pause}
            kind="acknowledge"
            fixed={fixed}
            fields={[
              channel,
              { name: 'by_function', label: 'told.byFunction', hint: 'told.function.hint', kind: 'line' },
              when,
            ]}
            submit="told.record.receipt"
          />
        </Act>
      )}
      {may('record_forwarding') && (
        <Act title={t('told.record.forwarded')}>
          <ForwardForm pause={pause} fixed={fixed} />
        </Act>
      )}
      {may('chase') && (
        <Act title={t('told.record.chased')}>
          <CommandForm pause={pause} kind="chase" fixed={fixed} fields={[channel]} submit="told.record.chased" />
        </Act>
      )}
      {may('escalate') && (
        <Act title={t('told.record.escalated')}>
          <CommandForm pause={pause} kind="escalate" fixed={fixed} fields={[channel]} submit="told.record.escalated" />
        </Act>
      )}
    </div>
  )
}

export function ForwardForm({ pause, fixed }: { pause: string; fixed: { party: string; number: number } }) {
  const { t } = useWords()
  return (
    <CommandForm
      pause={pause}
      kind="record_forwarding"
      fixed={fixed}
      fields={[
        { name: 'to_function', label: 'told.toFunction', hint: 'told.function.hint', isRequired: true, kind: 'line' },
        {
          name: 'channel',
          label: 'told.channel',
          isRequired: true,
          kind: { choices: choicesOf('channel', spokenChannels, t) },
        },
        { name: 'at', label: 'told.when', hint: 'told.when.hint', kind: 'instant' },
      ]}
      submit="told.record.forwarded"
    />
  )
}
