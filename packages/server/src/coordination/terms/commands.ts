// Drafting, announcing and agreeing terms, and the plan that orders follow.

import {
  formatInstant,
  inWords,
  type Node,
  type Pause,
  type Problem,
  readPause,
  readPlan,
  type TimeZone,
} from '@treve/model'
import {
  defaulted,
  id,
  integer,
  list,
  object,
  oneOf,
  optional,
  report,
  required,
  type Type,
  type TypeOf,
  text,
} from '@treve/model/schema'
import { lapsedByChange } from '../approvals/lapse.ts'
import { personalFault } from '../channels.ts'
import { figureRows, saidOfPlan, saidOfTerms, tripRows } from '../day/figures.ts'
import type { Json, JsonObject } from '../event.ts'
import { type CommandType, command, type Decision, type Refused, refuse, refusedIn } from '../part.ts'
import { isStopped } from '../publishing/state.ts'
import { high, low, moderate } from '../sensitivity.ts'
import type { Coordination } from '../state.ts'
import { askedGrades } from '../words.ts'
import { contentOf, fitted, rowsToJson } from './content.ts'
import { type Requirements, requirementsOf, sha256 } from './requirements.ts'
import { lackingAgreement, type TermsVersion, versionOf } from './state.ts'
import { fiveThings, summaryOf, summaryToJson } from './summary.ts'

/** A file's text, letter by letter: its digest is of it. */
const fileText: Type<string> = {
  read: (node, reading) =>
    node.kind === 'scalar' && typeof node.value === 'string' ? node.value : report(reading, node, 'expected_text'),
  json: () => ({ type: 'string' }),
}

const usualLeadTimeSeconds = 72 * 3600

const draftInput = object({
  pause_file: required(fileText, high('The pause file, YAML or JSON.')),
  files: defaulted(
    list(
      object({
        name: required(text(200), moderate('Its name, as the pause file has it.')),
        content: required(fileText, high('What is in it.')),
      }),
      { max: 19 },
    ),
    [],
    high('The files that it names.'),
  ),
  agreement_of: optional(list(id(), { min: 1, max: 200 }), low('Who must agree; else every party to the conflict.')),
  approval_of: optional(
    list(id(), { min: 1, max: 200 }),
    moderate('Who must approve; else parties to the conflict, and authorities.'),
  ),
  lead_time_s: defaulted(
    integer(0, 60 * 86_400),
    usualLeadTimeSeconds,
    moderate('From the last approval to the first movement, seconds.'),
  ),
  grade: defaulted(oneOf(askedGrades), 'written_unconditional', moderate('How firmly each element must be approved.')),
  elements: defaulted(
    list(
      object({
        element: required(text(64), moderate('The element.')),
        parties: optional(list(id(), { min: 1, max: 200 }), moderate('Who must approve this one.')),
        grade: optional(oneOf(askedGrades), moderate('How firmly.')),
      }),
      { max: 2000 },
    ),
    [],
    moderate('Elements that are approved otherwise than the others.'),
  ),
  aid_goes_in: optional(oneOf(['yes', 'no', 'not_said']), low('Whether the terms say that aid goes in.')),
  segments: defaulted(
    list(
      object({
        corridor: required(id(), low('The corridor.')),
        segments: required(list(id(), { min: 1, max: 50 }), moderate('Its segments, from outside.')),
      }),
      { max: 200 },
    ),
    [],
    moderate('Corridors whose withdrawal and mines are told by segment.'),
  ),
})
type DraftInput = TypeOf<typeof draftInput>

const draftTerms = command('draft_terms', {
  doc: 'A version of the terms: a pause file, and what is needed beside it. Refused with every problem that `treve check` finds.',
  input: draftInput,
  prepare: prepareDraft,
  decide: (input, { state: { terms, life }, prepared: known }) => {
    if (life.phase === 'closed' || life.phase === 'accounted') return over()
    const prepared = known ?? prepareDraft(input)
    const refused = refusedIn(prepared)
    if (refused !== undefined) return { refused }
    // Made by prepareDraft, whoever called it.
    const { id: name, exercise, rest, content, files, figures } = prepared as unknown as DraftPrepared
    const before = terms.versions.at(-1)
    if (before !== undefined && before.summary.id !== name)
      return refuse('another_pause', `this pause is ${before.summary.id}, and the file is of ${name}`)
    if (before !== undefined && before.summary.exercise !== exercise)
      return refuse(
        'exercise_changed',
        'an exercise does not become a pause, nor a pause an exercise: begin another one',
      )
    if (before !== undefined && isSame(before, rest)) return { said: [] }
    const named = input.files.filter((file) => files.includes(file.name))
    return {
      said: [
        {
          type: 'terms_drafted',
          details: { version: terms.versions.length + 1, ...rest, ...content },
          attachments: [input.pause_file, ...named.map((file) => file.content)]
            .map(encoded)
            .map((bytes) => ({ media: mediaOf(bytes), bytes })),
        },
        ...saidOfTerms(terms.versions.length + 1, figures),
      ],
    }
  },
})

