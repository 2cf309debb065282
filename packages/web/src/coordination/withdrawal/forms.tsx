// Reporting, verifying and taking back what is so of a segment. The page of a liaison uses those of a party.

import { useWords } from '../../words.tsx'
import { choicesOf } from '../code-words.ts'
import { type FieldOf, givenIn, type Typed } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import { aboutWords } from './conditions.tsx'
import type { CorridorView } from './view.ts'

/** Of what something is said: the corridor’s conditions, and troops and mines in any case. */
function useAbout({ conditions }: CorridorView): FieldOf {
  const { t } = useWords()
  const segments = [...new Set(conditions.map(({ segment }) => segment))]
  const pairs = [
    ...conditions.map(({ kind, segment }) => ({ kind, segment })),
    ...(segments.length === 0 ? ['whole'] : segments).flatMap((segment) =>
      ['troops', 'mines'].map((kind) => ({ kind, segment })),
    ),
  ]
  const known = new Map(pairs.map((pair) => [`${pair.kind} ${pair.segment}`, aboutWords(pair, t)]))
  return {
    name: 'about',
    label: 'withdrawal.about',
    isRequired: true,
    kind: { choices: [...known].map(([value, label]) => ({ value, label })) },
  }
}

function inputOf(fields: readonly FieldOf[]) {
  return (typed: Typed) => {
    const { about = '', ...rest } = givenIn(fields, typed)
    const [kind = '', segment = ''] = String(about).split(' ')
    return { ...rest, kind, segment }
  }
}

export function ReportForm({
  pause,
  corridor,
  kind,
  by,
  fixed = {},
}: {
  pause: string
  corridor: CorridorView
  kind: 'report_withdrawal' | 'verify_withdrawal'
  /** Who says so, where it is asked. */
  by?: FieldOf
  fixed?: Readonly<Record<string, string>>
}) {
  const { t } = useWords()
  const about = useAbout(corridor)
  const fields: readonly FieldOf[] = [
    about,
    ...(by === undefined ? [] : [by]),
    {
      name: 'state',
      label: 'withdrawal.state',
      isRequired: true,
      kind: { choices: choicesOf('condition', ['met', 'not_met', 'unknown'], t) },
    },
    { name: 'until', label: 'withdrawal.holdsUntil', hint: 'withdrawal.holdsUntil.hint', kind: 'instant' },
  ]
  return (
    <CommandForm
      pause={pause}
      kind={kind}
      fields={fields}
      fixed={{ corridor: corridor.corridor, ...fixed }}
      inputOf={inputOf(fields)}
      check={async ({ state = '', until = '' }) =>
        state !== 'met' && until !== '' ? [t('refused.until_only_if_met')] : []
      }
      submit={kind === 'report_withdrawal' ? 'withdrawal.report' : 'withdrawal.verify'}
    />
  )
}

export function LapseForm({
  pause,
  corridor,
  by,
  fixed = {},
}: {
  pause: string
  corridor: CorridorView
  by?: FieldOf
  fixed?: Readonly<Record<string, string>>
}) {
  const { t } = useWords()
  const about = useAbout(corridor)
  const fields: readonly FieldOf[] = [
    about,
    ...(by === undefined ? [] : [by]),
    {
      name: 'state',
      label: 'withdrawal.state',
      isRequired: true,
      kind: { choices: choicesOf('condition', ['not_met', 'unknown'], t) },
    },
    { name: 'reason', label: 'withdrawal.reason', kind: 'text' },
  ]
  return (
    <CommandForm
      pause={pause}
      kind="lapse_withdrawal"
      fields={fields}
      fixed={{ corridor: corridor.corridor, ...fixed }}
      inputOf={inputOf(fields)}
      submit="withdrawal.lapse"
    />
  )
}
