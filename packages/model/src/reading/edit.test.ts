import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Data, deleteValue, type EditPath, jsonOf, setValue, yamlOf } from './edit.ts'
import { type Node, toData } from './node.ts'
import { readText } from './yaml.ts'

const minimal = readFileSync(new URL('../../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')

function dataOf(text: unknown): unknown {
  const { root, problems } = readText(String(text))
  expect(problems).toEqual([])
  return root === undefined ? undefined : toData(root)
}

describe('a scalar is exchanged where it stands', () => {
  const cases: readonly (readonly [EditPath, Data, string, string])[] = [
    [['people', 1, 'count'], 5, 'count: 4, mobility: stretcher', 'count: 5, mobility: stretcher'],
    [['terms', 'clear', 'buffer'], '45 min', 'buffer: 30 min', 'buffer: 45 min'],
    [['terms', 'clear', 'probability'], null, 'probability: 0.99', 'probability: null'],
    [['exercise'], false, 'exercise: true ', 'exercise: false '],
    [['terms', 'windows', 0, 'close'], '2016-11-04T13:00', '2016-11-04T12:00', '2016-11-04T13:00'],
    [['parties', 0, 'name', 'en'], 'North, or what is left', 'en: North,', 'en: "North, or what is left",'],
    [['id'], '12', 'id: minimal', 'id: "12"'],
    [['id'], '', 'id: minimal', 'id: ""'],
    [['people', 0, 'to', 0], 'clinic', 'to: [reception]', 'to: [clinic]'],
  ]
  test.each(cases)('at %j every other byte of the example stays', (path, value, before, after) => {
    expect(setValue(minimal, path, value)).toBe(minimal.replace(before, after))
  })

  test('whatever text is put anywhere, it is read again as that text', () => {
    const paths = scalarPaths(readText(minimal).root)
    expect(paths.length).toBeGreaterThan(200)
    const values = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string(), fc.integer(), fc.boolean(), fc.constant(null))
    fc.assert(
      fc.property(fc.constantFrom(...paths), values, (path, value) => {
        const next = setValue(minimal, path, value)
        expect(valueAt(dataOf(next), path)).toEqual(value)
        // Setting what was there gives the file itself, but for quotes and for noughts at the end of a number.
        const back = setValue(String(next), path, valueAt(dataOf(minimal), path))
        const bare = (text: string) => text.replace(/["']/g, '').replaceAll('.20', '.2')
        expect(bare(String(back))).toBe(bare(minimal))
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  test('quotes, line ends and the byte-order mark stay as they were', () => {
    expect(setValue('a: "x" # why\nb: \'y\'\n', ['a'], 'z')).toBe('a: "z" # why\nb: \'y\'\n')
    expect(setValue('a: "x"\nb: \'y\'\n', ['b'], "it's")).toBe("a: \"x\"\nb: 'it''s'\n")
    expect(setValue('\uFEFFa: 1 # one\r\nb: 2\r\n', ['a'], 3)).toBe('\uFEFFa: 3 # one\r\nb: 2\r\n')
    expect(setValue('a: |\n  long\n  text\nb: 2 # two\n', ['a'], 'short')).toBe('a: short\nb: 2 # two\n')
  })

  test('what is already so is left as it is written', () => {
    expect(setValue('at: [37.10, 36.20]   # here\n', ['at', 1], 36.2)).toBe('at: [37.10, 36.20]   # here\n')
  })

  test('a key without a value gets one', () => {
    expect(dataOf(setValue('a:\nb: 2\n', ['a'], 1))).toEqual({ a: 1, b: 2 })
  })

  test('a key that YAML takes for a number is found by what is written', () => {
    expect(setValue('12: a\n013: b\n', ['013'], 'c')).toBe('12: a\n013: c\n')
  })
})

describe('entries are put in and taken out', () => {
  const commented = `# head
places:            # where
  - id: a          # first
    kind: depot
  # before b
  - id: b          # second
    kind: mouth    # kind
size: { x: 1,  y: 2 }   # size
# foot
`
  test('an entry of a list goes with its lines and no others', () => {
    expect(deleteValue(commented, ['places', 0])).toBe(
      commented.replace('  - id: a          # first\n    kind: depot\n', ''),
    )
    expect(deleteValue(commented, ['places', 1, 'kind'])).toBe(commented.replace('    kind: mouth    # kind\n', ''))
    expect(deleteValue(commented, ['size', 'x'])).toBe(commented.replace('x: 1,  ', ''))
    expect(deleteValue(commented, ['size', 'y'])).toBe(commented.replace(',  y: 2', ''))
  })

  test('a new entry comes last, and nothing else moves', () => {
    expect(setValue(commented, ['places', 2], { id: 'c', kind: 'pick_up' })).toBe(
      commented.replace('# kind\n', '# kind\n  - { id: c, kind: pick_up }\n'),
    )
    expect(setValue(commented, ['places', 1, 'inside'], true)).toBe(
      commented.replace('# kind\n', '# kind\n    inside: true\n'),
    )
    expect(setValue(commented, ['size', 'z'], 3)).toBe(commented.replace('y: 2', 'y: 2, z: 3'))
    expect(setValue('a:\n  b: []\n', ['a', 'b', 0], { t: '30 min', u: 'true', v: 'x: y' })).toBe(
      'a:\n  b: [{ t: 30 min, u: "true", v: "x: y" }]\n',
    )
    expect(setValue(minimal, ['rules', 'separate', 2], ['a', 'b'])).toBe(
      minimal.replace('[armed_groups, medical]', '[armed_groups, medical], [a, b]'),
    )
  })

  test('where the file has to be written anew, comments and the order of keys stay', () => {
    const only = '# head\nb:   # of b\n  x: 1 # of x\n# between\na: 2   # of a\n'
    const next = String(setValue(String(deleteValue(only, ['b', 'x'])), ['a'], [1, { c: 2 }]))
    expect(dataOf(next)).toEqual({ b: {}, a: [1, { c: 2 }] })
    expect(Object.keys(dataOf(next) as object)).toEqual(['b', 'a'])
    for (const comment of ['# head', '# of b', '# between', '# of a']) expect(next).toContain(comment)
  })

  test('any entry of the example can go; all else is data as before, and comments of other lines are kept', () => {
    const paths = scalarPaths(readText(minimal).root)
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.nat(3), (path, up) => {
        const at = path.slice(0, Math.max(1, path.length - up))
        const next = deleteValue(minimal, at)
        const last = at.at(-1)
        const expected = structuredClone(dataOf(minimal))
        const parent = valueAt(expected, at.slice(0, -1))
        if (Array.isArray(parent)) parent.splice(Number(last), 1)
        else delete (parent as Record<string, unknown>)[String(last)]
        expect(dataOf(next)).toEqual(expected)
        expect(String(next)).toContain('# One bridge, one bus')
      }),
      { numRuns: 60, seed: 2 },
    )
  })
})

test('a file of JSON stays one', () => {
  const json = '{\n\t"a": 1,\n\t"b": [ "x" ],   "c": {}\n}\n'
  expect(setValue(json, ['a'], 'one')).toBe(json.replace('1', '"one"'))
  expect(setValue(json, ['b', 1], { k: 'word' })).toBe(json.replace('"x" ]', '"x", { "k": "word" } ]'))
  expect(setValue(json, ['c', 'd'], 'word')).toBe(json.replace('{}', '{"d": "word"}'))
  expect(deleteValue(json, ['b', 0])).toBe(json.replace('"x" ', ' '))
  expect(yamlOf(json)).toBe('a: 1\nb:\n  - x\nc: {}\n')
})

describe('what cannot be done is told, not thrown', () => {
  const cases: readonly (readonly [string, EditPath, unknown, string])[] = [
    ['a: 1\n', ['b', 'c'], 1, 'path_unknown'],
    ['a: 1\n', ['a', 'c'], 1, 'path_unknown'],
    ['a: [1]\n', ['a', 3], 1, 'path_unknown'],
    ['a: [1]\n', ['a', -1], 1, 'path_unknown'],
    ['a: [1]\n', ['a', 'x'], 1, 'path_unknown'],
    ['a: [1]\n', ['a', 0.5], 1, 'path_unknown'],
    ['a: &x 1\nb: *x\n', ['a'], 2, 'shared'],
    ['a: &x 1\nb: *x\n', ['b'], 2, 'shared'],
    ['a: &x { c: 1 }\nb: *x\n', ['b', 'c'], 2, 'shared'],
    ['a: [\n', ['a'], 2, 'unreadable'],
    ['a: 1\na: 2\n', ['a'], 2, 'unreadable'],
    ['', ['a'], 2, 'unreadable'],
    ['a: 1\n', ['a'], Number.NaN, 'not_data'],
    ['a: 1\n', ['a'], [1n], 'not_data'],
    ['a: 1\n', ['a'], undefined, 'not_data'],
  ]
  test.each(cases)('%j at %j', (text, path, value, fault) => {
    expect(setValue(text, path, value)).toMatchObject({ fault })
  })

  test('neither is the root deleted, nor what is not there', () => {
    expect(deleteValue('a: 1\n', [])).toMatchObject({ fault: 'path_unknown' })
    expect(deleteValue('a: 1\n', ['b'])).toMatchObject({ fault: 'path_unknown' })
    expect(deleteValue('a: [1]\n', ['a', 1])).toMatchObject({ fault: 'path_unknown' })
  })

  test('JSON and YAML that cannot be read give the problems found', () => {
    expect(jsonOf('a: [\n')).toMatchObject({ fault: 'unreadable' })
    expect(yamlOf('{"a": ')).toMatchObject({ fault: 'unreadable' })
    expect(jsonOf('a: .inf\n')).toMatchObject({ fault: 'not_data' })
  })
})

describe('data go to YAML and JSON and back without loss', () => {
  test('the example', () => {
    const json = String(jsonOf(minimal))
    expect(JSON.parse(json)).toEqual(dataOf(minimal))
    const yaml = String(yamlOf(json))
    expect(dataOf(yaml)).toEqual(dataOf(minimal))
    expect(yaml).toContain('\nterms:\n  stated_by:\n    - south\n')
    expect(jsonOf(yaml)).toBe(json)
  })

  test('an id that looks like a number stays the id it is', () => {
    expect(jsonOf('id: 007\n')).toBe('{\n  "id": "007"\n}\n')
    expect(jsonOf('id: 12\ncount: 1.50\n')).toBe('{\n  "id": 12,\n  "count": 1.50\n}\n')
    expect(jsonOf('count: +5\n')).toBe('{\n  "count": 5\n}\n')
    expect(String(yamlOf('{"id": "012", "count": 12}'))).toBe('id: "012"\ncount: 12\n')
  })

  test('any data', () => {
    const { tree } = fc.letrec<{ tree: Data }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
        fc.string({ unit: 'binary' }).filter((each) => each.isWellFormed()),
        fc.constantFrom('12', 'true', 'null', '~', '- a', '#', ' a ', 'a: b', '2016-11-04T08:00', '0x1f', '\n'),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(
          fc.string({ unit: 'grapheme' }).filter((key) => key !== '__proto__'),
          tie('tree'),
          { maxKeys: 4 },
        ),
      ),
    }))
    fc.assert(
      fc.property(tree, (data) => {
        const plain: unknown = JSON.parse(JSON.stringify({ data }))
        const yaml = String(yamlOf(JSON.stringify({ data }).replace(/[\u007F-\u009F\uFEFF]/g, escaped)))
        expect(dataOf(yaml)).toEqual(plain)
        expect(JSON.parse(String(jsonOf(yaml)))).toEqual(plain)
        // Into a file, and out of it again.
        expect(valueAt(dataOf(setValue(minimal, ['note'], data)), ['note'])).toEqual((plain as { data: Data }).data)
      }),
      { numRuns: 50, seed: 3 },
    )
  })
})

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function scalarPaths(node: Node | undefined, path: EditPath = []): EditPath[] {
  if (node?.kind === 'map')
    return [...node.entries.values()].flatMap(({ key, value }) => scalarPaths(value, [...path, key]))
  if (node?.kind === 'list') return node.items.flatMap((item, index) => scalarPaths(item, [...path, index]))
  return [path]
}

function valueAt(data: unknown, path: EditPath): unknown {
  return path.reduce((value, step) => (value as Record<string | number, unknown>)[step], data)
}
