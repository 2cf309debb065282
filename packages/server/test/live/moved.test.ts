// A departure moved by hand on a server under way: who may, what is refused and in which words, and that what is left is a
// proposal as any other, which a person agrees.

import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { type Installation, installed } from '../api/made.ts'
import { eventually, removeFoldersAfterwards } from '../storage/made.ts'
import { underWay } from './made.ts'

let installation: Installation
beforeAll(async () => {
  installation = await installed()
})
afterAll(async () => installation.database.close())
removeFoldersAfterwards()

async function begun() {
  // Slow enough that nothing is promised meanwhile.
  const day = await underWay(installation, { from: '09:00', speed: 0.01 })
  onTestFinished(() => day.close())
  const shift = async (input: unknown, bearer = 'dispatcher', pause = day.pause) => {
    const answer = await day.ask(bearer, `/api/v1/pauses/${pause}/replan/shift`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects in it
    return { status: answer.status, told: (await answer.json()) as any }
  }
  const settled = async () =>
    eventually(async () => {
      const answer = await day.ask('dispatcher', `/api/v1/pauses/${day.pause}/replan`)
      // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects in it
      const told = (await answer.json()) as any
      expect(told.state).toMatch(/there|failed/)
      return told
    }, 120)
  const agree = async () => {
    const plan = await (await day.ask('coordinator', `/api/v1/pauses/${day.pause}/replan/plan`)).text()
    const { proposal } = await settled()
    const before = day.services.days.of(day.pause)
    expect(await day.command('agree_plan', { version: 1, plan, base: proposal.base })).toBeUndefined()
    // From then on the day is followed by it.
    await eventually(() => {
      const now = day.services.days.of(day.pause)
      expect(now).toBeDefined()
      expect(now).not.toBe(before)
    }, 60)
    return JSON.parse(plan)
  }
  return { ...day, shift, settled, agree }
}

it('is refused by role before anything is looked at, then in words for what is wrong with it', async () => {
  const { shift } = await begun()
  for (const bearer of ['liaison', 'field', 'desk', 'donor', 'auditor'])
    for (const input of [{ trip: 'bus-001-t3', seconds: 900 }, { trip: 'no such', seconds: 1 }, 'nonsense'])
      expect(await shift(input, bearer)).toMatchObject({ status: 403, told: { code: 'not_allowed' } })
  expect(await shift({ trip: 'bus-001-t3', seconds: 0.5 })).toMatchObject({
    status: 422,
    told: { code: 'input_invalid' },
  })
  expect(await shift({ trip: 'bus-001-t3', seconds: 86_401 })).toMatchObject({ status: 422 })
  expect(await shift({ trip: 'bus-001-t3' })).toMatchObject({ status: 422 })
  expect(await shift({ trip: 'bus-001-t3', seconds: 60 }, 'dispatcher', 'nowhere')).toMatchObject({ status: 404 })
  expect(await shift({ trip: 'bus-001-t9', seconds: 60 })).toMatchObject({
    status: 404,
    told: { code: 'trip_unknown' },
  })
  expect(await shift({ trip: 'bus-001-t3', seconds: 0 })).toMatchObject({ status: 409, told: { code: 'not_moved' } })
  expect(await shift({ trip: 'bus-001-t2', seconds: 900 })).toMatchObject({
    status: 409,
    told: { code: 'trip_promised', detail: expect.stringContaining('20 min') },
  })
  expect(await shift({ trip: 'bus-001-t3', seconds: -1500 })).toMatchObject({
    status: 409,
    told: { code: 'departs_too_soon' },
  })
})

it('what the checker refuses is no proposal: the rules are named, and the plan in force stands', async () => {
  const { shift, settled, ask, pause } = await begun()
  // Into the service of the truck at the one lane of the gate.
  expect(await shift({ trip: 'bus-001-t3', seconds: 300 })).toMatchObject({ status: 202, told: { state: 'running' } })
  const told = await settled()
  expect(told).toMatchObject({
    state: 'failed',
    reason: 'not_valid',
    promised_s: 1200,
    shift: { trip: 'bus-001-t3', seconds: 300 },
    violations: [
      expect.objectContaining({
        rule: 'gate_lane',
        trip: expect.any(String),
        at: expect.stringMatching(/^2016-11-04T10:1/),
      }),
    ],
  })
  expect((await ask('coordinator', `/api/v1/pauses/${pause}/replan/plan`)).status).toBe(404)
})

it('what passes is a proposal as any other; agreed by a person it is in force, and a second one is made of it', async () => {
  const { shift, settled, agree, services, pause, json } = await withJson()
  expect(await shift({ trip: 'bus-001-t3', seconds: 900 })).toMatchObject({
    status: 202,
    told: { state: 'running', shift: { trip: 'bus-001-t3', seconds: 900 } },
  })
  // One at a time: what somebody looks at is what they asked for.
  expect(await shift({ trip: 'bus-001-t3', seconds: 960 })).toMatchObject({
    status: 409,
    told: { code: 'planning_anew' },
  })
  const { state, proposal } = await settled()
  expect(state).toBe('there')
  expect(proposal).toMatchObject({ affected: 1, changed_orders: [{ vehicle: 'bus-001' }] })
  const exits = (orders: readonly { exit_at: string }[]) => orders.map(({ exit_at: at }) => at.slice(11, 16))
  expect(exits(proposal.changed_orders[0].from)).toEqual(['09:32', '10:18'])
  expect(exits(proposal.changed_orders[0].to)).toEqual(['09:32', '10:33'])
  // How sure it then is, is computed from where all are; that of the plan as a whole is not claimed any more.
  expect(proposal.gained.clear_probability.to).toBeGreaterThan(0.9)
  expect(proposal.gained.people_out.to).toBeGreaterThan(0)
  const first = await agree()
  expect(first).toMatchObject({ assurance: null, clear_probability: null })
  const moved = first.trips.find(({ id }: { id: string }) => id.startsWith('bus-001-t3-'))
  // Another order has another name, and turn-back times of its own.
  expect(moved.legs[0].from).toContain('T09:58:20')
  expect(moved.turn_back.join_exit_by).toMatch(/^2016-11-04T1/)
  expect(services.live.of(pause)?.state.terms.plan).toBeDefined()
  // Agreed a moment ago: nothing is proposed of the plan that is over, and the next is made of the one in force.
  expect(await json('replan')).toMatchObject({ state: 'none', shift: null })
  expect(await shift({ trip: 'bus-001-t3', seconds: 60 })).toMatchObject({ told: { code: 'trip_unknown' } })
  expect(await shift({ trip: moved.id, seconds: 600 })).toMatchObject({ status: 202 })
  const second = await settled()
  expect(second).toMatchObject({ state: 'there', proposal: { affected: 1 } })
  expect(exits(second.proposal.changed_orders[0].from)).toEqual(['09:32', '10:33'])
  expect(exits(second.proposal.changed_orders[0].to)).toEqual(['09:32', '10:43'])
  await agree()
  // And so is a plan made anew, by the planner.
  const begin = await json('replan', { method: 'POST' }, 202)
  expect(begin).toMatchObject({ state: 'running', shift: null })
  expect((await settled()).state).toBe('there')
})

it('proposed in time and looked at too late, it is no proposal any more, and says why', async () => {
  const { shift, settled, json, ask, pause } = await withJson()
  await shift({ trip: 'bus-001-t3', seconds: 900 })
  expect((await settled()).state).toBe('there')
  await json('clock', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ at: '2016-11-04T09:30', speed: 0.01 }),
  })
  expect(await json('replan')).toMatchObject({ state: 'failed', reason: 'trip_promised', shift: { seconds: 900 } })
  expect((await ask('coordinator', `/api/v1/pauses/${pause}/replan/plan`)).status).toBe(404)
})

async function withJson() {
  const day = await begun()
  const json = async (path: string, init: RequestInit = {}, status = 200) => {
    const answer = await day.ask('coordinator', `/api/v1/pauses/${day.pause}/${path}`, init)
    expect(answer.status).toBe(status)
    return answer.json()
  }
  return { ...day, json }
}
