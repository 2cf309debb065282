// Who reports of what, and which tracker is on which vehicle. Without a duty somebody in the field or at a desk is shown nothing.

import type { AccessView } from '../coordination/access/view.ts'
import { Act } from '../coordination/act.tsx'
import { type FieldOf, idsIn, listed as many } from '../coordination/fields.ts'
import { CommandForm } from '../coordination/form.tsx'
import { roleWords } from '../coordination/state-words.tsx'
import { useWords } from '../words.tsx'
import { listed } from '../words-of.ts'
import type { DayView } from './day.ts'
import type { BoardNames } from './names.ts'
import type { Completed } from './report-form.tsx'

const inTheField = ['field', 'desk']
/** More are folded. */
const fewest = 8

export function Duties({
  pause,
  day,
  access,
  completed,
  names,
  may,
}: {
  pause: string
  day: DayView
  /** For a coordinator: else a token is typed as it is told. */
  access: AccessView | undefined
  completed: Completed
  names: BoardNames
  may: (kind: string) => boolean
}) {
  const words = useWords()
  const { t, number } = words
  if (!may('set_duty') && !may('bind_tracker')) return null
  const called = new Map([
    ...(access?.devices ?? []).map(({ device, label }) => [device, label] as const),
    ...(access?.people ?? []).map(({ person, label }) => [person, label ?? person] as const),
  ])
  const who = [
    ...(access?.devices ?? [])
      .filter(({ revoked_at: revoked }) => revoked === undefined)
      .map(({ device, label, roles }) => ({ value: device, label, roles })),
    ...(access?.people ?? []).map(({ person, label = person, roles }) => ({ value: person, label, roles })),
  ]
    .filter(({ roles }) => roles.some((role) => inTheField.includes(role)))
    .map(({ value, label, roles }) => ({
      value,
      label: listed(words, [label, ...roles.map((role) => roleWords(role, t))]),
    }))
  const places = completed.places.map((value) => ({ value, label: names.place(value) }))
  const gates = [...new Set(completed.gates.map(({ id }) => id))].map((value) => ({
    value,
    label: listed(
      words,
      completed.gates
        .flatMap(({ id, corridor }) => (id === value ? [names.corridor(corridor)] : []))
        .toSpliced(0, 0, value),
    ),
  }))
  const whoField: FieldOf = {
    name: 'who',
    label: 'duties.who',
    isRequired: true,
    ...(access === undefined ? { hint: 'duties.who.hint', kind: 'line' } : { kind: { choices: who } }),
  }
  const vehicles = completed.vehicles.map((value) => ({ value, label: value }))
  return (
    <section aria-labelledby="duties" className="no-print">
      <h2 id="duties">{t('duties.title')}</h2>
      {day.duties.length === 0 ? (
        <p className="empty">{t('duties.none')}</p>
      ) : (
        <details open={day.duties.length <= fewest}>
          <summary>{t('duties.count', { count: day.duties.length })}</summary>
          <ul>
            {day.duties.map((duty) => (
              <li key={duty.who}>
                <strong>
                  <bdi>{called.get(duty.who) ?? duty.who}</bdi>
                </strong>
                : {listed(words, [...duty.vehicles, ...duty.convoys, ...duty.gates, ...duty.places.map(names.place)])}
              </li>
            ))}
          </ul>
        </details>
      )}
      {may('set_duty') && (
        <Act title={t('duties.set')} about={t('duties.set.about')}>
          <CommandForm
            pause={pause}
            kind="set_duty"
            fields={[
              whoField,
              { name: 'vehicles', label: 'duties.vehicles', hint: 'duties.vehicles.hint', kind: 'line' },
              { name: 'gates', label: 'gates.title', kind: { many: gates } },
              { name: 'places', label: 'duties.places', kind: { many: places } },
            ]}
            inputOf={({ who: token, vehicles: typed, gates: chosenGates, places: chosen }) => ({
              who: token,
              vehicles: idsIn(typed),
              gates: many(chosenGates),
              places: many(chosen),
            })}
            submit="duties.set"
          />
        </Act>
      )}
      {may('bind_tracker') && (
        <>
          {day.trackers.length > 0 && (
            <details open={day.trackers.length <= fewest}>
              <summary>
                {t('duties.trackers')} {number(day.trackers.length)}
              </summary>
              <p>
                {listed(
                  words,
                  day.trackers.map(({ tracker, vehicle }) => `${vehicle} (${tracker})`),
                )}
              </p>
            </details>
          )}
          <Act title={t('duties.bind')} about={t('duties.bind.about')}>
            <CommandForm
              pause={pause}
              kind="bind_tracker"
              fields={[
                { name: 'vehicle', label: 'timetable.vehicle', isRequired: true, kind: { choices: vehicles } },
                {
                  name: 'tracker',
                  label: 'duties.tracker',
                  hint: 'duties.tracker.hint',
                  isRequired: true,
                  kind: 'line',
                },
                {
                  name: 'protocol',
                  label: 'duties.protocol',
                  isRequired: true,
                  kind: {
                    choices: [
                      { value: 'osmand', label: 'OsmAnd, Traccar' },
                      { value: 'owntracks', label: 'OwnTracks' },
                    ],
                  },
                },
              ]}
              submit="duties.bind"
            />
          </Act>
          {day.trackers.length > 0 && (
            <Act title={t('duties.unbind')}>
              <CommandForm
                pause={pause}
                kind="unbind_tracker"
                fields={[
                  {
                    name: 'tracker',
                    label: 'duties.tracker',
                    isRequired: true,
                    kind: {
                      choices: day.trackers.map(({ tracker, vehicle }) => ({
                        value: tracker,
                        label: `${vehicle} (${tracker})`,
                      })),
                    },
                  },
                ]}
                submit="duties.unbind"
              />
            </Act>
          )}
        </>
      )}
    </section>
  )
}
