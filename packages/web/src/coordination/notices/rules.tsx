// How long before a movement it is told, and when what has not come is asked for again.

import { languages } from '@treve/model/languages'
import { ownNames } from '../../shell/own-names.ts'
import { useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { listed } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import type { NoticeRulesView } from './view.ts'

const hourSeconds = 3600

export function NoticeRules({ pause, rules, mayAsk }: { pause: string; rules: NoticeRulesView; mayAsk: boolean }) {
  const { t, duration, number } = useWords()
  const hours = (seconds: number) => String(seconds / hourSeconds)
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">{t('rules.title')}</h2>
      <dl className="facts">
        <div>
          <dt>{t('rules.lead')}</dt>
          <dd>{duration(rules.lead_s)}</dd>
        </div>
        <div>
          <dt>{t('rules.emergency')}</dt>
          <dd>{duration(rules.emergency_lead_s)}</dd>
        </div>
        <div>
          <dt>{t('rules.chase')}</dt>
          <dd>
            {t('rules.chaseEvery', {
              every: duration(rules.chase_every_s),
              count: rules.chases_before_escalation,
              shown: number(rules.chases_before_escalation),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('rules.forwarding')}</dt>
          <dd>{t(rules.await_forwarding ? 'rules.yes' : 'rules.no')}</dd>
        </div>
      </dl>
      {mayAsk && (
        <Act title={t('rules.set')}>
          <CommandForm
            pause={pause}
            kind="set_notice_rules"
            fields={[
              {
                name: 'lead',
                label: 'rules.lead',
                hint: 'rules.inHours',
                isRequired: true,
                kind: 'number',
                initial: hours(rules.lead_s),
              },
              {
                name: 'emergency',
                label: 'rules.emergency',
                hint: 'rules.inHours',
                isRequired: true,
                kind: 'number',
                initial: hours(rules.emergency_lead_s),
              },
              {
                name: 'chase',
                label: 'rules.chase',
                hint: 'rules.inHours',
                isRequired: true,
                kind: 'number',
                initial: hours(rules.chase_every_s),
              },
              {
                name: 'chases',
                label: 'rules.chases',
                isRequired: true,
                kind: 'number',
                initial: String(rules.chases_before_escalation),
              },
              {
                name: 'forwarding',
                label: 'rules.forwarding',
                isRequired: true,
                kind: { choices: (['yes', 'no'] as const).map((value) => ({ value, label: t(`rules.${value}`) })) },
                initial: rules.await_forwarding ? 'yes' : 'no',
              },
              {
                name: 'test',
                label: 'rules.test',
                hint: 'rules.inHours',
                isRequired: true,
                kind: 'number',
                initial: String(rules.contact_test_h),
              },
              {
                name: 'languages',
                label: 'rules.languages',
                isRequired: true,
                kind: { many: languages.map((value) => ({ value, label: ownNames[value] })) },
                initial: rules.message_languages.join(' '),
              },
            ]}
            inputOf={({ lead, emergency, chase, chases, forwarding, test, languages: chosen }) => ({
              lead_s: Math.round(Number(lead) * hourSeconds),
              emergency_lead_s: Math.round(Number(emergency) * hourSeconds),
              chase_every_s: Math.round(Number(chase) * hourSeconds),
              chases_before_escalation: Number(chases),
              await_forwarding: forwarding === 'yes',
              contact_test_h: Number(test),
              message_languages: listed(chosen),
            })}
            submit="rules.set"
          />
        </Act>
      )}
    </section>
  )
}
