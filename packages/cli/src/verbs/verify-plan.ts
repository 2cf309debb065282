import { checkPlan, type Violation } from '@treve/checker'
import { formatInstant, type TimeZone } from '@treve/model'
import { tellOtherVersion } from '../of-this-file.ts'
import { optionsOf } from '../options.ts'
import { openPause, openPlan } from '../reading.ts'
import type { Verb } from '../verb.ts'
import { violationText } from '../violations.ts'

export const verifyPlanVerb: Verb = {
  name: 'verify-plan',
  summary: 're-check a plan against every rule of its pause',
  help: `treve verify-plan FILE PLAN [--json]

Checks PLAN against the pause in FILE with code that shares none of the planner's.
Where PLAN was made from another version of FILE, standard error says so.
Exit 0: valid; 1: not valid, each violation named; 2: a file could not be used.

  --json   { "valid", "violations": [ { "rule", "at", "trip", "text" } ] }
`,
  async run(args, io) {
    const options = optionsOf('verify-plan', args, { json: { type: 'boolean' } }, io)
    if (options === undefined) return 2
    const [pauseName, planName, more] = options.positionals
    if (
      pauseName === undefined ||
      planName === undefined ||
      more !== undefined ||
      (pauseName === '-' && planName === '-')
    ) {
      io.err('treve verify-plan: name a pause file and a plan; one of them may be -. See treve verify-plan --help.\n')
      return 2
    }
    const opened = await openPause(pauseName, io)
    if (opened === undefined) return 2
    const planned = await openPlan(planName, opened.pause.time_zone, io)
    if (planned === undefined) return 2
    const { given, plan } = planned
    tellOtherVersion(opened, given, plan, io)
    const violations = checkPlan(opened.pause, plan)
    if (options.values.json === true) io.out(violationsJson(violations, opened.pause.time_zone))
    else {
      for (const violation of violations) io.out(`${violationText(violation)}\n`)
      io.out(
        violations.length === 0
          ? `${given.shown}: valid, every rule kept.\n`
          : `${given.shown}: not valid, ${violations.length} ${violations.length === 1 ? 'violation' : 'violations'}.\n`,
      )
    }
    return violations.length === 0 ? 0 : 1
  },
}

function violationsJson(violations: readonly Violation[], zone: TimeZone): string {
  const written = violations.map(({ rule, at, trip, text }) => ({
    rule,
    at: at === null ? null : formatInstant(at, zone),
    trip,
    text,
  }))
  return `${JSON.stringify({ valid: violations.length === 0, violations: written }, null, 1)}\n`
}
