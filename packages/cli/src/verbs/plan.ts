import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { planToJson } from '@treve/model'
import type { AnswerRequest } from '@treve/server/planning'
import { answerText } from '../answer.ts'
import { numberOf, optionsOf } from '../options.ts'
import { plannedAloud } from '../planned-aloud.ts'
import { openPause, openPlan, type SoundPause } from '../reading.ts'
import { tellRefusal, tellShown } from '../refusal.ts'
import type { ExitCode, Io, Verb } from '../verb.ts'

export const planVerb: Verb = {
  name: 'plan',
  summary: 'the best timetable found, what no plan exceeds, who is not served and why',
  help: `treve plan FILE [-o OUT] [--in-force PLAN] [--seconds N] [--iterations N] [--reasons N] [--seed N] [--json]

Plans the pause in FILE. Every plan shown has passed the checker, but for one: where somebody who is inside cannot be
out in time, the plan that brings them out soonest is shown with what it breaks, and the verb ends with 1. Where the
checker refuses a plan, by a fault of ours, a simpler one that passes is shown instead if there is one, and it ends with 3.
Where the terms require a probability (clear.probability), half of the time is for the plan by the terms alone; then the least
reserve that is enough is sought, and the plan made with it.

  --seconds N     wall time for search and bound (default 10; 0 is the first plan found)
  --iterations N  exactly so many iterations instead: same file, seed and number, same plan
  --reasons N     wall time after it to find who is not served and why (default half of --seconds, 5 at least and 30 at
                  most; with --iterations as long as it takes; 0: none)
  --seed N        seed of the search (default 1)
  --in-force PLAN the plan that vehicles have their orders by: a new one begins from it, and of two that serve alike
                  the one that changes fewer orders is better
  -o OUT          write the plan as JSON to OUT
  --json          the plan as JSON on standard output instead of words
Beyond the search time standard error says every five seconds what it is at. Ctrl-C keeps the best plan so far; answer
and orders say that it is not finished.
`,
  async run(args, io) {
    const options = optionsOf(
      'plan',
      args,
      {
        json: { type: 'boolean' },
        out: { type: 'string', short: 'o' },
        seconds: { type: 'string' },
        iterations: { type: 'string' },
        reasons: { type: 'string' },
        seed: { type: 'string' },
        'in-force': { type: 'string' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values, positionals } = options
    const [name, more] = positionals
    if (name === undefined || more !== undefined) {
      io.err('treve plan: name one pause file, or - for standard input. See treve plan --help.\n')
      return 2
    }
    const seconds = numberOf('plan', 'seconds', values.seconds, io, { isWhole: false, max: 86_400 })
    const iterations = numberOf('plan', 'iterations', values.iterations, io)
    const reasonsSeconds = numberOf('plan', 'reasons', values.reasons, io, { isWhole: false, max: 86_400 })
    const seed = numberOf('plan', 'seed', values.seed, io, { max: 0xffff_ffff })
    if ([seconds, iterations, reasonsSeconds, seed].some(Number.isNaN)) return 2
    const opened = await openPause(name, io)
    if (opened === undefined) return 2
    const inForce =
      values['in-force'] === undefined ? undefined : await openPlan(values['in-force'], opened.pause.time_zone, io)
    if (values['in-force'] !== undefined && inForce === undefined) return 2
    const effort = {
      seconds: seconds ?? 10,
      seed: seed ?? 1,
      ...(iterations === undefined ? {} : { iterations }),
      ...(reasonsSeconds === undefined ? {} : { reasonsSeconds }),
      ...(inForce === undefined ? {} : { inForce: inForce.plan.trips, testsBefore: inForce.plan.assurance?.test ?? 0 }),
    }
    return planAndTell(opened, effort, { isJson: values.json === true, out: values.out }, io)
  },
}

async function planAndTell(
  opened: SoundPause,
  effort: Pick<AnswerRequest, 'seconds' | 'seed' | 'iterations' | 'reasonsSeconds' | 'inForce' | 'testsBefore'>,
  target: { isJson: boolean; out: string | undefined },
  io: Io,
): Promise<ExitCode> {
  const { given, pause } = opened
  const answer = await plannedAloud(opened, effort, io)
  const code = answer.kind === 'plan' ? 0 : tellRefusal(answer, given.shown, io)
  const plan = answer.kind === 'plan' ? answer.plan : tellShown(answer, io)
  if (plan === undefined) return code
  const json = planToJson(plan, pause.time_zone)
  if (target.out !== undefined) {
    try {
      await writeFile(resolve(io.folder, target.out), json)
    } catch (fault) {
      io.err(`treve plan: ${target.out} cannot be written: ${fault instanceof Error ? fault.message : String(fault)}\n`)
      return 3
    }
  }
  io.out(target.isJson ? json : answerText(pause, plan))
  return code
}
