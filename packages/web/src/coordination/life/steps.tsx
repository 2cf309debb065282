// The life of a pause as a row of steps, with the present one. Announced and agreed are two things.

import { useWords } from '../../words.tsx'
import type { Phase } from '../state-words.tsx'
import type { TermsView } from '../views.ts'

const steps = ['draft', 'announced', 'agreed', 'notified', 'under_way', 'closed', 'accounted'] as const
type Step = (typeof steps)[number]
type Look = 'done' | 'now' | 'open' | 'passed'

/** How far it has come: where it is stopped, how far it had. */
function reached(phase: Phase, hasBegun: boolean): Step | undefined {
  if (phase !== 'suspended' && phase !== 'aborted') return phase
  return hasBegun ? 'under_way' : undefined
}

export function Steps({
  phase,
  called,
  hasBegun,
}: {
  phase: Phase
  called: TermsView['called'] | undefined
  hasBegun: boolean
}) {
  const { t } = useWords()
  const isStopped = phase === 'suspended' || phase === 'aborted'
  const at = reached(phase, hasBegun) ?? called ?? 'draft'
  const lookOf = (step: Step): Look => {
    if (step === at) return isStopped ? 'done' : 'now'
    if (steps.indexOf(step) > steps.indexOf(at)) return 'open'
    // Announced by some and never agreed, it goes on all the same, and is not called agreed.
    return step === 'agreed' && called !== 'agreed' ? 'passed' : 'done'
  }
  return (
    <ol className="steps">
      {steps.map((step) => {
        const look = lookOf(step)
        return (
          <li key={step} className={look} aria-current={look === 'now' ? 'step' : undefined}>
            <span className="step">{t(`step.${step}`)}</span>
            <span className="mark">{t(`step.look.${look}`)}</span>
          </li>
        )
      })}
      {isStopped && (
        <li className={`now ${phase}`} aria-current="step">
          <span className="step">{t(`step.${phase}`)}</span>
          <span className="mark">{t('step.look.now')}</span>
        </li>
      )}
    </ol>
  )
}
