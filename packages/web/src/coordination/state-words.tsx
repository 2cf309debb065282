// The state of a pause, by word and shape, and what people are in it. What is announced is never called agreed.

import { useWords, type Words } from '../words.tsx'
import type { LifeView } from './views.ts'

export type Phase = LifeView['phase']

const looks: Readonly<Record<Phase, '' | 'fine' | 'warn' | 'stop'>> = {
  draft: '',
  announced: 'warn',
  agreed: 'fine',
  notified: 'fine',
  under_way: 'fine',
  suspended: 'warn',
  aborted: 'stop',
  closed: '',
  accounted: '',
}

export function isOver(phase: Phase): boolean {
  return phase === 'closed' || phase === 'accounted'
}

/** Broken off, or over. */
export function hasEnded(phase: Phase): boolean {
  return phase === 'aborted' || isOver(phase)
}

/** Under way, or about to begin. */
export function isGoingOn(phase: Phase): boolean {
  return phase === 'notified' || phase === 'under_way' || phase === 'suspended'
}

export function PhaseMark({ phase }: { phase: Phase }) {
  const { t } = useWords()
  return <span className={`state ${looks[phase]}`}>{t(`phase.${phase}`)}</span>
}

const roles = [
  'coordinator',
  'planner',
  'dispatcher',
  'field',
  'desk',
  'liaison',
  'donor',
  'analyst',
  'auditor',
  'protection',
] as const

export function roleWords(role: string, t: Words['t']): string {
  const known = roles.find((each) => each === role)
  return known === undefined ? role : t(`role.${known}`)
}
