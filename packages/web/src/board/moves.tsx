// Departures moved on the timetable of the board: proposed to the server, and what became of it.

import { useMemo } from 'react'
import type { Moves } from '../charts/index.ts'
import type { Moving } from '../charts/moving.ts'
import { Departures } from '../coordination/particulars.tsx'
import { refusalText } from '../coordination/refusal.ts'
import { useWords } from '../words.tsx'
import { BrokenRules } from './broken-rules.tsx'
import type { ReplanState } from './proposal.ts'
import type { Refused, Replanning } from './replanning.ts'

/** Undefined: nothing is moved, for the pause is not under way or this is not for the reader. */
export function useMoves({ told, refused, propose }: Replanning, now: number): Moves | undefined {
  return useMemo(
    () =>
      told === undefined
        ? undefined
        : {
            now,
            promisedSeconds: told.promised_s,
            propose,
            outcomeOf: (moving) => <Outcome moving={moving} told={told} refused={refused} />,
          },
    [told, refused, propose, now],
  )
}

function Outcome({ moving, told, refused }: { moving: Moving; told: ReplanState; refused: Refused | undefined }) {
  const words = useWords()
  const { t } = words
  const isOf = (one: Moving | null | undefined) => one?.trip === moving.trip && one.seconds === moving.seconds
  if (refused !== undefined && isOf(refused.moving))
    return (
      <div role="alert" className="told refused">
        <p>{refusalText(refused, words)}</p>
        <Departures departures={refused.departures} />
      </div>
    )
  if (!isOf(told.shift)) return null
  if (told.state === 'running') return <p role="status">{t('move.checking')}</p>
  if (told.state === 'there')
    return (
      <p role="status">
        <a href="#replan">{t('move.proposed')}</a>
      </p>
    )
  if (told.state !== 'failed') return null
  return (
    <div role="alert" className="told refused">
      <BrokenRules told={told} />
    </div>
  )
}
