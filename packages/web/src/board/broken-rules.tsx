// Why the checker lets a moved departure not pass.

import { Against } from '../charts/against.tsx'
import { isKey } from '../coordination/refusal.ts'
import { useWords } from '../words.tsx'
import type { ReplanState } from './proposal.ts'

export function BrokenRules({ told: { reason, violations = [] } }: { told: ReplanState }) {
  const { t } = useWords()
  const late = `refused.${reason}`
  // Proposed in time, and not agreed until it was too late.
  if (isKey(late)) return <p>{t(late)}</p>
  if (violations.length === 0) return <p>{t('replan.failed')}</p>
  return (
    <>
      <p>{t('move.refused')}</p>
      <Against all={violations.map((each) => ({ ...each, at: each.at === null ? null : Date.parse(each.at) }))} />
    </>
  )
}
