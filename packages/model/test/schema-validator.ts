// JSON Schema, as much of it as ours use. A keyword that it does not know is refused, so that none goes unchecked.

type Schema = { readonly [key: string]: unknown }

const annotations = new Set(['$schema', '$id', 'title', 'description', 'examples', 'x-sensitivity'])

/** What is wrong with a value, each as `/path/in/it: what`. */
export function faultsAgainst(schema: Schema, value: unknown, path = ''): string[] {
  const here = path === '' ? '/' : path
  const faults = Object.entries(schema).flatMap(([keyword, given]): string[] => {
    if (annotations.has(keyword)) return []
    const check = checks[keyword]
    if (check === undefined) throw new Error(`the keyword ${keyword} is not known here`)
    return check(value, given, path, schema).map((each) => (each.startsWith('/') ? each : `${here}: ${each}`))
  })
  return faults.sort((a, b) => (a.split(': ')[0] ?? '').localeCompare(b.split(': ')[0] ?? ''))
}

/** A fault that starts with `/` already says where it is. */
const checks: Readonly<Record<string, (value: unknown, given: unknown, path: string, schema: Schema) => string[]>> = {
  type: checking((value, given: string | string[]) => {
    const types = [given].flat()
    return types.some((type) => isOfType(value, type)) ? [] : [`is not of type ${types.join(' or ')}`]
  }),
  enum: checking((value, given: unknown[]) => (given.includes(value) ? [] : [`is none of ${given.join(', ')}`])),
  pattern: checking((value, given: string) =>
    typeof value !== 'string' || new RegExp(given, 'u').test(value) ? [] : [`does not match ${given}`],
  ),
  maxLength: checking((value, given: number) =>
    typeof value !== 'string' || [...value].length <= given ? [] : [`is longer than ${given}`],
  ),
  minimum: checking((value, given: number) =>
    typeof value !== 'number' || value >= given ? [] : [`is under ${given}`],
  ),
  maximum: checking((value, given: number) =>
    typeof value !== 'number' || value <= given ? [] : [`is over ${given}`],
  ),
  minItems: checking((value, given: number) =>
    !Array.isArray(value) || value.length >= given ? [] : [`has fewer than ${given}`],
  ),
  maxItems: checking((value, given: number) =>
    !Array.isArray(value) || value.length <= given ? [] : [`has more than ${given}`],
  ),
  items: checking((value, given: Schema, path) =>
    Array.isArray(value) ? value.flatMap((item, index) => faultsAgainst(given, item, `${path}/${index}`)) : [],
  ),
  anyOf: checking((value, given: Schema[], path) =>
    given.some((each) => faultsAgainst(each, value, path).length === 0) ? [] : ['is none of the forms'],
  ),
  required: checking((value, given: string[]) =>
    isObject(value) ? given.filter((name) => !Object.hasOwn(value, name)).map((name) => `lacks ${name}`) : [],
  ),
  properties: checking((value, given: Readonly<Record<string, Schema>>, path) =>
    Object.entries(isObject(value) ? value : {}).flatMap(([name, each]) => {
      const property = Object.hasOwn(given, name) ? given[name] : undefined
      return property === undefined ? [] : faultsAgainst(property, each, `${path}/${name}`)
    }),
  ),
  additionalProperties: checking((value, given: false | Schema, path, schema) => {
    const declared = isObject(schema.properties) ? schema.properties : {}
    const others = Object.entries(isObject(value) ? value : {}).filter(([name]) => !Object.hasOwn(declared, name))
    return others.flatMap(([name, each]) =>
      given === false ? [`${path}/${name}: is not known`] : faultsAgainst(given, each, `${path}/${name}`),
    )
  }),
}

function checking<G>(check: (value: unknown, given: G, path: string, schema: Schema) => string[]) {
  return (value: unknown, given: unknown, path: string, schema: Schema) => check(value, given as G, path, schema)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

/** All keywords that a schema uses, at any depth. */
export function keywords(schema: Schema): Set<string> {
  const found = new Set(Object.keys(schema))
  const add = (inner: unknown) => {
    if (isObject(inner)) for (const word of keywords(inner)) found.add(word)
  }
  add(schema.items)
  add(schema.additionalProperties)
  for (const each of Array.isArray(schema.anyOf) ? schema.anyOf : []) add(each)
  for (const each of Object.values(isObject(schema.properties) ? schema.properties : {})) add(each)
  return found
}
