// What the API is: a list of operations, as data. Routes, OpenAPI and the client are made of it, and the policy's test
// goes through it.

import type { JsonSchema, Type } from '@treve/model/schema'
import type { Context } from 'hono'
import type { Actor, Who } from '../policy/index.ts'
import type { Services } from './services.ts'

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description: string
  readonly schema: JsonSchema
}

export interface Answer {
  readonly description: string
  readonly media: string
  readonly schema: JsonSchema
}

export interface Input {
  // biome-ignore lint/suspicious/noExplicitAny: of any input; it is read by who decides
  readonly type: Type<any>
  readonly mostBytes: number
}

export interface Asking {
  readonly context: Context
  /** Undefined where nobody signs in. */
  readonly services: Services | undefined
  /** Values of the parameters in the path. */
  readonly path: Readonly<Record<string, string>>
  /** Undefined where the operation is for everybody. */
  readonly actor: Actor | undefined
}

export interface Operation {
  readonly id: string
  readonly method: 'get' | 'post'
  /** With parameters in braces, as OpenAPI has them; `{name+}` is the rest of a path. */
  readonly path: string
  readonly summary: string
  readonly parameters: readonly Parameter[]
  readonly input?: Input
  /** By status. Refusals are problem details, and not listed. */
  readonly answers: Readonly<Record<number, Answer>>
  /** Who is answered at all; everybody else is refused before anything is looked at. */
  readonly who: Who
  /** False: pages ask for it by themselves, again and again, also where nobody is at them. Absent: somebody does. */
  readonly isUse?: false
  answer(asking: Asking): Promise<Response> | Response
}

export const pathParameter = (
  name: string,
  description: string,
  schema: JsonSchema = { type: 'string' },
): Parameter => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
})

export const pauseParameter = pathParameter('pause', 'Id of the pause.')

export const jsonAnswer = (description: string, schema: JsonSchema): Answer => ({
  description,
  media: 'application/json',
  schema,
})
