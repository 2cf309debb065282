// The typed client, written from the operations. It is generated into the pages (npm run client), and a test holds what is
// there against what would be written now.

import type { JsonSchema } from '@treve/model/schema'
import type { Operation } from './operation.ts'

const width = 118

export function clientOf(operations: readonly Operation[]): string {
  const mine = operations.filter(({ path }) => path.startsWith('/api/'))
  return `// Made from the operations of the server by “npm run client”: not changed by hand.

import { type Answered, ask, type Asking } from './ask.ts'

${mine.map(functionOf).join('\n')}`
}

function functionOf(operation: Operation): string {
  const { id, method, path, summary, parameters, input, answers } = operation
  const given = parameters.filter((each) => each.in !== 'header')
  const headers = parameters.filter((each) => each.in === 'header' && each.name !== 'Last-Event-ID')
  const fields = [
    ...given.map(({ name, schema, required }) => `  readonly ${name}${required ? '' : '?'}: ${typeOf(schema, 1)}`),
    ...headers.map(({ name, required }) => `  readonly ${nameOf(name)}${required ? '' : '?'}: string`),
    ...(input === undefined ? [] : [`  readonly input: ${typeOf(input.type.json(), 1)}`]),
  ]
  const [answer] = Object.values(answers)
  const result = answer?.media === 'application/json' ? typeOf(answer.schema, 0) : 'string'
  const type = `${id[0]?.toUpperCase()}${id.slice(1)}`
  const url = path
    .replace('+}', '}')
    .replace(/\{(\w+)\}/g, (_, name: string) => `\${encodeURIComponent(given.${name})}`)
  const query = given.filter((each) => each.in === 'query').map(({ name }) => `${name}: given.${name}`)
  const sent = headers.map(({ name }) => `'${name.toLowerCase()}': given.${nameOf(name)}`)
  const options = [
    ...(query.length === 0 ? [] : [`query: { ${query.join(', ')} }`]),
    ...(sent.length === 0 ? [] : [`headers: { ${sent.join(', ')} }`]),
    ...(input === undefined ? [] : ['input: given.input']),
  ]
  const hasGiven = fields.length > 0
  return `${hasGiven ? `export interface ${type}Given {\n${fields.join('\n')}\n}\n\n` : ''}export type ${type}Told = ${result}

${commentOf(summary)}
export function ${id}(${hasGiven ? `given: ${type}Given, ` : ''}asking: Asking = {}): Promise<Answered<${type}Told>> {
  return ask('${method.toUpperCase()}', ${url.includes('${') ? `\`${url}\`` : `'${url}'`}, ${options.length === 0 ? '{}' : `{ ${options.join(', ')} }`}, asking)
}
`
}

function nameOf(header: string): string {
  const known: Readonly<Record<string, string>> = { 'Idempotency-Key': 'id', 'If-Match': 'version' }
  return known[header] ?? header.toLowerCase().replaceAll('-', '_')
}

function commentOf(summary: string): string {
  const text = `/** ${summary} */`
  if (text.length <= width) return text
  const lines: string[] = ['']
  for (const word of summary.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last.length + word.length + 4 > width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return `/**\n${lines.map((line) => ` * ${line}`).join('\n')}\n */`
}

/** TypeScript of a JSON Schema, as far as ours go. */
function typeOf(schema: JsonSchema, depth: number): string {
  const { type, properties, items, required, additionalProperties } = schema
  const any = schema.anyOf ?? schema.oneOf
  if (Array.isArray(any)) return [...new Set(any.map((each) => typeOf(each as JsonSchema, depth)))].join(' | ')
  if (Array.isArray(schema.enum)) return schema.enum.map((each) => literal(each)).join(' | ')
  if (schema.const !== undefined) return literal(schema.const)
  // A number is read as the text it is written by; who writes a client has a text.
  if (Array.isArray(type) && type.includes('string')) return typeOf({ ...schema, type: 'string' }, depth)
  if (Array.isArray(type)) return type.map((each) => typeOf({ ...schema, type: each }, depth)).join(' | ')
  if (type === 'string') return 'string'
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'boolean') return 'boolean'
  if (type === 'null') return 'null'
  if (type === 'array') return `readonly (${typeOf((items ?? {}) as JsonSchema, depth)})[]`
  if (type === 'object' && typeof properties === 'object' && properties !== null) {
    const must = Array.isArray(required) ? required : []
    const pad = '  '.repeat(depth + 1)
    if (Object.keys(properties).length === 0) return 'Readonly<Record<string, never>>'
    const fields = Object.entries(properties).map(
      ([name, each]) =>
        `${pad}readonly ${/^\w+$/.test(name) ? name : literal(name)}${must.includes(name) ? '' : '?'}: ${typeOf(each as JsonSchema, depth + 1)}`,
    )
    return `{\n${fields.join('\n')}\n${'  '.repeat(depth)}}`
  }
  if (typeof additionalProperties === 'object' && additionalProperties !== null)
    return `Readonly<Record<string, ${typeOf(additionalProperties as JsonSchema, depth)}>>`
  return type === 'object' ? 'Readonly<Record<string, unknown>>' : 'unknown'
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : JSON.stringify(value)
}
