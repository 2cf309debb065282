// A version of the terms, and what is wanted beside its file. It begins with what the version before asked for, so that a
// draft changes nothing by being silent.

import { useWords } from '../../words.tsx'
import { type Choice, type FieldOf, filesIn, givenIn, idsIn, rowsIn, type Typed } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import type { Names } from '../names.ts'
import type { Grade, TermsVersionView } from '../views.ts'

const hourSeconds = 3600
const usualLeadSeconds = 72 * hourSeconds
const usualGrade = 'written_unconditional' satisfies Grade
const askedGrades = ['verbal', 'written_in_principle', usualGrade] as const

export function DraftForm({
  pause,
  version,
  latest,
  names,
  parties,
}: {
  pause: string
  version: string
  latest: TermsVersionView | undefined
  names: Names
  parties: readonly Choice[]
}) {
  const { t, number, language } = useWords()
  const { requirements } = latest ?? {}
  const grades = askedGrades.map((value) => ({ value, label: t(`grade.${value}`) }))
  const elements = (requirements?.elements ?? []).map(({ id }) => ({ value: id, label: names.element(id) }))
  const grade = commonest(requirements)
  const fields: readonly FieldOf[] = [
    { name: 'pause_file', label: 'terms.file', hint: 'terms.file.hint', isRequired: true, kind: 'file' },
    { name: 'files', label: 'terms.files', hint: 'terms.files.hint', kind: 'files' },
    {
      name: 'lead_time_h',
      label: 'terms.leadTime',
      hint: 'terms.leadTime.hint',
      isRequired: true,
      kind: 'number',
      initial: String((requirements?.lead_time_s ?? usualLeadSeconds) / hourSeconds),
    },
    {
      name: 'aid_goes_in',
      label: 'terms.aidGoesIn',
      hint: 'terms.aidGoesIn.hint',
      kind: {
        choices: (['yes', 'no', 'not_said'] as const).map((value) => ({ value, label: t(`terms.aid.${value}`) })),
      },
    },
    ...(parties.length === 0
      ? []
      : ([
          {
            name: 'agreement_of',
            label: 'terms.agreementOf',
            hint: 'terms.agreementOf.hint',
            kind: { many: parties },
            initial: unlessUsual(latest, requirements?.agreement_of, ['party_to_conflict']),
          },
          {
            name: 'approval_of',
            label: 'terms.approvalOf',
            hint: 'terms.approvalOf.hint',
            kind: { many: parties },
            initial: unlessUsual(latest, requirements?.approval_of, ['party_to_conflict', 'authority']),
          },
        ] as const)),
    { name: 'grade', label: 'terms.grade', isRequired: true, kind: { choices: grades }, initial: grade },
    ...(elements.length === 0
      ? []
      : ([
          {
            name: 'elements',
            label: 'terms.otherwise',
            hint: 'terms.otherwise.hint',
            initial: rowsTyped(otherwise(requirements, grade)),
            kind: {
              rows: [
                { name: 'element', label: 'go.element', isRequired: true, kind: { choices: elements } },
                { name: 'grade', label: 'go.grade', kind: { choices: grades } },
                { name: 'parties', label: 'terms.approvalOfOne', kind: { many: parties } },
              ],
              add: 'terms.otherwise.add',
            },
          },
        ] as const)),
    ...(latest === undefined
      ? []
      : ([
          {
            name: 'segments',
            label: 'terms.segments',
            hint: 'terms.segments.hint',
            initial: rowsTyped(
              latest.corridors.flatMap(({ id, segments = [] }) =>
                segments.length === 0 ? [] : [{ corridor: id, segments: segments.join(', ') }],
              ),
            ),
            kind: {
              rows: [
                {
                  name: 'corridor',
                  label: 'terms.segments.corridor',
                  isRequired: true,
                  kind: { choices: latest.corridors.map(({ id }) => ({ value: id, label: names.corridor(id) })) },
                },
                { name: 'segments', label: 'terms.segments.ids', isRequired: true, kind: 'line' },
              ],
              add: 'terms.segments.add',
            },
          },
        ] as const)),
  ]
  return (
    <CommandForm
      pause={pause}
      version={version}
      kind="draft_terms"
      fields={fields}
      inputOf={(typed) => {
        const { lead_time_h: hours, ...rest } = givenIn(fields, typed)
        return {
          ...rest,
          lead_time_s: Math.round(Number(hours) * hourSeconds),
          segments: rowsIn(typed.segments).map(({ corridor = '', segments }) => ({
            corridor,
            segments: idsIn(segments),
          })),
        }
      }}
      check={async ({ pause_file: file = '', files }) => {
        const { problemsIn } = await import('./problems.ts')
        return problemsIn(file, filesIn(files), language).map(({ line, text, remedy }) =>
          [t('terms.line', { line: number(line) }), text, remedy].join(' '),
        )
      }}
      submit="terms.draft"
    />
  )
}

type Requirements = TermsVersionView['requirements']

/** Left empty it is as usual, also of parties who are new in the file. */
function unlessUsual(
  latest: TermsVersionView | undefined,
  wanted: readonly string[] = [],
  roles: readonly string[],
): string {
  const usual = (latest?.parties ?? []).filter(({ role }) => roles.includes(role)).map(({ id }) => id)
  return wanted.join(' ') === usual.join(' ') ? '' : wanted.join(' ')
}

/** What most elements are asked for. */
function commonest(requirements: Requirements): string {
  const counts = new Map<string, number>()
  for (const { grade } of requirements?.elements ?? []) counts.set(grade, (counts.get(grade) ?? 0) + 1)
  const [[most] = [usualGrade]] = [...counts].sort(([, a], [, b]) => b - a)
  return most
}

function otherwise(requirements: Requirements, grade: string): readonly Typed[] {
  if (requirements === undefined) return []
  const all = requirements.approval_of.join(' ')
  return requirements.elements.flatMap((each) => {
    const own = each.parties.join(' ')
    if (each.grade === grade && own === all) return []
    return [{ element: each.id, grade: each.grade, ...(own === all ? {} : { parties: own }) }]
  })
}

function rowsTyped(rows: readonly Typed[]): string {
  return rows.length === 0 ? '' : JSON.stringify(rows)
}
