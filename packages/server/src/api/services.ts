// What operations of coordination are answered from.

import { type Rules, rules as usualRules } from '../coordination/index.ts'
import { boundIn as boundOnAccount } from '../live/bound.ts'
import { Days } from '../live/days.ts'
import { PlansInForce } from '../live/in-force.ts'
import type { Actor, Subject } from '../policy/index.ts'
import { Keeping } from '../positions/keeping.ts'
import { type Bound, Positions } from '../positions/positions.ts'
import { PositionStreams } from '../positions/stream.ts'
import { type Database, type Intake, type Outcomes, openIntake, openOutcomes, timeIn } from '../storage/index.ts'
import { type DocumentLimits, Documents } from './documents.ts'
import { Leaves } from './leaves.ts'
import { Limit, type Rate } from './limits.ts'
import { type LivePause, LivePauses } from './live.ts'
import { Places } from './place.ts'
import type { StreamPace } from './readers.ts'
import { Retention } from './retention.ts'
import { Shows } from './shown.ts'
import type { SignIn } from './sign-in.ts'
import { Streams } from './stream.ts'

export interface Rates {
  /** Of commands, for each who asks. */
  readonly commands: Rate
  /** Of what devices have signed, each entry by itself: one that was without a network for a day brings all of it. */
  readonly entries: Rate
  /** Of one-use keys that devices have certified. */
  readonly keys: Rate
  /** Of whatever is read, for each who asks. */
  readonly reads: Rate
  /** Of whoever is not signed in, by address. */
  readonly strangers: Rate
  /** Of positions, for each tracker: one that was without a network sends what it kept. */
  readonly trackers: Rate
}

export const usualRates: Rates = {
  commands: { burst: 40, perSecond: 10 },
  entries: { burst: 400, perSecond: 10 },
  keys: { burst: 800, perSecond: 20 },
  reads: { burst: 120, perSecond: 30 },
  strangers: { burst: 60, perSecond: 10 },
  trackers: { burst: 3600, perSecond: 20 },
}

/** Who looks at what is sensitive is noted before it is shown. */
export interface ReadsNoted {
  note(pause: string, reader: Actor, subject: Subject): Promise<void>
}

export interface ServicesSetup {
  readonly database: Database
  readonly signIn: SignIn
  readonly reads?: ReadsNoted
  readonly rules?: Rules
  /** Seconds since 1970. */
  readonly now?: () => number
  /** Of a pause, by the id of the tracker; absent: those that are bound on its account. */
  readonly boundIn?: (pause: LivePause) => ReadonlyMap<string, Bound>
  readonly rates?: Partial<Rates>
  readonly streamPace?: StreamPace
  readonly documents?: Partial<DocumentLimits>
  /** How long an answer waits for what becomes of a command. */
  readonly outcomeMilliseconds?: number
}

export interface Services {
  readonly database: Database
  readonly signIn: SignIn
  readonly reads: ReadsNoted
  readonly rules: Rules
  readonly now: () => number
  /** What time it is in a pause: an exercise may be played on a day of its own. */
  readonly nowIn: (pause: LivePause) => number
  readonly live: LivePauses
  readonly plans: PlansInForce
  readonly positions: Positions
  readonly positionStreams: PositionStreams
  /** Those that are under way. */
  readonly days: Days
  readonly shows: Shows
  readonly streams: Streams
  readonly intake: Intake
  readonly outcomes: Outcomes
  readonly documents: Documents
  readonly leaves: Leaves
  readonly limits: { readonly [Name in keyof Rates]: Limit }
  readonly counts: { taken: number; refused: number }
  readonly outcomeMilliseconds: number
  close(): Promise<void>
}

export async function openServices({
  database,
  signIn,
  reads = { note: async () => undefined },
  rules = usualRules,
  now = () => Date.now() / 1000,
  boundIn = boundOnAccount,
  rates = {},
  streamPace,
  documents: documentLimits,
  outcomeMilliseconds = 3000,
}: ServicesSetup): Promise<Services> {
  const places = await Places.of(database)
  const outcomes = await openOutcomes(database)
  const live = await LivePauses.open(database, rules)
  const shows = new Shows(rules)
  const nowIn = ({ clock }: LivePause) => timeIn(clock, now())
  const streams = new Streams({
    live,
    shows,
    places,
    reads,
    nowIn,
    ...(streamPace === undefined ? {} : { pace: streamPace }),
  })
  const documents = new Documents(documentLimits)
  const plans = new PlansInForce(database)
  const positions = await Positions.open({
    database,
    live,
    nowIn,
    boundIn,
    placesOf: (pause) => plans.of(pause)?.pause.places,
  })
  const intake = openIntake(database)
  const keeping = new Keeping({ database, intake, live, positions, nowIn, now })
  const retention = new Retention({ database, live, nowIn, now })
  const days = new Days({ intake, live, plans, positions, nowIn })
  const positionStreams = new PositionStreams({
    live,
    tracks: positions.tracks,
    reads,
    nowIn,
    ...(streamPace === undefined ? {} : { pace: streamPace }),
  })
  const rated = { ...usualRates, ...rates }
  return {
    database,
    signIn,
    reads,
    rules,
    now,
    nowIn,
    live,
    plans,
    positions,
    positionStreams,
    days,
    shows,
    streams,
    intake,
    outcomes,
    documents,
    leaves: new Leaves(database),
    limits: {
      commands: new Limit(rated.commands),
      entries: new Limit(rated.entries),
      keys: new Limit(rated.keys),
      reads: new Limit(rated.reads),
      strangers: new Limit(rated.strangers),
      trackers: new Limit(rated.trackers),
    },
    counts: { taken: 0, refused: 0 },
    outcomeMilliseconds,
    async close() {
      streams.close()
      positionStreams.close()
      await days.close()
      await keeping.close()
      await retention.close()
      await positions.close()
      await plans.close()
      await documents.close()
      await live.close()
      await outcomes.close()
    },
  }
}
