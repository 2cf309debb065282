// Breaking off, calling back, dispersing, extending. None of it can be undone: what is sent to whom is said before, and it
// is asked once.

import type { ReactNode } from 'react'
import { Act } from '../coordination/act.tsx'
import { type FieldOf, idsIn, type Typed } from '../coordination/fields.ts'
import { CommandForm } from '../coordination/form.tsx'
import { viewOf } from '../coordination/live.ts'
import { useNames } from '../coordination/names.ts'
import type { PageGiven } from '../coordination/pages.ts'
import { onTheTable } from '../coordination/terms/version.ts'
import type { ApprovalsView, LifeView, TermsView } from '../coordination/views.ts'
import type { PauseView } from '../view.ts'
import { useWords } from '../words.tsx'
import type { DayView, VehicleView } from './day.ts'
import type { BoardNames } from './names.ts'

const inZone: readonly (VehicleView['phase'] | undefined)[] = [
  'to_stop',
  'at_stop',
  'leaving',
  'broken_down',
  'sheltered',
]

/** Vehicles that are not told to be out, or done, and those that are and were seen in the zone since. Where one is, is not known: it is among them. */
export function notClear({ vehicles, alarms }: Pick<DayView, 'vehicles' | 'alarms'>): readonly VehicleView[] {
  const seen = new Set(
    alarms.filter(({ kind, ended }) => kind === 'seen_inside' && !ended).map(({ about }) => about.vehicle),
  )
  return vehicles.filter(({ id, phase }) => phase === null || inZone.includes(phase) || seen.has(id))
}

export function Stop({
  given,
  day,
  pauseView,
  names,
}: {
  given: PageGiven
  day: DayView
  pauseView: PauseView | undefined
  names: BoardNames
}) {
  const { t } = useWords()
  const { pause, live, held } = given
  const life = viewOf<LifeView>(live, 'life')
  const terms = onTheTable(viewOf<TermsView>(live, 'terms')?.view)
  const approvals = viewOf<ApprovalsView>(live, 'approvals')?.view
  const partyNames = useNames(terms)
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  if (life === undefined) return null
  const { phase } = life.view
  const isOver = phase === 'closed' || phase === 'accounted'
  const inside = notClear(day)
  const standing = approvals?.board.filter(({ approval }) => approval !== null && approval.ended === null).length ?? 0
  const told = (terms?.requirements?.approval_of ?? []).map(partyNames.party)
  const stranded = inside.filter(({ safe_point_lacks: lacks }) => typeof lacks === 'string')
  const vehicleList = <SafePoints vehicles={inside} names={names} />
  const stopFields: readonly FieldOf[] = [
    { name: 'issuer', label: 'life.issuer', hint: 'life.issuer.hint', kind: 'line' },
    {
      name: 'by_party',
      label: 'life.byParty',
      kind: { choices: (terms?.parties ?? []).map(({ id }) => ({ value: id, label: partyNames.party(id) })) },
    },
    { name: 'channel', label: 'life.channel', kind: 'line' },
    { name: 'reason', label: 'life.reason', kind: 'text' },
  ]
  const corridors = (pauseView?.corridors ?? []).map(({ id }) => ({ value: id, label: names.corridor(id) }))
  const waiting = day.waiting.map(({ place }) => ({ value: place, label: names.place(place) }))
  const places = (pauseView?.places ?? [])
    .filter(({ kind }) => kind !== 'junction' && kind !== 'mouth')
    .map(({ id }) => ({ value: id, label: names.place(id) }))
  const windows = (terms?.windows ?? []).map(({ id }) => ({ value: id, label: id }))
  const acts = [
    may('abort') && !isOver && phase !== 'aborted' && (
      <Act key="abort" title={t('stop.abort')} about={t('stop.abort.about')}>
        <CommandForm
          pause={pause}
          kind="abort"
          version={life.version}
          fields={stopFields}
          submit="stop.abort"
          confirm={(typed) => (
            <>
              <p>
                <strong>{t('stop.willHappen')}</strong>
              </p>
              <ul>
                <li>{t('stop.abort.approvals', { count: standing })}</li>
                <li>
                  {t('stop.abort.vehicles', { count: inside.length })}
                  {inside.length === 0 ? ` ${t('stop.nobodyInside')}` : vehicleList}
                </li>
                <li>{t('stop.abort.text')}</li>
                <li>
                  {told.length === 0
                    ? t('life.abort.tell')
                    : t('life.abort.tellWhom', { parties: told.join(t('list.comma')) })}
                </li>
                <NotGiven typed={typed} />
              </ul>
            </>
          )}
        />
      </Act>
    ),
    may('recall') && !isOver && (
      <Act key="recall" title={t('orders.recall')} about={t('orders.recall.about')}>
        <CommandForm
          pause={pause}
          kind="recall"
          fields={[
            { name: 'vehicles', label: 'orders.recall.vehicles', hint: 'orders.recall.hint', kind: 'line' },
            ...(places.length === 0
              ? []
              : [{ name: 'to', label: 'stop.recall.to', kind: { choices: places } } satisfies FieldOf]),
            { name: 'reason', label: 'orders.recall.reason', isRequired: true, kind: 'text' },
          ]}
          inputOf={({ vehicles = '', reason, to = '' }) => ({
            ...(vehicles.trim() === '' ? {} : { vehicles: idsIn(vehicles) }),
            ...(to === '' ? {} : { to }),
            reason,
          })}
          submit="orders.recall"
          confirm={({ vehicles = '', to = '', reason = '' }) => (
            <>
              <p>
                <strong>{t('stop.willHappen')}</strong>
              </p>
              <ul>
                <li>
                  {vehicles.trim() === ''
                    ? t('orders.recall.confirmAll')
                    : t('orders.recall.confirm', { vehicles: idsIn(vehicles).join(t('list.comma')) })}
                  {to === '' && (
                    <SafePoints
                      vehicles={
                        vehicles.trim() === '' ? underWay(day.vehicles) : namedIn(day.vehicles, idsIn(vehicles))
                      }
                      unknown={notAmong(day.vehicles, idsIn(vehicles))}
                      names={names}
                    />
                  )}
                </li>
                <li>{to === '' ? t('stop.recall.nearest') : t('stop.recall.toPlace', { place: names.place(to) })}</li>
                <li>{t('stop.recall.text', { reason })}</li>
              </ul>
            </>
          )}
        />
      </Act>
    ),
    may('suspend_corridor') && !isOver && corridors.length > 0 && (
      <Act key="suspend_corridor" title={t('stop.corridor')} about={t('stop.corridor.about')}>
        <CommandForm
          pause={pause}
          kind="suspend_corridor"
          fields={[
            { name: 'corridor', label: 'map.corridor', isRequired: true, kind: { choices: corridors } },
            { name: 'reason', label: 'life.reason', kind: 'text' },
          ]}
          submit="stop.corridor"
          confirm={({ corridor = '' }) => <p>{t('stop.corridor.confirm', { name: names.corridor(corridor) })}</p>}
        />
      </Act>
    ),
    may('disperse') && !isOver && places.length > 0 && (
      <Act key="disperse" title={t('stop.disperse')} about={t('stop.disperse.about')}>
        <CommandForm
          pause={pause}
          kind="disperse"
          fields={[
            {
              name: 'place',
              label: 'stop.disperse.place',
              isRequired: true,
              kind: { choices: waiting.length > 0 ? waiting : places },
            },
            { name: 'to', label: 'stop.disperse.to', kind: { many: places } },
            { name: 'reason', label: 'life.reason', kind: 'text' },
          ]}
          submit="stop.disperse"
          confirm={({ place = '' }) => <p>{t('stop.disperse.confirm', { place: names.place(place) })}</p>}
        />
      </Act>
    ),
    may('extend') && !isOver && windows.length > 0 && (
      <Act key="extend" title={t('stop.extend')} about={t('stop.extend.about')}>
        <CommandForm
          pause={pause}
          kind="extend"
          fields={[
            {
              name: 'window',
              label: 'stop.extend.window',
              isRequired: true,
              kind: { choices: windows },
              ...(windows.length === 1 ? { initial: windows[0]?.value ?? '' } : {}),
            },
            { name: 'until', label: 'stop.extend.until', hint: 'go.localTime', isRequired: true, kind: 'instant' },
            { name: 'reason', label: 'life.reason', kind: 'text' },
          ]}
          submit="stop.extend"
          confirm={({ window = '', until = '' }) => (
            <p>{t('stop.extend.confirm', { window, until: until.replace('T', ' ') })}</p>
          )}
        />
      </Act>
    ),
  ].filter((each) => each !== false)
  if (acts.length === 0) return null
  return (
    <section aria-labelledby="stop" className="stop no-print">
      <h2 id="stop">{t('stop.title')}</h2>
      <p className="about">{t('stop.about')}</p>
      {stranded.length > 0 && (
        <div className="notice-box warn">
          <p>{t('stop.safePoint.none')}</p>
          <SafePoints vehicles={stranded} names={names} />
        </div>
      )}
      {acts}
    </section>
  )
}

