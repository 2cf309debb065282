// How sure the plan is: what is claimed, what is beside it, what was assumed. Never a probability without its wording.

import { areAllOut, cutPercent, digitsAsked, digitsOfLimit, fewDays, isShown, mostDays } from '@treve/model/claims'
import { type NotActedOut, notActedOutWording } from '@treve/model/not-acted-out'
import type { AssuranceView, DaysView, LateView, PlanView } from '../plan.ts'
import { figure, TitledTable } from '../shell/titled-table.tsx'
import type { PauseView } from '../view.ts'
import { type Key, useWords, type Words } from '../words.tsx'

/** The line of the answer. */
export function sureRows(words: Words, pause: PauseView, plan: PlanView): string[] {
  const { t } = words
  const { assurance } = plan
  if (assurance === null)
    return [t(plan.trips.length + plan.walking.length === 0 ? 'answer.sure.nobody' : 'answer.sure.unknown')]
  return claimRows(words, pause.required_probability, assurance)
}

/**
 * What is claimed, and never without its wording; nor, where trips are not made on most days, without how many are out: who
 * does not go in is clear as well.
 */
export function claimRows(
  words: Words,
  required: number | null,
  assurance: Pick<AssuranceView, 'with_halts' | 'without_halts' | 'trips' | 'people_out'> & {
    /** Undefined of what is left: no decision, and so no test of several. */
    readonly alpha?: number
  },
): string[] {
  const { t, number } = words
  const { with_halts: all, without_halts: without, trips } = assurance
  const turnedBack = trips.filter(({ not_entered }) => not_entered > 0.5).length
  return [
    t('answer.sure.known', { estimate: share(words, all.estimate), lower: share(words, all.lower_95) }),
    t('answer.sure.without', { estimate: share(words, without.estimate), lower: share(words, without.lower_95) }),
    ...(required === null
      ? []
      : [
          t(isShown(all) === true ? 'answer.sure.shown' : 'answer.sure.notShown', {
            asked: share(words, required, digitsAsked(required)),
          }),
          ...shortOf(words, all, required, assurance.alpha ?? 0.05),
          ...(all.is_probability_met === true && !all.is_each_vehicle_met && all.worst_vehicle !== null
            ? [
                t('answer.sure.vehicle', {
                  vehicle: all.worst_vehicle,
                  share: share(words, all.worst_vehicle_late, 2),
                }),
              ]
            : []),
        ]),
    ...(turnedBack === 0
      ? []
      : [t('sure.turnedBack', { count: number(turnedBack), all: number(trips.length) }), peopleOut(words, assurance)]),
    t('sure.standing'),
  ]
}

/** Why what looks like enough is not shown. */
function shortOf(words: Words, all: AssuranceView['with_halts'], required: number, alpha: number): string[] {
  const { t, number } = words
  const digits = digitsOfLimit(all, required)
  const few = fewDays(all, required, alpha)
  return [
    ...(digits === undefined ? [] : [t('answer.sure.limit', { limit: share(words, all.lower_at_alpha, digits) })]),
    ...(few === undefined ? [] : [t(`answer.sure.${few}`, { days: number(all.replications), most: number(mostDays) })]),
  ]
}

