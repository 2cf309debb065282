// A stock of one-use keys for a device, certified in the organisation's name: by whoever leads, who alone has its key.

import { list, object, required, text } from '@treve/model/schema'
import { problem, refusal } from '../problem.ts'
import { idOfCertifying, mostKeysAtOnce } from '../storage/certificates.ts'
import { readInputOf, usualBytes } from './commands.ts'
import { deviceOf } from './device-only.ts'
import { tooMany } from './limits.ts'
import { jsonAnswer, type Operation, pauseParameter } from './operation.ts'

const input = object({
  keys: required(list(text(300), { min: 1, max: mostKeysAtOnce }), {
    sensitivity: 'high',
    doc: 'Verifier keys that the device has drawn, each with a random name of 22 letters.',
  }),
})

const certificatesSchema = {
  type: 'object',
  required: ['certificates'],
  properties: {
    certificates: {
      type: 'array',
      items: {
        type: 'object',
        required: ['vkey', 'certificate'],
        properties: { vkey: { type: 'string' }, certificate: { type: 'object' } },
      },
    },
  },
}

export const certificateOperation: Operation = {
  id: 'certifyKeys',
  method: 'post',
  path: '/api/v1/pauses/{pause}/certificates',
  summary: 'Certifies one-use keys of the device that asks, so that it can sign for a day without a network.',
  parameters: [pauseParameter],
  input: { type: input, mostBytes: usualBytes },
  answers: {
    200: jsonAnswer('Those that were certified; what is no key, or is another’s, is left out.', certificatesSchema),
  },
  who: { sees: 'own_day' },
  async answer(asking) {
    const { context } = asking
    const of = deviceOf(asking)
    if (of instanceof Response) return of
    const { services, pause, device } = of
    const read = await readInputOf(context, input, pause.zone)
    if ('refused' in read) return read.refused
    const { keys } = read.input
    const often = tooMany(context, services, 'keys', device, keys.length)
    if (often !== undefined) return often
    const clientId = idOfCertifying(pause.id, device, keys)
    const receipt = await services.intake.receive({
      clientId,
      pause: pause.id,
      content: { kind: 'certify', device, keys },
    })
    if ('refused' in receipt) return problem(context, 'input_invalid', { detail: receipt.text })
    const within = { milliseconds: services.outcomeMilliseconds }
    const outcome = receipt.outcome ?? (await services.outcomes.of(receipt.number, within))
    // It will be done: asked for again, the same keys are the same command.
    if (outcome === undefined) return problem(context, 'not_yet_done', { headers: { 'retry-after': '2' } })
    if (outcome.state === 'refused') return refusal(context, outcome)
    return context.json({ certificates: outcome.certificates ?? [] })
  },
}
