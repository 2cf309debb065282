import type { LevelName, PlanLevel } from '@treve/model'
import type { Check } from '../reading.ts'
import { resultsOf } from '../results.ts'
import { clock } from '../words.ts'
import { bufferOf } from './windows.ts'

const units: Readonly<Record<LevelName, PlanLevel['unit']>> = {
  '2': 'people',
  '3': 'people',
  '4': 'people',
  '5a': 'g',
  '5b': 'people',
  '6a': 'ppm',
  '6b': 'g',
  '7': 's',
  '8': 's',
  '9': 'm',
}
const mustHave: readonly LevelName[] = ['2', '3', '4', '5a', '5b', '6a', '6b']

/**
 * What each level says it reaches is so. Level 7 counts from the first window's opening to each person's exit; on foot
 * it may lie between that of the first and that of the last. Level 8 is the time in which people are aboard and the
 * vehicle does not drive, level 9 the metres it drives: a plan does not say when a vehicle waits on its way, and a
 * pause does not state the length of links, so only their units are checked.
 */
export const levelsServed: Check = (reading, refuse) => {
  const { levels } = reading.plan
  const results = resultsOf(reading)
  for (const name of mustHave) {
    const entries = levels.filter((entry) => entry.level === name)
    if (entries.length !== 1) refuse(null, null, `level ${name} is there ${entries.length} times`)
  }
  for (const { level, unit, served, share_ppm } of levels) {
    if (unit !== units[level]) refuse(null, null, `level ${level} is in ${units[level]}, not in ${unit}`)
    const found = results.levels.get(level)
    if (found !== undefined && served !== found) {
      refuse(null, null, `level ${level} says ${served}; the trips amount to ${found}`)
    }
    if (level === '5a' && share_ppm !== undefined && share_ppm !== results.floorSharePpm) {
      refuse(null, null, `level 5a says ${share_ppm} ppm; the trips amount to ${results.floorSharePpm} ppm`)
    }
    const { least, most } = results.exitSeconds
    if (level === '7' && (served < least || served > most)) {
      const range = least === most ? `${least} s` : `${least} to ${most} s`
      refuse(null, null, `level 7 says ${served} s; the trips amount to ${range}`)
    }
  }
}

/** Percentages are figures to read: they may be rounded. */
const percentTolerance = 0.06

/** No level does better than its bound; where that is said to be proved, the two are one. Gaps are what lies between. */
export const levelBounds: Check = ({ plan }, refuse) => {
  let widest = 0
  for (const { level, served, bound, gap, gap_percent, proved } of plan.levels) {
    if (bound === null) {
      if (proved) refuse(null, null, `level ${level} is said to be proved, and has no bound`)
      continue
    }
    const isCost = level === '7' || level === '8' || level === '9'
    if (isCost ? served < bound : served > bound) {
      refuse(null, null, `level ${level}: ${served} is better than its bound ${bound}`)
    } else if (proved && served !== bound) {
      refuse(null, null, `level ${level} is said to be proved; it reaches ${served} of ${bound}`)
    }
    const difference = Math.abs(bound - served)
    if (gap !== null && gap !== difference) {
      refuse(null, null, `level ${level}: between ${served} and ${bound} lie ${difference}, not ${gap}`)
    }
    if (isCost) continue
    const percent = bound === 0 ? 0 : (100 * difference) / bound
    widest = Math.max(widest, percent)
    if (gap_percent !== null && Math.abs(gap_percent - percent) > percentTolerance) {
      refuse(null, null, `level ${level}: the gap is ${percent.toFixed(3)} %, not ${gap_percent} %`)
    }
  }
  if (Math.abs(plan.gap_percent - widest) > percentTolerance) {
    refuse(null, null, `the greatest gap is ${widest.toFixed(3)} %, not ${plan.gap_percent} %`)
  }
  const { bound, served } = plan
  if (served.people > bound.people)
    refuse(null, null, `${served.people} people are more than the bound ${bound.people}`)
  if (served.aid_g > bound.aid_g)
    refuse(null, null, `${served.aid_g} g of aid are more than the bound ${bound.aid_g} g`)
}

/** The plan lists each window, when all are to be clear and when the last is out. */
export const planWindows: Check = ({ pause, plan, passages, walking }, refuse) => {
  const zone = pause.time_zone
  const isListed = new Set(plan.windows.map((window) => window.id))
  for (const { id } of pause.terms.windows) if (!isListed.has(id)) refuse(null, null, `window ${id} is not listed`)
  for (const listed of plan.windows) {
    const window = pause.terms.windows.find((each) => each.id === listed.id)
    if (window === undefined) {
      refuse(listed.close, null, `there is no window ${listed.id}`)
      continue
    }
    const clearBy = window.close - bufferOf({ pause, plan })
    if (listed.close !== window.close) {
      refuse(
        listed.close,
        null,
        `${window.id} closes at ${clock(window.close, zone)}, not ${clock(listed.close, zone)}`,
      )
    }
    if (listed.clear_by !== clearBy) {
      refuse(listed.clear_by, null, `${window.id}: clear_by is close less buffer, not ${clock(listed.clear_by, zone)}`)
    }
    // Who leaves after the close is late in that window, not in none.
    const next = Math.min(...pause.terms.windows.map(({ open }) => open).filter((open) => open > window.open))
    const isIn = (at: number) => at >= window.open && at < next
    const exits = passages.filter((each) => each.direction === 'out' && isIn(each.enter)).map((each) => each.exit)
    const onFoot = walking.flatMap((each) =>
      isIn(each.walk.from) && each.lastExit !== undefined ? [each.lastExit] : [],
    )
    // The last vehicle, or the last of all: where people walk, both are meant by some.
    const [vehicles, all] = [latest(exits), latest([...exits, ...onFoot])]
    if (listed.last_exit === vehicles || listed.last_exit === all) continue
    const [told, found] = [listed.last_exit, vehicles].map((at) => (at === null ? 'none' : clock(at, zone)))
    refuse(listed.last_exit, null, `${window.id}: last_exit says ${told}; the last vehicle is out: ${found}`)
  }
}

function latest<T extends number>(instants: readonly T[]): T | null {
  let last: T | null = null
  for (const at of instants) if (last === null || at > last) last = at
  return last
}
