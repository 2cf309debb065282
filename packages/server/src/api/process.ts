// Of the process itself: whether it lives and is ready, and figures for whoever looks after it. The figures are of no pause,
// and for this machine alone.

import { problem } from '../problem.ts'
import { isLoopbackName } from '../security.ts'
import { StorageFault } from '../storage/index.ts'
import type { Asking, Operation } from './operation.ts'

const plain = (description: string) => ({ 200: { description, media: 'text/plain', schema: { type: 'string' } } })

export function processOperations(pauses: () => number): readonly Operation[] {
  return [
    {
      id: 'health',
      method: 'get',
      path: '/healthz',
      summary: 'Whether the process lives.',
      parameters: [],
      answers: plain('Alive.'),
      who: 'everybody',
      answer: ({ context }) => context.text('ok\n'),
    },
    {
      id: 'ready',
      method: 'get',
      path: '/readyz',
      summary: 'Whether it can answer: the database too, and what is so now in every pause is kept up with.',
      parameters: [],
      answers: plain('Ready.'),
      who: 'everybody',
      answer({ context, services }) {
        const fault = services?.live.fault
        if (fault === undefined) return context.text('ok\n')
        return problem(context, fault instanceof StorageFault ? 'database_away' : 'fault')
      },
    },
    {
      id: 'metrics',
      method: 'get',
      path: '/metrics',
      summary: 'Figures of the process in the text format of Prometheus, for this machine alone.',
      parameters: [],
      answers: plain('The figures.'),
      who: 'everybody',
      answer: (asking) => (isOfThisMachine(asking) ? figures(asking, pauses()) : problem(asking.context, 'not_found')),
    },
  ]
}

/** Not by way of a proxy, which stands on this machine too. */
function isOfThisMachine({ context }: Asking): boolean {
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'].some(
    (name) => context.req.header(name) !== undefined,
  )
  return !isForwarded && isLoopbackName(context.req.header('host') ?? '')
}

function figures({ context, services }: Asking, pauses: number): Response {
  const shown: [name: string, type: 'gauge' | 'counter', help: string, value: number][] = [
    ['treve_pauses', 'gauge', 'Pauses served.', services?.live.all.length ?? pauses],
  ]
  if (services !== undefined) {
    const { fault } = services.live
    const isAway = fault instanceof StorageFault
    shown.push(
      ['treve_stream_readers', 'gauge', 'Readers of the stream.', services.streams.count],
      ['treve_stream_dropped_total', 'counter', 'Readers dropped: they did not keep up.', services.streams.dropped],
      ['treve_commands_taken_total', 'counter', 'Commands taken.', services.counts.taken],
      ['treve_requests_refused_total', 'counter', 'Requests refused by the policy.', services.counts.refused],
      [
        'treve_positions_taken_total',
        'counter',
        'Positions taken and durable.',
        services.positions.intake.counts.taken,
      ],
      ['treve_positions_flagged_total', 'counter', 'Of those: cannot be so.', services.positions.intake.counts.flagged],
      ['treve_positions_refused_total', 'counter', 'Positions not taken.', services.positions.intake.counts.refused],
      ['treve_database_away', 'gauge', 'The database does not answer.', isAway ? 1 : 0],
      ['treve_fault', 'gauge', 'A pause is not kept up with: a fault of ours.', fault === undefined || isAway ? 0 : 1],
    )
  }
  const text = shown
    .map(([name, type, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`)
    .join('')
  return context.text(text, 200, { 'content-type': 'text/plain; version=0.0.4' })
}