interface DraftPrepared {
  readonly id: string
  readonly exercise: boolean
  readonly rest: {
    readonly pause_file_sha256: string
    readonly summary: JsonObject
    readonly requirements: JsonObject
  }
  readonly content: { readonly content_level: number; readonly content: Json }
  /** Those that the pause file names. */
  readonly files: readonly string[]
  /** By what the day is followed. */
  readonly figures: readonly Json[]
}

function prepareDraft(input: DraftInput): JsonObject {
  const bytes = encoded(input.pause_file)
  const given = new Map(input.files.map(({ name, content }) => [name, encoded(content)]))
  const { pause, root, files, errors, text: decoded } = readPause(bytes, (name) => given.get(name) ?? 'missing')
  if (pause === undefined || root === undefined) return unusable(errors, decoded) as unknown as JsonObject
  const prepared = draftOf(input, pause, { bytes, root, files })
  return prepared as unknown as JsonObject
}

/** As many as are told at once. */
const mostProblems = 100

function unusable(errors: readonly Problem[], decoded: string) {
  const problems = inWords(errors.slice(0, mostProblems), decoded, 'en')
  const [first] = problems
  const where = first === undefined ? '' : `: line ${first.line}, column ${first.column}: ${first.text} ${first.remedy}`
  return refuse('pause_file_problems', `the pause file cannot be used${where}`, {
    problems: problems.map((each) => ({ ...each })),
    count: errors.length,
  })
}

function draftOf(
  input: DraftInput,
  pause: Pause,
  { bytes, root, files }: { bytes: Uint8Array; root: Node; files: ReadonlyMap<string, Uint8Array> },
): DraftPrepared | { readonly refused: Refused } {
  const requirements = requirementsOf(pause, {
    ...(input.agreement_of === undefined ? {} : { agreementOf: input.agreement_of }),
    ...(input.approval_of === undefined ? {} : { approvalOf: input.approval_of }),
    leadTimeSeconds: input.lead_time_s,
    grade: input.grade,
    elements: input.elements,
  })
  const summary = summaryOf(pause, {
    ...(input.aid_goes_in === undefined ? {} : { aidGoesIn: input.aid_goes_in }),
    segments: input.segments,
  })
  const unknown = unknownNames(input, pause, requirements)
  if (unknown.length > 0)
    return refuse('unknown_name', `the pause file has no ${unknown.join(', ')}`, { names: unknown })
  const tooLong = [
    ...requirements.elements.map(({ id: name }) => name),
    ...pause.parties.map(({ id: name }) => name),
  ].filter((name) => name.length > 64)
  if (tooLong.length > 0)
    return refuse('name_too_long', `64 letters at most, also with what stands before it: ${tooLong.join(', ')}`, {
      names: tooLong,
    })
  const rest = {
    pause_file_sha256: sha256(bytes),
    summary: summaryToJson(summary),
    requirements: requirements as unknown as JsonObject,
  }
  const room = mostLetters - JSON.stringify(rest).length
  const content = fitted(contentOf(root, files), room)
  const rows = rowsToJson(content)
  if (JSON.stringify(rows).length > room)
    return refuse(
      'terms_too_large',
      'the file says more than an entry holds: shorten names, notes or what the terms say',
    )
  return {
    id: pause.id,
    exercise: pause.exercise,
    rest,
    content: { content_level: content.level, content: rows },
    files: [...files.keys()],
    figures: figureRows(pause),
  }
}

/** Of `notice.details`, with room for the keys that are added. */
const mostLetters = 198_900

function isSame(before: TermsVersion, rest: DraftPrepared['rest']): boolean {
  return (
    before.pauseFileSha256 === rest.pause_file_sha256 &&
    JSON.stringify(summaryToJson(before.summary)) === JSON.stringify(rest.summary) &&
    JSON.stringify(before.requirements) === JSON.stringify(rest.requirements)
  )
}

