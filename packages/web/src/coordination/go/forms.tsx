// Recording what a party says, naming who decides, deciding.

import { useWords } from '../../words.tsx'
import type { AccessView } from '../access/view.ts'
import { Act } from '../act.tsx'
import { choicesOf, spokenChannels } from '../code-words.ts'
import type { ConversationView } from '../conversation/view.ts'
import { type FieldOf, givenIn, listed } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import { viewOf } from '../live.ts'
import { type Names, usePeople } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import type { ApprovalsView, TermsVersionView, TermsView } from '../views.ts'

const grades = ['verbal', 'written_in_principle', 'written_unconditional', 'none'] as const

export function GoForms({
  pause,
  live,
  held,
  me,
  view,
  version,
  names,
  terms,
}: PageGiven & { view: ApprovalsView; version: string; names: Names; terms: TermsVersionView | undefined }) {
  const { t, day, time, number } = useWords()
  const nameOf = usePeople(live, me)
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  if (!['record_approval', 'withdraw_approval', 'name_owner', 'decide_go', 'decide_no_go'].some(may)) return null
  const elements = [...new Set(view.board.map(({ element }) => element))].map((element) => ({
    value: element,
    label: names.element(element),
  }))
  const parties = (terms?.parties ?? []).map(({ id }) => ({ value: id, label: names.party(id) }))
  const elementField = {
    name: 'element',
    label: 'go.element',
    isRequired: true,
    kind: { choices: elements },
  } as const
  const partyField = { name: 'party', label: 'go.party', isRequired: true, kind: { choices: parties } } as const
  const channelField: FieldOf = {
    name: 'channel',
    label: 'life.channel',
    kind: { choices: choicesOf('channel', spokenChannels, t) },
  }
  const people = viewOf<AccessView>(live, 'access')?.view.people.map(({ person }) => ({
    value: person,
    label: nameOf(person),
  }))
  const conversations = (viewOf<ConversationView>(live, 'conversation')?.view.log ?? [])
    .map(({ id, when, with: other, by }) => ({ value: id, label: `${day(when)}, ${time(when)}: ${by} – ${other}` }))
    .reverse()
  const versions = (viewOf<TermsView>(live, 'terms')?.view.versions ?? []).map(({ version: which }) => ({
    value: String(which),
    label: t('terms.version', { version: number(which) }),
  }))
  const recorded: readonly FieldOf[] = [
    { name: 'elements', label: 'go.elements', hint: 'go.elements.hint', isRequired: true, kind: { many: elements } },
    partyField,
    {
      name: 'grade',
      label: 'go.grade',
      isRequired: true,
      kind: { choices: grades.map((value) => ({ value, label: t(`grade.${value}`) })) },
    },
    { name: 'evidence', label: 'go.evidence.words', hint: 'go.evidence.hint', kind: 'text' },
    ...(conversations.length === 0
      ? []
      : [
          {
            name: 'conversation',
            label: 'go.conversation',
            hint: 'go.conversation.hint',
            kind: { choices: conversations },
          } as const,
        ]),
    { name: 'evidence_sha256', label: 'go.evidenceDigest', hint: 'go.evidenceDigest.hint', kind: 'line' },
    { name: 'conditions', label: 'go.conditions', kind: 'text' },
    channelField,
    { name: 'version', label: 'terms.whichVersion', hint: 'go.version.hint', kind: { choices: versions } },
    { name: 'given_at', label: 'go.givenAt', hint: 'go.localTime', kind: 'instant' },
    { name: 'until', label: 'go.until', hint: 'go.localTime', kind: 'instant' },
  ]
  const open = view.reciprocal.filter(({ waived, state }) => !waived && state !== 'met')
  const { missing } = view.go_no_go
  return (
    <section aria-labelledby="go-forms" className="no-print">
      <h2 id="go-forms">{t('go.commands')}</h2>
      {may('record_approval') && elements.length > 0 && (
        <Act title={t('go.record')} about={t('go.record.about')}>
          <CommandForm
            pause={pause}
            kind="record_approval"
            fields={recorded}
            inputOf={(typed) => {
              const { version: which, elements: _, ...rest } = givenIn(recorded, typed)
              const of = (element: string) => ({
                element,
                ...rest,
                ...(which === undefined ? {} : { version: Number(which) }),
              })
              const [first = '', ...others] = listed(typed.elements)
              return [of(first), ...others.map(of)]
            }}
            check={async ({ elements: chosen }) => (listed(chosen).length === 0 ? [t('go.elements.none')] : [])}
            submit="go.record"
          />
        </Act>
      )}
      {may('withdraw_approval') && elements.length > 0 && (
        <Act title={t('go.withdraw')} about={t('go.withdraw.about')}>
          <CommandForm
            pause={pause}
            kind="withdraw_approval"
            fields={[elementField, partyField, channelField, { name: 'reason', label: 'life.reason', kind: 'text' }]}
            submit="go.withdraw"
            confirm={({ element = '', party = '' }) => (
              <p>{t('go.withdraw.confirm', { element: names.element(element), party: names.party(party) })}</p>
            )}
          />
        </Act>
      )}
      {may('name_owner') && (
        <Act title={t('go.nameOwner')} about={t('go.nameOwner.about')}>
          <CommandForm
            pause={pause}
            kind="name_owner"
            version={version}
            fields={[
              { name: 'function', label: 'go.function', hint: 'go.function.hint', isRequired: true, kind: 'line' },
              {
                name: 'actor',
                label: 'go.actor',
                hint: 'go.actor.hint',
                kind: people === undefined ? 'line' : { choices: people },
              },
            ]}
            submit="go.nameOwner"
          />
        </Act>
      )}
      {may('decide_go') && (
        <Act title={t('go.decideGo')} about={t('go.decideGo.about')}>
          {missing.length > 0 && <p className="notice-box warn">{t('go.missingCount', { count: missing.length })}</p>}
          <CommandForm
            pause={pause}
            kind="decide_go"
            version={version}
            fields={[{ name: 'note', label: 'go.note', kind: 'text' }]}
            submit="go.decideGo"
            confirm={() => <p>{t('go.decideGo.confirm')}</p>}
          />
        </Act>
      )}
      {may('decide_no_go') && (
        <Act title={t('go.decideNoGo')} about={t('go.decideNoGo.about')}>
          <CommandForm
            pause={pause}
            kind="decide_no_go"
            fields={[{ name: 'reason', label: 'life.reason', hint: 'go.reason.hint', isRequired: true, kind: 'text' }]}
            submit="go.decideNoGo"
            confirm={() => <p>{t('go.decideNoGo.confirm')}</p>}
          />
        </Act>
      )}
      {may('waive_condition') && open.length > 0 && (
        <Act title={t('go.waive')} about={t('go.waive.about')}>
          <CommandForm
            pause={pause}
            kind="waive_condition"
            version={version}
            fields={[
              {
                name: 'condition',
                label: 'go.condition',
                isRequired: true,
                kind: { choices: open.map(({ id }) => ({ value: id, label: id })) },
              },
              { name: 'reason', label: 'life.reason', isRequired: true, kind: 'text' },
            ]}
            submit="go.waive"
            confirm={({ condition = '' }) => <p>{t('go.waive.confirm', { name: condition })}</p>}
          />
        </Act>
      )}
    </section>
  )
}
