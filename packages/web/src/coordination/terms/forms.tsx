// Drafting a version, announcing one, agreeing one.

import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { listed, type Typed } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import { viewOf } from '../live.ts'
import { useNames } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import type { LifeView, TermsView } from '../views.ts'
import { DraftForm } from './draft.tsx'

export function TermsForms({ pause, live, held, view, version }: PageGiven & { view: TermsView; version: string }) {
  const { t, number } = useWords()
  const latest = view.versions.at(-1)
  const names = useNames(latest)
  const phase = viewOf<LifeView>(live, 'life')?.view.phase
  const may = (kind: string) => phase !== 'closed' && phase !== 'accounted' && held.may_ask?.includes(kind) === true
  if (!['draft_terms', 'announce_terms', 'agree_terms', 'agree_plan'].some(may)) return null
  const shared = { pause, version }
  const parties = (latest?.parties ?? []).map(({ id }) => ({ value: id, label: names.party(id) }))
  const choices = [...view.versions]
    .reverse()
    .map((each) => ({ value: String(each.version), label: t('terms.version', { version: number(each.version) }) }))
  const versionField = {
    name: 'version',
    label: 'terms.whichVersion',
    isRequired: true,
    kind: { choices },
    initial: choices[0]?.value ?? '',
  } as const
  const shown = ({ version: which = '' }: Typed) => ({ version: which })
  const ofParties = (value: string | undefined) => listed(value).map(names.party).join(t('list.comma'))
  return (
    <section aria-labelledby="terms-forms" className="no-print">
      <h2 id="terms-forms">{t('terms.commands')}</h2>
      {may('draft_terms') && (
        <Act title={t('terms.draft')} about={t('terms.draft.about')}>
          <DraftForm {...shared} latest={latest} names={names} parties={parties} />
        </Act>
      )}
      {may('announce_terms') && choices.length > 0 && (
        <Act title={t('terms.announce')} about={t('terms.announce.about')}>
          <CommandForm
            {...shared}
            kind="announce_terms"
            fields={[
              versionField,
              { name: 'by', label: 'terms.by', isRequired: true, kind: { many: parties } },
              { name: 'accepted_by', label: 'terms.acceptedBy', kind: { many: parties } },
              { name: 'text', label: 'terms.text', hint: 'terms.text.hint', isRequired: true, kind: 'text' },
            ]}
            inputOf={(typed) => ({
              version: Number(typed.version),
              by: listed(typed.by),
              accepted_by: listed(typed.accepted_by),
              text: typed.text,
            })}
            submit="terms.announce"
            confirm={(typed) => <p>{t('terms.announce.confirm', { ...shown(typed), parties: ofParties(typed.by) })}</p>}
          />
        </Act>
      )}
      {may('agree_terms') && choices.length > 0 && (
        <Act title={t('terms.agree')} about={t('terms.agree.about')}>
          <CommandForm
            {...shared}
            kind="agree_terms"
            fields={[
              versionField,
              { name: 'by', label: 'terms.agreedBy', isRequired: true, kind: { many: parties } },
              { name: 'text', label: 'terms.text', hint: 'terms.text.hint', isRequired: true, kind: 'text' },
            ]}
            inputOf={(typed) => ({ version: Number(typed.version), by: listed(typed.by), text: typed.text })}
            submit="terms.agree"
            confirm={(typed) => <p>{t('terms.agree.confirm', { ...shown(typed), parties: ofParties(typed.by) })}</p>}
          />
        </Act>
      )}
      {may('agree_plan') && choices.length > 0 && (
        <Act title={t('terms.plan')} about={t('terms.plan.about')}>
          <CommandForm
            {...shared}
            kind="agree_plan"
            fields={[versionField, { name: 'plan', label: 'terms.planFile', isRequired: true, kind: 'file' }]}
            inputOf={(typed) => ({
              version: Number(typed.version),
              plan: typed.plan,
              ...(view.plan === undefined ? {} : { base: view.plan.entry }),
            })}
            submit="terms.plan"
            confirm={(typed) => <p>{t('terms.plan.confirm', shown(typed))}</p>}
          />
        </Act>
      )}
    </section>
  )
}
