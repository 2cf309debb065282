// The frontier of examples/minimal-short, whose figures can be worked out by hand: by its terms alone, without the
// probability that they ask for, so that nothing is held back for delays.

import { readFileSync } from 'node:fs'
import { type Pause, readPause } from '@treve/model'
import type { Frontier, FrontierOption, OptionLevel } from '@treve/model/frontier'
import { type FrontierRequest, findFrontier } from '../../src/frontier/index.ts'

/** The file as it is, which asks for a probability. */
export const asking = readFileSync(new URL('../../../../examples/minimal-short/pause.yaml', import.meta.url))
export const bytes = Buffer.from(asking.toString().replace('probability: 0.99', 'probability: null'))
export const pause = pauseFrom(bytes)

export function pauseFrom(content: Uint8Array): Pause {
  const read = readPause(content)
  if (read.pause === undefined) throw new Error('the pause is sound')
  return read.pause
}

export async function frontierOf(
  content: Uint8Array = bytes,
  request: Partial<FrontierRequest> = {},
): Promise<Frontier> {
  const answer = await findFrontier(
    pauseFrom(content),
    { bytes: content, files: new Map() },
    { seed: 1, seconds: 60, iterations: 100, replications: 60, ...request },
  )
  if (answer.kind !== 'frontier') throw new Error(`no frontier: ${answer.kind}`)
  if (answer.refused.length > 0) throw new Error(JSON.stringify(answer.refused))
  return answer.frontier
}

export function option(frontier: Frontier, change: string): FrontierOption {
  const found = [...frontier.options, ...frontier.pairs].find((each) => each.change === change)
  if (found === undefined) throw new Error(`${change} was not tried`)
  return found
}

/** `[from, to]` of a level. */
export function level(found: FrontierOption, name: OptionLevel['level']): [number, number] {
  const at = found.levels.find((each) => each.level === name)
  if (at === undefined) throw new Error(`no level ${name}`)
  return [at.from, at.to]
}
