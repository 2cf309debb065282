// What time it is in a pause; and of an exercise, to which time it is set and how fast it runs.

import { setTimeout as wait } from 'node:timers/promises'
import { formatInstant, type Instant, utc } from '@treve/model'
import { decimal, instant, object, optional, required } from '@treve/model/schema'
import { moderate } from '../coordination/sensitivity.ts'
import { problem } from '../problem.ts'
import { type ExerciseClock, setExerciseClock, timeIn } from '../storage/index.ts'
import { readInputOf } from './commands.ts'
import type { LivePause } from './live.ts'
import { jsonAnswer, type Operation, pauseParameter } from './operation.ts'
import type { Services } from './services.ts'

const clockSchema = {
  type: 'object',
  required: ['now', 'exercise_clock'],
  properties: {
    now: { type: 'string', format: 'date-time', description: 'What time it is in the pause.' },
    exercise_clock: {
      type: ['object', 'null'],
      description: 'Null: real time. Else at `real_s` it was `pause_s` there, and `speed` seconds pass there in each.',
      required: ['real_s', 'pause_s', 'speed'],
      properties: { real_s: { type: 'number' }, pause_s: { type: 'number' }, speed: { type: 'number' } },
    },
  },
}

const clockInput = object({
  at: optional(instant(), moderate('What time it is to be there; never earlier than it is. Absent: as it is.')),
  speed: required(decimal(0, 3600), moderate('Seconds that pass there in each; 0: it stands still.')),
})

export const clockOperations: readonly Operation[] = [
  {
    id: 'getClock',
    method: 'get',
    path: '/api/v1/pauses/{pause}/clock',
    summary: 'What time it is in a pause: an exercise may be played on a day of its own.',
    parameters: [pauseParameter],
    answers: { 200: jsonAnswer('The time.', clockSchema) },
    who: 'of_the_pause',
    isUse: false,
    answer({ context, services, path: { pause = '' } }) {
      const known = services?.live.of(pause)
      if (services === undefined || known === undefined) return problem(context, 'pause_unknown')
      return context.json(toldClock(known, known.clock, services.now()))
    },
  },
  {
    id: 'setClock',
    method: 'post',
    path: '/api/v1/pauses/{pause}/clock',
    summary: 'Sets the clock of an exercise, on and never back. Of a real pause it is refused.',
    parameters: [pauseParameter],
    input: { type: clockInput, mostBytes: 1000 },
    answers: { 200: jsonAnswer('The time.', clockSchema) },
    who: { mayAsk: 'begin' },
    async answer({ context, services, path: { pause = '' } }) {
      const known = services?.live.of(pause)
      if (services === undefined || known === undefined) return problem(context, 'pause_unknown')
      const read = await readInputOf(context, clockInput, known.zone)
      if ('refused' in read) return read.refused
      // Given to it with its account, in a rehearsal: no day that is under way can be put out of its time.
      if (known.clock === undefined) return problem(context, 'no_exercise')
      const { at, speed } = read.input
      if (at !== undefined && at < Math.floor(services.nowIn(known))) return problem(context, 'clock_back')
      const clock = await setExerciseClock(services.database, pause, {
        now: services.now(),
        speed,
        ...(at === undefined ? {} : { at }),
      })
      await saidWhatIsDue(services, pause)
      return context.json(toldClock(known, clock, services.now()))
    },
  },
]

/** What that time brings is on the account before it is answered, so that whoever plays a day goes on from there. */
async function saidWhatIsDue({ live, rules, nowIn }: Services, pause: string): Promise<void> {
  for (const until = performance.now() + longestMilliseconds; performance.now() < until; ) {
    await live.reach()
    const known = live.of(pause)
    if (known === undefined || rules.due(known.state, Math.floor(nowIn(known)) as Instant).length === 0) return
    await wait(20)
  }
}

const longestMilliseconds = 5000

function toldClock({ zone }: LivePause, clock: ExerciseClock | undefined, now: number) {
  return {
    now: formatInstant(Math.floor(timeIn(clock, now)) as Instant, zone ?? utc),
    exercise_clock: clock === undefined ? null : { real_s: clock.real, pause_s: clock.pause, speed: clock.speed },
  }
}