function unknownNames(input: DraftInput, pause: Pause, { elements }: Requirements): readonly string[] {
  const [parties, corridors, known] = [pause.parties, pause.corridors, elements].map(
    (all) => new Set(all.map((each: { readonly id: string }) => each.id)),
  )
  const asked = [
    ...(input.agreement_of ?? []).filter((name) => parties?.has(name) === false),
    ...(input.approval_of ?? []).filter((name) => parties?.has(name) === false),
    ...input.elements.flatMap((each) => (each.parties ?? []).filter((name) => parties?.has(name) === false)),
    ...input.elements.map(({ element }) => element).filter((name) => known?.has(name) === false),
    ...input.segments.map(({ corridor }) => corridor).filter((name) => corridors?.has(name) === false),
  ]
  return [...new Set(asked)]
}

const announceInput = object({
  version: required(integer(1), low('Which version.')),
  by: required(list(id(), { min: 1, max: 10 }), low('Who announces it.')),
  accepted_by: defaulted(list(id(), { max: 10 }), [], low('Who has said that they accept it.')),
  text: required(text(1800), low('As it is announced: published for good, and without places of clinics or shelters.')),
})

const announceTerms = command('announce_terms', {
  doc: 'That terms are announced, by whom. It is public. Announced by some, they are not agreed.',
  input: announceInput,
  decide: ({ version: number, by, accepted_by: acceptedBy, text: words }, { state, now }) => {
    const version = versionOf(state.terms, number)
    const refused = cannotBeSaid(state, version, number, [...by, ...acceptedBy], words)
    if (refused !== undefined || version === undefined) return refused ?? unknownVersion(number)
    const known = state.terms.announced
    if (
      state.terms.inForce === number &&
      known?.version === number &&
      isSameList(known.by, by) &&
      isSameList(known.acceptedBy, acceptedBy)
    )
      return { said: [] }
    return {
      said: [
        {
          type: 'terms_announced',
          clear: {
            version: number,
            by: unique(by),
            ...(acceptedBy.length === 0 ? {} : { accepted_by: unique(acceptedBy) }),
            ...publicPeriod(version),
            terms: words,
          },
        },
        ...lapsedByChange(state, version, now),
      ],
    }
  },
})

const agreeInput = object({
  version: required(integer(1), low('Which version.')),
  by: required(list(id(), { min: 1, max: 10 }), low('Who has agreed: all whose agreement is needed.')),
  text: required(text(1800), low('As it was agreed: published for good, and without places of clinics or shelters.')),
})

const agreeTerms = command('agree_terms', {
  doc: 'That all whose agreement is needed have agreed to a version that says the five things. It is public.',
  input: agreeInput,
  decide: ({ version: number, by, text: words }, { state, now }) => {
    const version = versionOf(state.terms, number)
    const refused = cannotBeSaid(state, version, number, by, words)
    if (refused !== undefined || version === undefined) return refused ?? unknownVersion(number)
    if (version.requirements.agreement_of.length === 0)
      return refuse(
        'nobody_to_agree',
        'the pause file names no party to the conflict: say in the draft whose agreement is needed',
      )
    const lacking = lackingAgreement(state.terms, number, by)
    if (lacking.length > 0)
      return refuse(
        'agreement_missing',
        `not named as agreeing: ${lacking.join(', ')}. Agreed by some, terms are announced: announce_terms`,
        { parties: lacking },
      )
    const unsaid = fiveThings.filter((thing) => !version.summary.five[thing])
    if (unsaid.length > 0)
      return refuse(
        'five_things_missing',
        `an agreement says times with their zone, places, routes, who, and whether aid goes in; this version does not say ${unsaid.join(', ')}`,
        { subjects: unsaid },
      )
    if (state.terms.inForce === number && state.terms.agreed?.version === number) return { said: [] }
    return {
      said: [
        { type: 'terms_agreed', clear: { version: number, by: unique(by), ...publicPeriod(version), terms: words } },
        ...lapsedByChange(state, version, now),
      ],
    }
  },
})

