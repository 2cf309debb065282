// The day beyond its view: every report of it in the order in which it came, and the plan that it goes by.

import { formatInstant, type Instant, planToJson } from '@treve/model'
import { reportTypes } from '../coordination/day/index.ts'
import { reportOf } from '../coordination/day/report.ts'
import { eventOf, type JsonObject } from '../coordination/index.ts'
import { planMarked } from '../coordination/terms/index.ts'
import { sees } from '../policy/index.ts'
import { problem } from '../problem.ts'
import { planOf } from './my-day.ts'
import { jsonAnswer, type Operation, pauseParameter } from './operation.ts'

const mostReports = 1000

const reportsSchema = {
  type: 'object',
  required: ['reports', 'next'],
  properties: { reports: { type: 'array', items: { type: 'object' } }, next: { type: ['string', 'null'] } },
}

/** Who was held, turned back or stepped down, and who is alone, is for those who deal with it. */
const ofProtection: readonly string[] = ['held', 'turned_back', 'stepped_down', 'died', 'child_alone']

export const reportsOperation: Operation = {
  id: 'listReports',
  method: 'get',
  path: '/api/v1/pauses/{pause}/day/reports',
  summary: 'What was reported of the day, in the order in which it came; also what was taken back since.',
  parameters: [
    pauseParameter,
    {
      name: 'after',
      in: 'query',
      required: false,
      description: 'What `next` was: only what came after it.',
      schema: { type: 'string' },
    },
  ],
  answers: { 200: jsonAnswer('At most a thousand; `next` is after which to ask for more.', reportsSchema) },
  who: { sees: 'day_whole' },
  isUse: false,
  async answer({ context, services, actor, path: { pause = '' } }) {
    const known = services?.live.of(pause)
    if (services === undefined || known === undefined || actor === undefined) return problem(context, 'pause_unknown')
    const shown = reportTypes.filter((type) => sees(actor, 'reconciliation') || !ofProtection.includes(type))
    const { rows } = await services.database.query(
      `select entry_id, type, at, clear, opened from events
       where account = $1 and type = any($2)
         and position > coalesce((select position from events where account = $1 and entry_id = $3), -1)
       order by position limit ${mostReports}`,
      [known.account, shown, context.req.query('after') ?? ''],
    )
    const { day } = known.state
    const at = (when: Instant) => formatInstant(when, known.zone)
    const reports = rows.flatMap((row): JsonObject[] => {
      const event = eventOf({
        id: String(row.entry_id),
        type: row.type,
        at: row.at instanceof Date ? row.at.getTime() / 1000 : Number.NaN,
        clear: row.clear,
        opened: row.opened,
      })
      const report = event === undefined ? undefined : reportOf(event)
      if (report === undefined) return []
      const {
        entry,
        type,
        at: happened,
        saidAt,
        organisation,
        chain,
        receiver,
        people,
        lines,
        counts,
        ...named
      } = report
      return [
        {
          ...(named as unknown as JsonObject),
          entry,
          type,
          at: at(happened),
          told_at: at(saidAt),
          people: people.map((each) => ({ ...each })),
          lines: lines.map((each) => ({ ...each })),
          counts: counts.map((each) => ({ ...each })),
          by: { organisation, chain },
          // Whose signature stands beside the first: a hand-over, the same word by both.
          receiver: receiver ?? null,
          taken_back: day.takenBack.has(entry),
          replaced_by: day.replaced.get(entry) ?? null,
          disputed: day.disputed.has(entry),
        },
      ]
    })
    // By its entry: a number would count what is not shown.
    const last = rows.at(-1)?.entry_id
    return context.json({ reports, next: typeof last === 'string' ? last : (context.req.query('after') ?? null) })
  },
}

/** Less would be of any plan. */
const isMark = /^[0-9a-f]{4,64}$/i

export const planInForceOperation: Operation = {
  id: 'getPlanInForce',
  method: 'get',
  path: '/api/v1/pauses/{pause}/plan-in-force',
  summary: 'The plan that was agreed last, or one agreed before it, as it was agreed (docs/formats/plan.md).',
  parameters: [
    pauseParameter,
    {
      name: 'mark',
      in: 'query',
      required: false,
      description:
        'The first letters of the SHA-256 of a plan that was agreed, four or more, as paper that was printed of it has them: that plan, in force or not.',
      schema: { type: 'string', pattern: '^[0-9a-fA-F]{4,64}$' },
    },
  ],
  answers: { 200: jsonAnswer('The plan.', { type: 'object' }) },
  who: { sees: 'plan' },
  async answer({ context, services, path: { pause = '' } }) {
    const known = services?.live.of(pause)
    if (services === undefined || known === undefined) return problem(context, 'pause_unknown')
    const { terms } = known.state
    const mark = context.req.query('mark')
    if (terms.plan === undefined) return problem(context, 'no_plan_in_force')
    const agreed = mark === undefined ? terms.plan : isMark.test(mark) ? planMarked(terms, mark) : undefined
    if (agreed === undefined) return problem(context, 'plan_mark_unknown')
    const isInForce = agreed.entry === terms.plan.entry
    const found = await (isInForce ? planOf(services, known) : services.plans.formerly(known, agreed))
    // Another that was agreed before it is not what was asked for.
    if (found?.entry !== agreed.entry) return problem(context, 'not_yet_done', { headers: { 'retry-after': '2' } })
    const etag = `"${found.entry}"`
    if (context.req.header('if-none-match') === etag) return context.body(null, 304, { etag })
    return context.body(planToJson(found.plan, found.pause.time_zone), 200, {
      'content-type': 'application/json',
      etag,
    })
  },
}
