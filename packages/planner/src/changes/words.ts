// A change as a plan writes it (`would_take`, docs/formats/plan.md): for programs, and to be shown in any language.

import type { Pause } from '@treve/model'
import type { Change } from './change.ts'

/** `pause` is the one that is changed: rates are told with their own time. */
export function writtenChange(pause: Pause, change: Change): string {
  switch (change.kind) {
    case 'beds':
      return `beds ${change.place} ${change.mobility} +${change.count}`
    case 'places':
      return `places ${change.place} +${change.count}`
    case 'intake': {
      const place = pause.places.find(({ id }) => id === change.place)
      return `intake ${change.place} +${change.more} per ${place?.intake?.per ?? 0} s`
    }
    case 'bays':
      return `bays ${change.place} ${change.activity} +${change.more}`
    case 'vehicles':
      return `fleet ${change.fleet} +${change.count}`
    case 'available':
      return `available ${change.fleet} ${change.end} ${change.end === 'from' ? '-' : '+'}${change.minutes} min`
    case 'crew_hours':
      return `crew_hours ${change.fleet} +${change.minutes} min`
    case 'carries':
      return `carries ${change.fleet} ${change.use}`
    case 'loads':
      return `loads ${change.fleet} ${change.mobility} +${change.more}`
    case 'lane':
      return `lanes ${change.corridor}/${change.gate} +${change.lanes}`
    case 'foot_lanes':
      return `foot_lanes ${change.corridor}/${change.gate} +${change.more}`
    case 'serves':
      return `serves ${change.corridor}/${change.gate} ${change.vehicle}`
    case 'slots': {
      const corridor = pause.corridors.find(({ id }) => id === change.corridor)
      return `capacity ${change.corridor} +${change.vehicles} per ${corridor?.capacity?.[0]?.value.per ?? 0} s`
    }
    case 'walkers': {
      const corridor = pause.corridors.find(({ id }) => id === change.corridor)
      return `walkers ${change.corridor} +${change.more} per ${corridor?.on_foot?.[0]?.value.per ?? 0} s`
    }
    case 'withdrawal':
      return `opens ${change.corridor} -${timeText(change.seconds)}`
    case 'corridor':
      return `corridor like ${change.corridor}`
    case 'walking':
      return `walking ${change.corridor}`
    case 'passes':
      return `passes ${change.corridor} ${change.vehicle}`
    case 'both_ways':
      return `both_ways ${change.corridor}`
    case 'use':
      return `use ${change.corridor} ${change.use}`
    case 'alternate':
      return `alternate ${change.corridor}`
    case 'window':
      return `${change.end === 'close' ? 'window' : 'open'} ${change.window} ${change.end === 'close' ? '+' : '-'}${timeText(change.seconds)}`
    case 'buffer':
      return `buffer ${change.seconds < 0 ? '-' : '+'}${timeText(Math.abs(change.seconds))}`
    case 'ready':
      return `ready ${change.group} -${change.minutes} min`
    case 'separation':
      return `separation ${change.uses.join(' ')}`
    case 'reciprocal':
      return `reciprocal ${change.rule}`
    case 'convoys':
      return `convoys ${change.corridor}`
  }
}

function timeText(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}
