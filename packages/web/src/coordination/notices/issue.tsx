// An order to vehicles, begun from a movement that the parties were told of. Where it departs from that it is refused with
// what departs; then a coordinator may let just that pass, with the reason.

import { useId } from 'react'
import { useWords } from '../../words.tsx'
import { choicesOf, directionCodes, useCodes, vehicleCodes, wordOf } from '../code-words.ts'
import { type FieldOf, givenIn, listed, rowsIn, type Typed } from '../fields.ts'
import { CommandForm } from '../form.tsx'
import { keyOf, useKept } from '../kept.ts'
import type { Names } from '../names.ts'
import type { CorridorKnown } from './editor.tsx'
import { localOf } from './typed.ts'
import type { MovementView, NoticeView } from './view.ts'

export function IssueOrder({
  pause,
  notices,
  corridors,
  names,
  mayOverride,
}: {
  pause: string
  notices: readonly NoticeView[]
  corridors: readonly CorridorKnown[]
  names: Names
  mayOverride: boolean
}) {
  const { t } = useWords()
  const id = useId()
  const known = notices
    .filter(({ stands, kind }) => stands && kind !== 'cancel')
    .flatMap(({ thread, movements }) =>
      movements.map((movement) => ({ key: `${thread} ${movement.id}`, thread, movement })),
    )
  const [chosen, choose] = useKept(keyOf(pause, 'order-of'), '')
  const rests = known.find(({ key }) => key === chosen) ?? (known.length === 1 ? known[0] : undefined)
  if (known.length === 0) return <p className="empty">{t('orders.issue.nothing')}</p>
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('orders.issue.movement')}</label>
        <select id={id} value={rests?.key ?? ''} onChange={({ target }) => choose(target.value)}>
          {rests === undefined && <option value="" />}
          {known.map(({ key, thread, movement }) => (
            <option key={key} value={key}>
              {t('orders.issue.ofMovement', {
                number: thread,
                movement: movement.id,
                use: wordOf('coordination.use', movement.use, t),
                corridor: names.corridor(movement.corridor),
              })}
            </option>
          ))}
        </select>
      </div>
      {rests !== undefined && (
        <OrderForm
          key={rests.key}
          pause={pause}
          thread={rests.thread}
          movement={rests.movement}
          corridors={corridors}
          names={names}
          mayOverride={mayOverride}
        />
      )}
    </>
  )
}

function OrderForm({
  pause,
  thread,
  movement,
  corridors,
  names,
  mayOverride,
}: {
  pause: string
  thread: number
  movement: MovementView
  corridors: readonly CorridorKnown[]
  names: Names
  mayOverride: boolean
}) {
  const { t } = useWords()
  const kinds = choicesOf('vehicle', vehicleCodes, t)
  const [first = { kind: '' }] = movement.vehicles
  const segmentsOf = (corridor: string) => corridors.find(({ id }) => id === corridor)?.segments ?? []
  const fixed = { notification: thread, movement: movement.id }
  const fields: readonly FieldOf[] = [
    { name: 'id', label: 'orders.id', hint: 'orders.id.hint', isRequired: true, kind: 'line' },
    {
      name: 'vehicles',
      label: 'orders.vehicles',
      kind: {
        rows: [
          { name: 'id', label: 'orders.vehicle.id', isRequired: true, kind: 'line' },
          {
            name: 'kind',
            label: 'orders.vehicle.kind',
            isRequired: true,
            kind: { choices: kinds },
            initial: first.kind,
          },
        ],
        add: 'orders.vehicle.add',
      },
    },
    { name: 'on_foot', label: 'compose.onFoot', kind: 'yes', initial: movement.on_foot ? 'yes' : '' },
    {
      name: 'corridor',
      label: 'compose.corridor',
      isRequired: true,
      kind: { choices: corridors.map(({ id }) => ({ value: id, label: names.corridor(id) })) },
      initial: movement.corridor,
    },
    ...corridors
      .filter(({ segments }) => segments.length > 0)
      .map(
        ({ id, segments }): FieldOf => ({
          name: `segments ${id}`,
          label: 'compose.segments',
          kind: { many: segments.map((value) => ({ value, label: value })) },
          initial: id === movement.corridor ? movement.segments.join(' ') : '',
          isAsked: ({ corridor }) => corridor === id,
        }),
      ),
    {
      name: 'direction',
      label: 'compose.direction',
      isRequired: true,
      kind: { choices: choicesOf('direction', directionCodes, t) },
      initial: movement.direction,
    },
    { name: 'from', label: 'compose.from', isRequired: true, kind: 'instant', initial: localOf(movement.from) },
    { name: 'until', label: 'compose.until', isRequired: true, kind: 'instant', initial: localOf(movement.until) },
    {
      name: 'use',
      label: 'compose.use',
      isRequired: true,
      kind: { choices: choicesOf('coordination.use', useCodes, t) },
      initial: movement.use,
    },
  ]
  const inputOf = (typed: Typed) => {
    const { corridor = '' } = typed
    const own = fields.filter(({ name }) => !name.startsWith('segments '))
    const segments = segmentsOf(corridor).length === 0 ? [] : listed(typed[`segments ${corridor}`])
    return { ...givenIn(own, typed), segments }
  }
  return (
    <CommandForm
      pause={pause}
      kind="issue_order"
      fields={fields}
      fixed={fixed}
      inputOf={inputOf}
      submit="orders.issue.submit"
      confirm={({ id = '', vehicles }) => (
        <p>
          {t('orders.issue.confirm', {
            id,
            vehicles: rowsIn(vehicles)
              .map((each) => each.id)
              .join(t('list.comma')),
          })}
        </p>
      )}
      after={(sending, typed) =>
        sending.state === 'refused' &&
        sending.code === 'departs_from_notified' && (
          <div className="notice-box stop">
            <h4>{t('orders.override')}</h4>
            <p>{t(mayOverride ? 'orders.override.about' : 'orders.override.ask')}</p>
            {mayOverride && (
              <CommandForm
                pause={pause}
                kind="override"
                keptAs={keyOf(pause, 'override', thread, movement.id)}
                fields={[{ name: 'reason', label: 'orders.override.reason', isRequired: true, kind: 'text' }]}
                inputOf={({ reason }) => ({ order: { ...inputOf(typed), ...fixed }, reason })}
                submit="orders.override.submit"
                confirm={() => <p>{t('orders.override.confirm')}</p>}
              />
            )}
          </div>
        )
      }
    />
  )
}
