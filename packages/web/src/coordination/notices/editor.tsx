// One movement of a notification, as it is written.

import { useId } from 'react'
import { type Key, useWords } from '../../words.tsx'
import { directionCodes, useCodes, vehicleCodes, wordOf } from '../code-words.ts'
import type { Names } from '../names.ts'
import type { MovementTyped } from './typed.ts'

export interface CorridorKnown {
  readonly id: string
  readonly uses: readonly string[]
  /** Where it has any of its own. */
  readonly segments: readonly string[]
}

export function MovementEditor({
  movement,
  corridors,
  names,
  change,
  remove,
}: {
  movement: MovementTyped
  corridors: readonly CorridorKnown[]
  names: Names
  change: (next: MovementTyped) => void
  remove: (() => void) | undefined
}) {
  const { t } = useWords()
  const { id: name, use, corridor, segments, direction, from, until, vehicles, onFoot, alternates } = movement
  const set = (part: Partial<MovementTyped>) => change({ ...movement, ...part })
  const usable = corridors.filter(({ uses }) => uses.includes(use))
  const own = corridors.find(({ id }) => id === corridor)
  const instead = usable.filter(({ id }) => id !== corridor)
  return (
    <fieldset className="field movement-editor">
      <legend>
        {t('compose.movement')} <bdi>{name}</bdi>
      </legend>
      <div className="pair">
        <Select named="compose.use" value={use} set={(next) => set({ use: next, corridor: '', alternates: [] })}>
          {useCodes.map((code) => [code, wordOf('coordination.use', code, t)])}
        </Select>
        <Select
          named="compose.corridor"
          value={corridor}
          set={(next) => set({ corridor: next, segments: [], alternates: [] })}
        >
          {[['', ''] as const, ...usable.map(({ id }) => [id, names.corridor(id)] as const)]}
        </Select>
        <Select named="compose.direction" value={direction} set={(next) => set({ direction: next })}>
          {directionCodes.map((code) => [code, wordOf('direction', code, t)])}
        </Select>
      </div>
      {own !== undefined && own.segments.length > 0 && (
        <Checks
          named="compose.segments"
          all={own.segments.map((id) => [id, id] as const)}
          chosen={segments}
          set={(next) => set({ segments: next })}
        />
      )}
      <div className="pair">
        <Input named="compose.from" type="datetime-local" value={from} isRequired set={(next) => set({ from: next })} />
        <Input
          named="compose.until"
          type="datetime-local"
          value={until}
          isRequired
          set={(next) => set({ until: next })}
        />
      </div>
      <fieldset className="field">
        <legend>{t('compose.vehicles')}</legend>
        <div className="counts">
          {vehicleCodes.map((kind) => (
            <Input
              key={kind}
              named={`vehicle.${kind}`}
              type="number"
              value={vehicles[kind] ?? ''}
              set={(next) => set({ vehicles: { ...vehicles, [kind]: next } })}
            />
          ))}
        </div>
        <label className="choice">
          <input type="checkbox" checked={onFoot} onChange={({ target }) => set({ onFoot: target.checked })} />
          {t('compose.onFoot')}
        </label>
      </fieldset>
      {instead.length > 0 && (
        <Checks
          named="compose.alternates"
          all={instead.map(({ id }) => [id, names.corridor(id)] as const)}
          chosen={alternates.map((each) => each.corridor)}
          set={(next) =>
            set({
              alternates: next.flatMap((each) => {
                // What was said of its segments stays.
                const before = alternates.filter((route) => route.corridor === each)
                return before.length > 0 ? before : [{ corridor: each, segments: [] }]
              }),
            })
          }
        />
      )}
      {remove !== undefined && (
        <div className="actions">
          <button type="button" onClick={remove}>
            {t('compose.remove', { id: name })}
          </button>
        </div>
      )}
    </fieldset>
  )
}

function Select<T extends string>({
  named,
  value,
  set,
  children,
}: {
  named: Key
  value: T
  set: (next: T) => void
  children: readonly (readonly [T, string])[]
}) {
  const { t } = useWords()
  const id = useId()
  const chosen = (text: string) => children.find(([code]) => code === text)?.[0]
  return (
    <div className="field">
      <label htmlFor={id}>{t(named)}</label>
      <select
        id={id}
        required
        value={value}
        onChange={({ target }) => {
          const next = chosen(target.value)
          if (next !== undefined) set(next)
        }}
      >
        {children.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

function Input({
  named,
  type,
  value,
  isRequired = false,
  set,
}: {
  named: Key
  type: 'datetime-local' | 'number'
  value: string
  isRequired?: boolean
  set: (next: string) => void
}) {
  const { t } = useWords()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{t(named)}</label>
      <input
        id={id}
        type={type}
        min={type === 'number' ? 0 : undefined}
        required={isRequired}
        value={value}
        dir="ltr"
        onChange={({ target }) => set(target.value)}
      />
    </div>
  )
}

export function Checks({
  named,
  all,
  chosen,
  set,
}: {
  named: Key
  all: readonly (readonly [string, string])[]
  chosen: readonly string[]
  set: (next: readonly string[]) => void
}) {
  const { t } = useWords()
  return (
    <fieldset className="field">
      <legend>{t(named)}</legend>
      {all.map(([code, words]) => (
        <label key={code} className="choice">
          <input
            type="checkbox"
            checked={chosen.includes(code)}
            onChange={({ target }) =>
              set(all.map(([each]) => each).filter((each) => (each === code ? target.checked : chosen.includes(each))))
            }
          />
          <bdi>{words}</bdi>
        </label>
      ))}
    </fieldset>
  )
}