export function Sure({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  const words = useWords()
  const { t, number } = words
  const { assurance } = plan
  if (assurance === null) return null
  const name = (id: string) => words.text(pause.corridors.find((corridor) => corridor.id === id)?.name ?? {}, id)
  const [loss] = assurance.lost_corridor
  const rows: (readonly [string, DaysView])[] = [
    [t('sure.assumed'), assurance.with_halts],
    [t('sure.without'), assurance.without_halts],
    [t('sure.halfDay'), assurance.half_day_halt],
    ...(loss === undefined ? [] : [[t('sure.lost', { corridor: name(loss.corridor) }), loss] as const]),
    [t('sure.twice'), assurance.twice_the_spread],
  ]
  return (
    <section aria-labelledby="sure" className="sure">
      <h2 id="sure">{t('sure.title')}</h2>
      <p className="about">
        {t('sure.about', { days: number(assurance.with_halts.replications) })} {t('sure.standing')}
      </p>
      <TitledTable
        title={t('sure.title')}
        heads={[
          t('sure.days'),
          ...(['sure.clear', 'sure.least', 'sure.late', 'sure.worst'] as const).map((key) => figure(t(key))),
        ]}
      >
        {rows.map(([label, days]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="figure">{shareInColumn(words, days.estimate)}</td>
            <td className="figure">{shareInColumn(words, days.lower_95)}</td>
            <td className="figure">{number(Math.round(days.expected_people_late * 100) / 100, 2)}</td>
            <td className="figure">{number(Math.round(days.worst_people_late))}</td>
          </tr>
        ))}
      </TitledTable>
      <ul>
        {facts(words, assurance).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <Where assurance={assurance} nameOf={name} />
      <Assumed assurance={assurance} />
      <LeftOut of={pause.not_acted_out} />
    </section>
  )
}

/** What was assumed of delays, and whether the file says so. */
export function Assumed({ assurance }: { assurance: AssumedView }) {
  const words = useWords()
  const { t } = words
  return (
    <details>
      <summary>{t('sure.assumptions')}</summary>
      <dl className="assumptions">
        {assumptions.map(({ key, label, value }) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>
              {value(words, assurance)}{' '}
              <small>{t(assurance.assumed.includes(key) ? 'sure.bydefault' : 'sure.stated')}</small>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** What the simulated days leave out. */
export function LeftOut({ of }: { of: readonly NotActedOut[] }) {
  const words = useWords()
  return (
    <details>
      <summary>{words.t('sure.leftOut')}</summary>
      <ul>
        {of.map((each) => (
          <li key={each}>{notActedOutWording[words.language][each]}</li>
        ))}
      </ul>
    </details>
  )
}

type AssumedView = Pick<AssuranceView, 'assumed' | 'assumptions'>

/** The corridors, vehicles and trips that fail most often. */
export function Where({ assurance, nameOf }: { assurance: FailingView; nameOf: (corridor: string) => string }) {
  const words = useWords()
  const { t } = words
  const rows = failing(assurance, nameOf)
  if (rows.length === 0) return null
  return (
    <details>
      <summary>{t('sure.where')}</summary>
      <TitledTable
        title={t('sure.where')}
        heads={[
          t('sure.where.what'),
          ...(['sure.where.late', 'sure.where.notEntered', 'sure.where.early'] as const).map((key) => figure(t(key))),
        ]}
      >
        {rows.map(({ key, label, shares }) => (
          <tr key={key}>
            <th scope="row">
              <bdi>{label}</bdi>
            </th>
            {shares.map(({ of, value }) => (
              <td key={of} className="figure">
                {value === 0 ? '–' : shareInColumn(words, value, 2)}
              </td>
            ))}
          </tr>
        ))}
      </TitledTable>
    </details>
  )
}

type FailingView = Pick<AssuranceView, 'corridors' | 'vehicles' | 'trips'>

const few = 8

function failing({ corridors, vehicles, trips }: FailingView, nameOf: (corridor: string) => string) {
  const sharesOf = (late: number, notEntered: number, early: number) => [
    { of: 'late', value: late },
    { of: 'notEntered', value: notEntered },
    { of: 'early', value: early },
  ]
  const lateOnly = (of: readonly LateView[], kind: string, label: (id: string) => string) =>
    of
      .filter(({ late }) => late > 0)
      .toSorted((a, b) => b.late - a.late)
      .slice(0, few)
      .map(({ id, late }) => ({ key: `${kind} ${id}`, label: label(id), shares: sharesOf(late, 0, 0) }))
  return [
    ...lateOnly(corridors, 'corridor', nameOf),
    ...lateOnly(vehicles, 'vehicle', (id) => id),
    ...trips
      .filter(({ late, not_entered, part_loaded }) => late + not_entered + part_loaded > 0)
      .toSorted((a, b) => b.late - a.late || b.not_entered - a.not_entered || b.part_loaded - a.part_loaded)
      .slice(0, few)
      .map(({ id, late, not_entered, part_loaded }) => ({
        key: `trip ${id}`,
        label: id,
        shares: sharesOf(late, not_entered, part_loaded),
      })),
  ]
}

/** Where nobody is left inside, days say nothing. */
export function factsNow(
  words: Words,
  assurance: Parameters<typeof facts>[1] & Pick<AssuranceView, 'trips'>,
): string[] {
  const { t, number } = words
  return areAllOut(assurance)
    ? [t('sure.allOut', { people: number(assurance.people_out.p50) })]
    : facts(words, assurance)
}

export function facts(
  words: Words,
  assurance: Pick<AssuranceView, 'with_halts' | 'last_exit' | 'people_out' | 'standing_s'>,
): string[] {
  const { t, time, duration, number } = words
  const { with_halts: all, last_exit: last, standing_s: standing } = assurance
  const at = (instant: string | null) => (instant === null ? t('sure.never') : time(instant))
  return [
    all.worst_vehicle === null
      ? t('sure.vehicle.none')
      : t(all.is_each_vehicle_met ? 'sure.vehicle.kept' : 'sure.vehicle.notKept', {
          vehicle: all.worst_vehicle,
          share: share(words, all.worst_vehicle_late, 2),
        }),
    t('sure.buffer', { share: share(words, all.clear_by_buffer) }),
    t('sure.last', { median: at(last.at_p50), late: at(last.at_p95) }),
    peopleOut(words, assurance),
    t('sure.standingStill', { median: duration(standing.p50), late: duration(standing.p95) }),
    ...(all.expected_people_sheltered > 0
      ? [t('sure.sheltered', { people: number(Math.round(all.expected_people_sheltered * 100) / 100) })]
      : []),
  ]
}

function peopleOut({ t, number }: Words, { people_out: out }: Pick<AssuranceView, 'people_out'>): string {
  if (out.p05 === out.p95) return t('sure.outAlike', { median: number(out.p50) })
  return t('sure.out', { low: number(out.p05), high: number(out.p95), median: number(out.p50) })
}

const spread = (key: 'city' | 'corridor_hour' | 'leg' | 'boarding') => ({
  key,
  label: `sure.key.${key}` as const satisfies Key,
  value: (words: Words, { assumptions: given }: AssumedView) => share(words, given[key], 0),
})

const interruption = (key: 'closures' | 'halts' | 'breakdowns') => ({
  key,
  label: `sure.key.${key}` as const satisfies Key,
  value: ({ t, number, duration }: Words, { assumptions: given }: AssumedView) =>
    t('sure.interruption', { often: number(given[`${key}_per_hour`]), mean: duration(given[`${key}_mean_s`]) }),
})

const assumptions = [
  spread('city'),
  spread('corridor_hour'),
  spread('leg'),
  spread('boarding'),
  interruption('closures'),
  interruption('halts'),
  interruption('breakdowns'),
  {
    key: 'late_people' as const,
    label: 'sure.key.late_people' as const,
    value: (words: Words, { assumptions: given }: AssumedView) =>
      words.t('sure.latePeople', {
        share: share(words, given.late_people_share, 0),
        mean: words.duration(given.late_people_mean_s),
      }),
  },
  {
    key: 'refused_boarding' as const,
    label: 'sure.key.refused_boarding' as const,
    value: (words: Words, { assumptions: given }: AssumedView) => share(words, given.refused_boarding, 1),
  },
  {
    key: 'turn_back' as const,
    label: 'sure.key.turn_back' as const,
    value: (words: Words, { assumptions: given }: AssumedView) => share(words, given.turn_back, 1),
  },
]

/** Cut, never rounded up: 99.96% is not 100%. */
export function share(words: Words, value: number, digits = 1): string {
  return words.t('unit.percent', { value: words.number(cutPercent(value, digits)) })
}

/** As `share`, with as many decimals as those above and below it. */
export function shareInColumn(words: Words, value: number, digits = 1): string {
  return words.t('unit.percent', { value: words.number(cutPercent(value, digits), digits) })
}

/** Never more than it is. */
