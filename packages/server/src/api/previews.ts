// What a notification would say, and to whom, before it is sent: decided just as the command is, and nothing is said.

import type { Instant } from '@treve/model'
import type { CommandType, Said } from '../coordination/index.ts'
import type { CommandKind } from '../policy/index.ts'
import { problem, refusal } from '../problem.ts'
import { camel, readInputOf, usualBytes } from './commands.ts'
import { jsonAnswer, type Operation, pauseParameter } from './operation.ts'

const previewed: readonly CommandKind[] = ['notify', 'update_notification', 'cancel_notification']

const previewSchema = {
  type: 'object',
  required: ['parties', 'texts'],
  properties: {
    parties: { type: 'array', items: { type: 'string' } },
    texts: { type: 'object', additionalProperties: { type: 'string' } },
  },
}

export function previewOperations(types: ReadonlyMap<string, CommandType>): readonly Operation[] {
  return previewed.flatMap((kind) => {
    const type = types.get(kind)
    return type === undefined ? [] : [previewOf(type)]
  })
}

function previewOf(type: CommandType): Operation {
  return {
    id: camel(`preview_${type.kind}`),
    method: 'post',
    path: `/api/v1/pauses/{pause}/previews/${type.kind}`,
    summary: `What “${type.kind}” would tell now, and to whom. Nothing is said, and nothing is entered.`,
    parameters: [pauseParameter],
    input: { type: type.input, mostBytes: usualBytes },
    answers: { 200: jsonAnswer('Whom it would go to, and its words by language.', previewSchema) },
    who: { mayAsk: type.kind },
    async answer({ context, services, actor, path: { pause = '' } }) {
      const known = services?.live.of(pause)
      if (services === undefined || known === undefined || actor === undefined) return problem(context, 'pause_unknown')
      const read = await readInputOf(context, type.input, known.zone)
      if ('refused' in read) return read.refused
      const now = Math.floor(services.nowIn(known)) as Instant
      const decision = type.decide(read.input, { state: known.state, by: actor, now })
      if ('refused' in decision) {
        const { code, detail, particulars } = decision.refused
        return refusal(context, { code, text: detail, ...(particulars === undefined ? {} : { particulars }) })
      }
      return context.json(previewTold(decision.said))
    },
  }
}

/** All parties are told the same words. */
function previewTold(said: readonly Said[]) {
  const told = said.flatMap(({ party, details }) => (party === undefined ? [] : [{ party, texts: details?.texts }]))
  return { parties: told.map(({ party }) => party), texts: told[0]?.texts ?? {} }
}
