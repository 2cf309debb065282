// The versions of the terms, and which of them was announced or agreed: folded from the account.

import type { Instant } from '@treve/model'
import { integer, object, required, text } from '@treve/model/schema'
import { detailsOf } from '../details.ts'
import type { Json, PauseEvent } from '../event.ts'
import { happenedAt, textsOf } from '../opened.ts'
import { low, moderate } from '../sensitivity.ts'
import { type Content, rowsType } from './content.ts'
import { type Requirements, requirementsType } from './requirements.ts'
import { summaryType, type TermsSummary } from './summary.ts'

export interface TermsVersion {
  readonly version: number
  readonly draftedAt: Instant
  /** Of which attachment 0 is the pause file, and the others the files that it names. */
  readonly entry: string
  /** Hexadecimal. */
  readonly pauseFileSha256: string
  readonly summary: TermsSummary
  readonly requirements: Requirements
  readonly content: Content
  /** Undefined: it was never announced, or never agreed. */
  readonly announcedAt?: Instant
  readonly agreedAt?: Instant
}

export interface PlanAgreed {
  /** Of the terms. */
  readonly version: number
  readonly at: Instant
  readonly entry: string
  readonly planSha256: string
}

export interface Terms {
  /** In order; version n is at n − 1. */
  readonly versions: readonly TermsVersion[]
  readonly announced?: {
    readonly version: number
    readonly by: readonly string[]
    readonly acceptedBy: readonly string[]
    readonly at: Instant
  }
  /** By all whose agreement is needed; by fewer it is no agreement. */
  readonly agreed?: { readonly version: number; readonly by: readonly string[]; readonly at: Instant }
  /** Announced or agreed last. */
  readonly inForce?: number
  /** The plan that orders follow. */
  readonly plan?: PlanAgreed
  /** Those that it replaced, in order, each once, as it was agreed last: paper that was printed of them still comes back. */
  readonly formerPlans: readonly PlanAgreed[]
}

export const noTerms: Terms = { versions: [], formerPlans: [] }

export const draftedType = object({
  version: required(integer(1), low('Counts from 1.')),
  pause_file_sha256: required(text(64), moderate('Of the pause file.')),
  summary: required(summaryType, moderate('What others need of it.')),
  requirements: required(requirementsType, moderate('What must be approved.')),
  content_level: required(integer(0, 2), low('How coarse the content is.')),
  content: required(rowsType, moderate('What it says, for differences.')),
})

export const planAgreedType = object({
  version: required(integer(1), low('Of the terms.')),
  plan_sha256: required(text(64), moderate('Of the plan.')),
})

export function afterEvent(state: Terms, event: PauseEvent): Terms {
  switch (event.type) {
    case 'terms_drafted':
      return drafted(state, event)
    case 'terms_announced':
      return announced(state, event)
    case 'terms_agreed':
      return agreed(state, event)
    case 'plan_agreed':
      return planAgreed(state, event)
    default:
      return state
  }
}

function drafted(state: Terms, event: PauseEvent): Terms {
  const details = detailsOf(draftedType, event)
  // A version that comes twice, or out of order, is none that the server wrote.
  if (details === undefined || details.version !== state.versions.length + 1) return state
  const { version, summary, requirements, pause_file_sha256: pauseFileSha256 } = details
  if (summary.windows.length === 0) return state
  const made: TermsVersion = {
    version,
    draftedAt: happenedAt(event),
    entry: event.id,
    pauseFileSha256,
    summary,
    requirements,
    content: { level: details.content_level, rows: details.content },
  }
  return { ...state, versions: [...state.versions, made] }
}

function announced(state: Terms, event: PauseEvent): Terms {
  const version = versionNumber(event.clear.version, state)
  if (version === undefined) return state
  const at = happenedAt(event)
  return {
    ...state,
    versions: state.versions.map((each) => (each.version === version ? { ...each, announcedAt: at } : each)),
    announced: { version, by: partiesIn(event.clear.by), acceptedBy: partiesIn(event.clear.accepted_by), at },
    inForce: version,
  }
}

function agreed(state: Terms, event: PauseEvent): Terms {
  const version = versionNumber(event.clear.version, state)
  const by = partiesIn(event.clear.by)
  // Whatever an entry calls itself: agreed is what all have agreed to.
  if (version === undefined || !isAgreed(state, version, by)) return state
  const at = happenedAt(event)
  return {
    ...state,
    versions: state.versions.map((each) => (each.version === version ? { ...each, agreedAt: at } : each)),
    agreed: { version, by, at },
    inForce: version,
  }
}

function planAgreed(state: Terms, event: PauseEvent): Terms {
  const details = detailsOf(planAgreedType, event)
  if (details === undefined || versionOf(state, details.version) === undefined) return state
  const { version, plan_sha256: planSha256 } = details
  const before = [...state.formerPlans, ...(state.plan === undefined ? [] : [state.plan])]
  const formerPlans = before.filter((each) => each.planSha256 !== planSha256)
  return { ...state, plan: { version, at: happenedAt(event), entry: event.id, planSha256 }, formerPlans }
}

/** In force or former, by the first letters of its digest; undefined: none, or more than one. */
export function planMarked({ plan, formerPlans }: Terms, mark: string): PlanAgreed | undefined {
  const marked = [...formerPlans, ...(plan === undefined ? [] : [plan])].filter((each) =>
    each.planSha256.startsWith(mark.toLowerCase()),
  )
  return marked.length === 1 ? marked[0] : undefined
}

/** Of those whose agreement is needed, who is not named. */
export function lackingAgreement(state: Terms, version: number, by: readonly string[]): readonly string[] {
  return versionOf(state, version)?.requirements.agreement_of.filter((party) => !by.includes(party)) ?? []
}

/** Of nobody, no agreement can be had. */
function isAgreed(state: Terms, version: number, by: readonly string[]): boolean {
  const needed = versionOf(state, version)?.requirements.agreement_of ?? []
  return needed.length > 0 && lackingAgreement(state, version, by).length === 0
}

export function versionOf({ versions }: Terms, version: number | undefined): TermsVersion | undefined {
  return version === undefined ? undefined : versions[version - 1]
}

export function inForce(state: Terms): TermsVersion | undefined {
  return versionOf(state, state.inForce)
}

/** What is being spoken of: in force, else the latest draft. */
export function onTheTable(state: Terms): TermsVersion | undefined {
  return inForce(state) ?? state.versions.at(-1)
}

/** Whoever must approve is told: each of them, equally. */
export function partiesToTell(state: Terms): readonly string[] {
  return onTheTable(state)?.requirements.approval_of ?? []
}

/** Announced by some is not agreed by all. */
export function calledNow({ inForce: version, agreed: agreement }: Terms): 'draft' | 'announced' | 'agreed' {
  if (version === undefined) return 'draft'
  return agreement?.version === version ? 'agreed' : 'announced'
}

function versionNumber(value: Json | undefined, { versions }: Terms): number | undefined {
  return typeof value === 'number' && versions[value - 1] !== undefined ? value : undefined
}

function partiesIn(value: Json | undefined): readonly string[] {
  return textsOf(value)
}
