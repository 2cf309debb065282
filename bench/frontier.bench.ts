// The whole frontier of the Aleppo example from 09:00: every change planned anew, the best in pairs, bounds and days, on two
// threads. --seconds: wall time that it is given (100). Every plan that is told has passed the checker.

import { readFileSync } from 'node:fs'
import { readPause } from '@treve/model'
import { changesOf } from '@treve/planner/frontier'
import { findFrontier } from '@treve/server/frontier'
import { benchOptions, type Measured, reportBench } from './report.ts'

const options = benchOptions()
const folder = new URL('../examples/aleppo-2016-11-04/', import.meta.url)
const bytes = readFileSync(new URL('pause-0900.yaml', folder))
const read = readPause(bytes, (name) => readFileSync(new URL(name, folder)))
if (read.pause === undefined) throw new Error('the example is sound')
const asked = changesOf(read.pause).length

const answer = await findFrontier(
  read.pause,
  { bytes, files: read.files },
  {
    seed: options.seed,
    seconds: options.seconds ?? 100,
    onProgress: ({ stage, done, of }) => {
      if (done === of) process.stderr.write(`${stage}: ${done} of ${of}\n`)
    },
  },
)
if (answer.kind !== 'frontier') throw new Error(`no frontier: ${answer.kind}`)
const { frontier, refused } = answer
const told = [...frontier.options, ...frontier.pairs]
const measured: Measured[] = []
const note = (what: string, value: number, best: number | null, unit: string, isMet: boolean) =>
  measured.push({
    instance: `Aleppo, from 09:00: ${what}`,
    seconds_cpu: frontier.effort.seconds_cpu,
    value,
    best,
    gap_percent: null,
    feasible: isMet,
    seed: options.seed,
    unit,
  })
note('wall time', frontier.effort.seconds, 120, 's', frontier.effort.seconds <= 120)
note('CPU time', frontier.effort.seconds_cpu, null, 's', true)
note('changes planned', frontier.options.length, asked, `of ${asked}`, frontier.options.length === asked)
note('pairs planned', frontier.pairs.length, null, '', true)
note('plans refused by the checker', refused.length, 0, '', refused.length === 0)
note(
  'plans simulated',
  told.filter(({ clear_probability }) => clear_probability !== null).length,
  told.length,
  `of ${told.length}`,
  told.every(({ clear_probability }) => clear_probability !== null),
)
note('gains that are certain', told.filter(({ certainty }) => certainty === 'certain').length, null, '', true)
reportBench('Frontier', measured, options.json, `wall ${frontier.effort.seconds.toFixed(0)} s`)