const agreePlan = command('agree_plan', {
  doc: 'The plan that orders follow from now on.',
  input: object({
    version: required(integer(1), low('Of the terms that it is a plan of.')),
    plan: required(fileText, high('The plan, as `treve plan` writes it.')),
    base: optional(
      text(22),
      moderate('Entry by which the plan was agreed that this one was made from; asked for once the pause has begun.'),
    ),
  }),
  prepare: ({ plan }, zone) => preparePlan(plan, zone),
  decide: ({ version: number, plan: written, base }, { state, prepared: known }) => {
    const version = versionOf(state.terms, number)
    if (version === undefined) return unknownVersion(number)
    if (state.life.phase === 'closed' || state.life.phase === 'accounted') return over()
    const prepared = known ?? preparePlan(written, version.summary.time_zone)
    const refused = refusedIn(prepared)
    if (refused !== undefined) return { refused }
    // Made by preparePlan, whoever called it.
    const { input_sha256: madeOf, plan_sha256: digest, trips } = prepared as unknown as PlanPrepared
    if (madeOf !== version.pauseFileSha256)
      return refuse(
        'plan_of_other_terms',
        `the plan was made of another file than version ${number}: plan that version`,
      )
    const { plan } = state.terms
    if (plan !== undefined && plan.planSha256 === digest && plan.version === number) return { said: [] }
    // Made from another, it would undo what was agreed since.
    const isAsked = base !== undefined || (plan !== undefined && state.life.begunAt !== undefined)
    if (isAsked && base !== plan?.entry)
      return refuse(
        'plan_not_of_this',
        plan === undefined
          ? 'no plan is in force that it could be made from: leave out base'
          : 'another plan has been agreed since this one was made, or base does not say from which: look at the plan in force and make a new one from it',
      )
    return {
      said: [
        {
          type: 'plan_agreed',
          details: { version: number, plan_sha256: digest },
          attachments: [{ media: 'application/json', bytes: encoded(written) }],
        },
        ...saidOfPlan(digest, trips),
      ],
    }
  },
})

interface PlanPrepared {
  readonly input_sha256: string
  readonly plan_sha256: string
  readonly trips: readonly Json[]
}

function preparePlan(written: string, zone: TimeZone): JsonObject {
  const bytes = encoded(written)
  const { plan, problems, text: decoded } = readPlan(bytes, zone)
  if (plan !== undefined) return { input_sha256: plan.input_sha256, plan_sha256: sha256(bytes), trips: tripRows(plan) }
  const [first] = inWords(problems.slice(0, 1), decoded, 'en')
  const refused = refuse('plan_unreadable', `this is no plan that can be read: ${first?.text ?? 'it is empty'}`)
  return refused as unknown as JsonObject
}

export const commands: readonly CommandType[] = [draftTerms, announceTerms, agreeTerms, agreePlan]

/** What is public is public for good. */
function cannotBeSaid(
  { life: { phase }, publishing }: Coordination,
  version: TermsVersion | undefined,
  number: number,
  parties: readonly string[],
  words: string,
): Decision | undefined {
  if (phase === 'closed' || phase === 'accounted') return over()
  if (isStopped(publishing))
    return refuse('publishing_stopped', 'it would be public, and publishing is stopped: let it go on first')
  if (version === undefined) return unknownVersion(number)
  const known = new Set(version.summary.parties.map((party) => party.id))
  const unknown = unique(parties).filter((party) => !known.has(party))
  if (unknown.length > 0)
    return refuse('unknown_party', `this version has no party ${unknown.join(', ')}`, { parties: unknown })
  if (/\d{1,3}[.,]\d{3,}\s*°?\s*[NSEW]?\s*[,;/ ]\s*-?\d{1,3}[.,]\d{3,}/i.test(words))
    return refuse('text_has_coordinates', 'what is announced is public for good: name areas in words, not coordinates')
  return personalFault({ text: words })
}

function publicPeriod({ summary: { windows, time_zone } }: TermsVersion): JsonObject {
  const opens = windows.map(({ open }) => open)
  const closes = windows.map(({ close }) => close)
  return {
    from: formatInstant(earliestOf(opens), time_zone),
    until: formatInstant(latestOf(closes), time_zone),
    zone: time_zone,
  }
}

function earliestOf<T extends number>(all: readonly T[]): T {
  return all.reduce((a, b) => (b < a ? b : a))
}

function latestOf<T extends number>(all: readonly T[]): T {
  return all.reduce((a, b) => (b > a ? b : a))
}

function unknownVersion(number: number): Decision {
  return refuse('unknown_version', `there is no version ${number} of the terms`)
}

function over(): Decision {
  return refuse('pause_over', 'this pause is closed: further terms are of another pause')
}

function unique(all: readonly string[]): readonly string[] {
  return [...new Set(all)]
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...unique(a)].sort()) === JSON.stringify([...unique(b)].sort())
}

function encoded(written: string): Uint8Array {
  return new TextEncoder().encode(written)
}

function mediaOf(bytes: Uint8Array): string {
  return bytes[0] === 0x7b /* { */ ? 'application/json' : 'application/yaml'
}
