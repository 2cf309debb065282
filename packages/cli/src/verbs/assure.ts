import { checkPlan } from '@treve/checker'
import { assuranceToJson, languages } from '@treve/model'
import { assureAgain } from '@treve/server/planning'
import { assuranceText, sureLine } from '../assurance.ts'
import { numberOf, optionsOf } from '../options.ts'
import { openPause, openPlan } from '../reading.ts'
import type { Verb } from '../verb.ts'
import { violationText } from '../violations.ts'

const leastForDecision = 3000

export const assureVerb: Verb = {
  name: 'assure',
  summary: 'how sure a plan is: simulated days, and what may be claimed of them',
  help: `treve assure FILE PLAN [--runs N] [--seed N] [--test N] [--lang LANGUAGE] [--json]

Simulates PLAN, which must be valid, on days as the pause in FILE assumes them (uncertainty), and counts those on which all
are clear by the close. How many days is fixed beforehand; what is claimed is the exact lower limit.

  --runs N         days (default 5000; a decision takes at least 3000)
  --seed N         seed of the days (default 1)
  --test N         which decision test of this pause it is (default that of the plan, else 1): each has days of its own,
                   and may claim less
  --lang LANGUAGE  ${languages.join(', ')} (default en)
  --json           { "clear_probability", … }: docs/formats/assurance.md
Exit 0: done, and what the terms require is shown, or they require nothing; 1: it is not shown, or the plan is not valid.
`,
  async run(args, io) {
    const options = optionsOf(
      'assure',
      args,
      {
        json: { type: 'boolean' },
        runs: { type: 'string' },
        seed: { type: 'string' },
        test: { type: 'string' },
        lang: { type: 'string' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values, positionals } = options
    const [pauseName, planName, more] = positionals
    if (pauseName === undefined || planName === undefined || more !== undefined || pauseName === planName) {
      io.err('treve assure: name a pause file and a plan; one of them may be -. See treve assure --help.\n')
      return 2
    }
    const runs = numberOf('assure', 'runs', values.runs, io, { min: 1, max: 10_000_000 })
    const seed = numberOf('assure', 'seed', values.seed, io, { max: 0xffff_ffff })
    const test = numberOf('assure', 'test', values.test, io, { min: 1, max: 1_000_000 })
    if ([runs, seed, test].some(Number.isNaN)) return 2
    const language = languages.find((each) => each === (values.lang ?? 'en'))
    if (language === undefined) {
      io.err(`treve assure: --lang ${language}: one of ${languages.join(', ')} is expected.\n`)
      return 2
    }
    const opened = await openPause(pauseName, io)
    if (opened === undefined) return 2
    const { pause } = opened
    const planned = await openPlan(planName, pause.time_zone, io)
    if (planned === undefined) return 2
    const violations = checkPlan(pause, planned.plan)
    if (violations.length > 0) {
      for (const violation of violations) io.err(`${violationText(violation)}\n`)
      io.err(`${planned.given.shown}: not valid, so nothing is said of how sure it is.\n`)
      return 1
    }
    const found = assureAgain(pause, planned.plan, {
      seed: seed ?? 1,
      // The same days as the plan was tested on tell what it tells: another look at others is another test.
      test: test ?? planned.plan.assurance?.test ?? 1,
      ...(runs === undefined ? {} : { replications: runs }),
      isStopped: () => io.stop.aborted,
    })
    if (found === undefined) {
      io.err('treve assure: stopped; of fewer days than were fixed beforehand nothing is claimed.\n')
      return 1
    }
    const { assurance, clearProbability, turnBack } = found
    if (clearProbability.replications < leastForDecision)
      io.err(
        `treve assure: ${clearProbability.replications} days are too few to decide on; ${leastForDecision} at least.\n`,
      )
    if (values.json === true)
      io.out(
        assuranceToJson(
          { clear_probability: clearProbability, assurance },
          Object.fromEntries(turnBack),
          pause.time_zone,
        ),
      )
    else {
      const sure = { assurance, required: pause.terms.clear.probability, zone: pause.time_zone, language }
      io.out(`${sureLine(sure)}\n\n${assuranceText(sure)}`)
    }
    return assurance.with_halts.is_probability_met === false ? 1 : 0
  },
}
