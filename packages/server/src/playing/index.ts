// A day that is played for who wants to see one: in a rehearsal of its own, beside this server. Who begins it is handed in.

import { type Asking, jsonAnswer, type Operation, pauseParameter } from '../api/operation.ts'
import type { Who } from '../policy/index.ts'
import { problem } from '../problem.ts'

export type PlayedState =
  | { readonly state: 'not_offered' | 'none' | 'beginning' }
  /** `address`: where the board of the rehearsal is, with a code that lets in. */
  | {
      readonly state: 'preparing'
      readonly address: string
      /** Trips that have their orders, of all. */
      readonly ordered?: number
      readonly trips?: number
    }
  | { readonly state: 'playing'; readonly address: string; readonly speed: number }
  | { readonly state: 'over'; readonly address: string }
  /** `address`: what came of it until then can still be looked at. */
  | { readonly state: 'failed'; readonly reason: string; readonly address?: string }

export interface PlayedDays {
  state(pause: string): PlayedState
  begin(pause: string): PlayedState
  stop(pause: string): Promise<PlayedState>
}

export const neverPlayed: PlayedDays = {
  state: () => ({ state: 'not_offered' }),
  begin: () => ({ state: 'not_offered' }),
  stop: async () => ({ state: 'not_offered' }),
}

const schema = {
  type: 'object',
  required: ['state'],
  properties: {
    state: { enum: ['not_offered', 'none', 'beginning', 'preparing', 'playing', 'over', 'failed'] },
    address: { type: 'string', description: 'The board of the rehearsal, with a code that lets in.' },
    speed: { type: 'number', description: 'Seconds of the exercise in each.' },
    ordered: { type: 'integer', description: 'Preparing, while the clock stands: trips that have their orders.' },
    trips: { type: 'integer', description: 'Of so many.' },
    reason: { type: 'string', description: 'Failed: why.' },
  },
}

/** @param isServed whether there is such a pause here */
export function playingOperations(
  days: PlayedDays,
  isServed: (pause: string) => boolean,
  who: Who,
): readonly Operation[] {
  const one = (
    id: string,
    method: 'get' | 'post',
    path: string,
    summary: string,
    act: (pause: string) => PlayedState | Promise<PlayedState>,
  ): Operation => ({
    id,
    method,
    path: `/api/v1/pauses/{pause}/played-day${path}`,
    summary,
    parameters: [pauseParameter],
    answers: { 200: jsonAnswer('How far it is.', schema) },
    who,
    async answer({ context, path: { pause = '' } }: Asking) {
      return isServed(pause) ? context.json(await act(pause)) : problem(context, 'pause_unknown')
    },
  })
  return [
    one('getPlayedDay', 'get', '', 'Whether a day of it is being played in a rehearsal beside this server.', (pause) =>
      days.state(pause),
    ),
    one('beginPlayedDay', 'post', '', 'Begins to play a day of it, where that is offered.', (pause) =>
      days.begin(pause),
    ),
    one('stopPlayedDay', 'post', '/stop', 'Stops it.', (pause) => days.stop(pause)),
  ]
}
