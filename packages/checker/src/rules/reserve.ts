// What a plan says that it holds back: never less than the terms, kept by its own times, and the same figures everywhere.

import { durationText } from '@treve/model'
import type { Check } from '../reading.ts'
import { clock } from '../words.ts'

export const reserve: Check = ({ pause, plan }, refuse) => {
  const { reserve: kept, assurance } = plan
  if (kept === null) return
  const { buffer } = pause.terms.clear
  if (kept.buffer_s < buffer)
    refuse(null, null, `reserve.buffer_s is ${durationText(kept.buffer_s)}, the terms have ${durationText(buffer)}`)
  for (const { id, clear_by, last_exit } of plan.windows) {
    const by = clear_by - kept.slack_s
    if (last_exit === null || last_exit <= by) continue
    const out = clock(last_exit, pause.time_zone)
    refuse(last_exit, null, `${id}: the last is out at ${out}, less than ${durationText(kept.slack_s)} before clear_by`)
  }
  const known = new Set(pause.corridors.map(({ id }) => id))
  for (const { corridor } of kept.corridors)
    if (!known.delete(corridor)) refuse(null, null, `reserve.corridors names ${corridor} twice, or it is no corridor`)
  for (const { level, served } of kept.price) {
    const found = plan.levels.find((each) => each.level === level)?.served
    if (found !== served)
      refuse(null, null, `reserve.price of level ${level}: served is ${served}, of the plan ${found}`)
  }
  if (kept.uses.filter(({ is_taken }) => is_taken).length !== 1)
    refuse(null, null, 'reserve.uses: exactly one of them is taken')
  if (kept.tests.some(({ test }, index) => test !== index + 1))
    refuse(null, null, 'reserve.tests are counted from 1, each once')
  if (assurance === null) {
    refuse(null, null, 'a reserve stands beside an assurance')
    return
  }
  const claim = assurance[kept.sought_on]
  const own = kept.tests.find(({ test }) => test === assurance.test)
  if (own?.lower_at_alpha !== claim.lower_at_alpha || own.estimate !== claim.estimate)
    refuse(null, null, `reserve.tests: test ${assurance.test} is not the claim of assurance`)
  if (kept.is_shown !== (claim.is_probability_met === true))
    refuse(null, null, `reserve.is_shown is ${kept.is_shown}, is_probability_met ${claim.is_probability_met}`)
  if (kept.turn_back !== assurance.assumptions.turn_back)
    refuse(null, null, `reserve.turn_back is ${kept.turn_back}, in assurance ${assurance.assumptions.turn_back}`)
}
