// One pause, planned for so many CPU-seconds in this process alone; what came of it on standard output.

import { resourceUsage } from 'node:process'
import { checkPlan } from '@treve/checker'
import { travelTimesOf } from '@treve/network'
import { planPause } from '@treve/planner'
import { aleppoLike, regimes, sizes } from '../pauses/aleppo-like.ts'
import { cpuWatch } from '../routing-instances/folder.ts'

const [sizeName, regimeName, seed = '1', seconds = '60'] = process.argv.slice(2)
const size = sizes.find((each) => each === sizeName)
const regime = regimes.find((each) => each === regimeName)
if (size === undefined || regime === undefined) throw new Error(`no pause of size ${sizeName} and regime ${regimeName}`)
const pause = aleppoLike(size, regime, Number(seed))

const cpuSeconds = cpuWatch()
const times = travelTimesOf(pause)
let firstSeconds: number | undefined
const improvements: { readonly at: number; readonly people: number }[] = []
const plan = planPause(pause, times, {
  seed: 1,
  mustStop: () => {
    firstSeconds ??= cpuSeconds()
    return cpuSeconds() >= Number(seconds) ? 'time' : undefined
  },
  mayExplain: () => false,
  cpuSeconds,
  inputSha256: '0'.repeat(64),
  files: {},
  onProgress: ({ people }) => improvements.push({ at: cpuSeconds(), people }),
})
const [violation] = checkPlan(pause, plan)
if (violation !== undefined) throw new Error(`the plan is not valid: ${violation.text}`)
// Of each level what no plan exceeds that serves as many on the levels before it.
const bound = plan.levels.reduce((sum, level) => sum + (level.unit === 'people' ? (level.bound ?? 0) : 0), 0)
const enough = improvements.find(({ people }) => people >= 0.95 * bound)
// What the first plan brings out is not told by itself: where no better one was found it is the last.
const isFirstEnough = improvements.length === 0 && plan.served.people >= 0.95 * bound
console.log(
  JSON.stringify({
    secondsTo95: enough?.at ?? (isFirstEnough ? (firstSeconds ?? null) : null),
    reachedPercent: (100 * plan.served.people) / bound,
    firstSeconds: firstSeconds ?? cpuSeconds(),
    iterations: plan.effort.iterations,
    megabytes: resourceUsage().maxRSS / 1024,
  }),
)