/** Each vehicle’s own: it is told no other. */
function SafePoints({
  vehicles,
  unknown = [],
  names,
}: {
  vehicles: readonly VehicleView[]
  /** Named, and of no plan or report. */
  unknown?: readonly string[]
  names: BoardNames
}): ReactNode {
  const { t } = useWords()
  if (vehicles.length + unknown.length === 0) return null
  return (
    <ul className="safe-points">
      {vehicles.map(({ id, safe_point: point, safe_point_by_plan: isByPlan, safe_point_lacks: lacks }) => (
        <li key={id}>
          {typeof point === 'string'
            ? t(lacks ? `stop.safePoint.${lacks}` : isByPlan === true ? 'stop.safePoint.byPlan' : 'stop.safePoint', {
                vehicle: id,
                place: names.place(point),
              })
            : t('stop.safePoint.unknown', { vehicle: id })}
        </li>
      ))}
      {unknown.map((vehicle) => (
        <li key={vehicle}>{t('stop.safePoint.notKnown', { vehicle })}</li>
      ))}
    </ul>
  )
}

/** Those that a recall of all calls back, as the server counts them; where one is, may not be known. */
function underWay(vehicles: readonly VehicleView[]): readonly VehicleView[] {
  return vehicles.filter(({ phase }) => phase !== 'before' && phase !== 'done')
}

function namedIn(vehicles: readonly VehicleView[], ids: readonly string[]): readonly VehicleView[] {
  return vehicles.filter(({ id }) => ids.includes(id))
}

function notAmong(vehicles: readonly VehicleView[], ids: readonly string[]): readonly string[] {
  return ids.filter((id) => vehicles.every((each) => each.id !== id))
}

function NotGiven({ typed }: { typed: Typed }) {
  const { t } = useWords()
  const lacking = (['issuer', 'channel', 'reason'] as const).filter((name) => (typed[name] ?? '') === '')
  return lacking.length === 0 ? null : (
    <li>{t('life.willBeNotGiven', { what: lacking.map((name) => t(`life.${name}`)).join(t('list.comma')) })}</li>
  )
}
