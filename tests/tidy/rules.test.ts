// Every rule can fail: bad samples are refused, and good ones that look like them are not.

import { describe, expect, test } from 'vitest'
import { groupsOf } from './catalogues.ts'
import { type Rule, sample } from './rule.ts'
import { browsers } from './rules/browsers.ts'
import { direction } from './rules/direction.ts'
import { emblems } from './rules/emblems.ts'
import { fieldWordFaults } from './rules/field-words.ts'
import { fileNames } from './rules/file-names.ts'
import { fileSizes } from './rules/file-sizes.ts'
import { hosts } from './rules/hosts.ts'
import { purity } from './rules/purity.ts'
import { reached } from './rules/reached.ts'
import { translationFaults } from './rules/translations.ts'
import { unfinished } from './rules/unfinished.ts'
import { untranslated } from './rules/untranslated.ts'

type Sample = readonly [path: string, text: string]

const manifests = [
  sample('packages/model/package.json', '{ "exports": { ".": "./src/index.ts" } }'),
  sample(
    'packages/ledger/package.json',
    '{ "imports": { "#platform": { "node": "./src/platform/node.ts", "default": "./src/platform/portable.ts" } } }',
  ),
  sample('packages/server/package.json', '{ "exports": { ".": "./src/index.ts", "./planning": "./src/planning.ts" } }'),
]

function samplesOf(rule: Rule, bad: readonly Sample[], good: readonly Sample[]): void {
  describe(rule.name, () => {
    test.each(bad)('refused in %s: %s', (path, text) => {
      const found = rule.find([...manifests, sample(path, text)])
      expect(found).toHaveLength(1)
      expect(found[0]).toContain(path)
    })
    test.each(good)('let be in %s: %s', (path, text) => {
      expect(rule.find([...manifests, sample(path, text)])).toEqual([])
    })
  })
}

samplesOf(
  direction,
  [
    ['packages/model/src/a.ts', "import { plan } from '@treve/planner'"],
    ['packages/model/src/a.ts', "export * from '@treve/network'"],
    ['packages/planner/src/a.ts', "import type { Way } from '@treve/network'"],
    ['packages/checker/src/a.ts', "const { plan } = await import('@treve/planner')"],
    ['packages/server/src/a.ts', "import { main } from '@treve/cli'"],
    ['packages/web/src/a.tsx', "import { answer } from '@treve/server'"],
    ['packages/web/src/a.tsx', "import { answer } from '../../server/src/index.ts'"],
    ['packages/planner/src/a.ts', "import { Pause } from '../../model/src/index.ts'"],
    ['packages/planner/src/a.ts', "import { Pause } from '@treve/model/src/units.ts'"],
    ['packages/cli/src/a.ts', "import { x } from '@treve/server/hidden'"],
    ['packages/planner/src/a.ts', "new Worker(new URL('../../server/src/w.ts', import.meta.url))"],
    ['packages/novelty/src/a.ts', 'export {}'],
  ],
  [
    ['packages/planner/src/a.ts', "import { Pause } from '@treve/model'"],
    ['packages/cli/src/a.ts', "import { x } from '@treve/server/planning'"],
    ['packages/server/src/a.ts', "new URL('../../web/dist', import.meta.url)"],
    ['packages/planner/src/deep/a.ts', "import { x } from '../b.ts'"],
    ['packages/server/src/a.ts', "const pages = new URL('../../web/dist', import.meta.url)"],
    ['packages/planner/test/a.ts', "import { x } from '@treve/checker'"],
    ['packages/planner/src/a.test.ts', "import { x } from '@treve/checker'"],
    ['packages/model/src/a.ts', "// from '@treve/planner'\nconst x = 'import \"@treve/planner\"'"],
    ['packages/model/src/a.ts', "import { parse } from 'yaml'"],
  ],
)

samplesOf(
  purity,
  [
    ['packages/planner/src/a.ts', 'const from = Date.now()'],
    ['packages/planner/src/a.ts', 'const now = new Date()'],
    ['packages/planner/src/a.ts', 'const now = new Date'],
    ['packages/planner/src/a.ts', 'const now = Date()'],
    ['packages/planner/src/a.ts', 'performance.now()'],
    ['packages/planner/src/a.ts', 'setTimeout(f, 1)'],
    ['packages/planner/src/a.ts', 'const x = Math.random()'],
    ['packages/planner/src/a.ts', 'const x = Math.log(2)'],
    ['packages/planner/src/a.ts', 'const x = Math.log2(2)'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the sample
    ['packages/planner/src/a.ts', 'const text = `${Math.random()}`'],
    ['packages/ledger/src/a.ts', 'const id = crypto.randomUUID()'],
    ['packages/ledger/src/platform/node.ts', "import { randomBytes } from 'node:crypto'"],
    ['packages/ledger/src/log/note.ts', "import { sign } from 'node:crypto'"],
    ['packages/ledger/src/platform/portable.ts', "import { sign } from 'node:crypto'"],
    ['packages/ledger/src/log/note.ts', "import { inflateSync } from 'node:zlib'"],
    ['packages/model/src/a.ts', "import { readFileSync } from 'node:fs'"],
    ['packages/model/src/a.ts', "import { readFileSync } from 'fs'"],
    ['packages/checker/src/a.ts', 'await fetch(x)'],
    ['packages/network/src/a.ts', 'console.log(x)'],
    ['packages/network/src/a.ts', 'if (process.env.X) f()'],
  ],
  [
    ['packages/planner/src/a.ts', 'const at = new Date(seconds * 1000)'],
    ['packages/planner/src/a.ts', '// Date.now()\nconst word = "console.log"'],
    ['packages/planner/src/a.test.ts', 'const from = Date.now()'],
    ['packages/planner/test/a.ts', "import { readFileSync } from 'node:fs'"],
    ['packages/cli/src/a.ts', 'const from = Date.now()'],
    ['packages/ledger/src/platform/node.ts', "import { hash, sign } from 'node:crypto'"],
    ['packages/ledger/src/attachments/png.ts', "import { inflateSync } from 'node:zlib'"],
    ['packages/ledger/src/files/a.ts', "import { open } from 'node:fs/promises'"],
    ['packages/model/src/a.ts', 'const x = Date.UTC(2016, 1); it.prefetch(x); own.console.log()'],
  ],
)

describe(browsers.name, () => {
  const files = (...last: Sample[]) => [
    ...manifests,
    sample('packages/ledger/src/verify.ts', "export * from './a.ts'\nimport '@treve/model'\nimport '#platform'"),
    sample('packages/ledger/src/platform/node.ts', "import { hash } from 'node:crypto'\nBuffer.from('')"),
    sample('packages/ledger/src/files/a.ts', "import 'node:fs'"),
    ...last.map(([path, text]) => sample(path, text)),
  ]
  test.each<Sample>([
    ['packages/ledger/src/a.ts', "import { sign } from 'node:crypto'"],
    ['packages/ledger/src/a.ts', "import type { Hash } from 'crypto'"],
    ['packages/ledger/src/a.ts', 'const bytes = Buffer.from(text)'],
    ['packages/model/src/index.ts', "if (process.platform === 'linux') f()"],
    ['packages/ledger/src/platform/portable.ts', "import 'node:crypto'"],
  ])('refused in %s: %s', (path, text) => {
    expect(browsers.find(files([path, text]))).toHaveLength(1)
  })
  test('refused by way of another file', () => {
    expect(browsers.find(files(['packages/ledger/src/a.ts', "import './files/a.ts'"]))).toEqual([
      'packages/ledger/src/files/a.ts:1: for Node alone: node:fs',
    ])
  })
  test.each<Sample>([
    ['packages/ledger/src/index.ts', "import 'node:fs'"],
    ['packages/ledger/src/a.ts', "// Buffer.from\nconst word = 'process.env'; own.process.run(); buffer.slice()"],
    ['packages/ledger/src/platform/portable.ts', "import { sha256 } from '@noble/hashes/sha2.js'"],
  ])('let be in %s: %s', (path, text) => {
    expect(browsers.find(files([path, text]))).toEqual([])
  })
})

describe(reached.name, () => {
  const files = (last: Sample) => [
    ...manifests,
    sample('packages/model/src/index.ts', "export * from './a.ts'\nnew Worker(new URL('./work.ts', import.meta.url))"),
    sample('packages/model/src/a.ts', "export * from './b.ts'"),
    sample('packages/model/src/b.ts', ''),
    sample('packages/model/src/work.ts', ''),
    sample('packages/web/src/main.tsx', "import './main.css'\nimport '@treve/server/planning'"),
    sample('packages/web/src/main.css', ''),
    sample('packages/server/src/planning.ts', ''),
    sample(...last),
  ]
  test.each<Sample>([
    ['packages/model/src/lonely.ts', ''],
    ['packages/model/src/lonely.ts', "import './a.ts'"],
    ['packages/model/test/lonely.ts', ''],
    ['packages/web/src/lonely.css', ''],
    ['bench/lonely.ts', ''],
  ])('refused: %s', (path, text) => {
    expect(reached.find(files([path, text]))).toEqual([`${path}: nobody imports it`])
  })
  test.each<Sample>([
    ['packages/model/src/a.test.ts', ''],
    ['bench/check.bench.ts', ''],
    ['scripts/start.mjs', ''],
    ['packages/web/vite.config.ts', ''],
    ['docs/a.md', ''],
  ])('let be: %s', (path, text) => {
    expect(reached.find(files([path, text]))).toEqual([])
  })
  test('what stands for a name on any platform is reached by who imports the name', () => {
    const found = reached.find([
      ...files(['docs/a.md', '']),
      sample('packages/ledger/src/a.test.ts', "import '#platform'"),
      sample('packages/ledger/src/platform/node.ts', ''),
      sample('packages/ledger/src/platform/portable.ts', ''),
      sample('packages/ledger/src/platform/lonely.ts', ''),
    ])
    expect(found).toEqual(['packages/ledger/src/platform/lonely.ts: nobody imports it'])
  })
  test('two files that import only each other are reached by nobody', () => {
    const ring = [
      sample('packages/model/src/x.ts', "import './y.ts'"),
      sample('packages/model/src/y.ts', "import './x.ts'"),
    ]
    expect(reached.find([...files(['docs/a.md', '']), ...ring])).toHaveLength(2)
  })
})

samplesOf(
  untranslated,
  [
    ['packages/web/src/a.tsx', 'const a = <p>Hello</p>'],
    ['packages/web/src/a.tsx', 'const a = <p>\n  {count} people\n</p>'],
    ['packages/web/src/a.tsx', "const a = <p>{'Hello'}</p>"],
    ['packages/web/src/a.tsx', 'const a = <p>العربية</p>'],
    ['packages/web/src/a.tsx', 'const a = <img alt="A map" />'],
    ['packages/web/src/a.tsx', "const a = <Button aria-label={'Close'} />"],
    ['packages/web/src/a.tsx', 'const a = <div>{b ? <Row title="Time">{c}</Row> : null}</div>'],
    ['packages/web/src/a.tsx', 'const a = <input placeholder="Name" />'],
    ['packages/web/src/a.tsx', 'const a = <p>Treve plans</p>'],
  ],
  [
    ['packages/web/src/a.tsx', 'const a = <b>Treve</b>'],
    ['packages/web/src/a.tsx', "const a = <p className=\"wide\" title={t('hello')}>{t('hello')} – 12 % &nbsp;</p>"],
    ['packages/web/src/a.tsx', 'const a = new Map<string, number>()\nconst b = c < d && e > f'],
    ['packages/web/src/a.test.tsx', 'const a = <p>Hello</p>'],
    ['packages/web/src/a.ts', 'const a = "Hello"'],
    ['packages/web/src/a.tsx', '// <p>Hello</p>\nconst a = <p>{/* Hello */}</p>'],
  ],
)

// The words are taken apart, so that this file does not keep to the rule only by luck.
samplesOf(
  unfinished,
  [
    ['packages/model/src/a.ts', `// ${'TO'}${'DO'}: later`],
    ['scripts/a.mjs', `/* ${'FIX'}${'ME'} */`],
    ['packages/model/src/a.test.ts', "test.skip('a', () => {})"],
    ['packages/model/src/a.test.ts', "describe.only('a', () => {})"],
    ['packages/model/src/a.test.ts', "it.todo('a')"],
    ['packages/model/src/a.test.ts', "test.concurrent.skip('a', f)"],
    ['packages/model/src/a.test.ts', 'xit("a", f)'],
    ['packages/model/src/a.test.ts', 'expect( true ).toBe(true)'],
  ],
  [
    ['packages/model/src/a.ts', "const mastodon = 'TODO'"],
    ['packages/model/src/a.test.ts', 'expect(trueish).toBe(true)'],
    ['packages/model/src/a.ts', 'rows.test.skip(3)'],
    ['packages/model/src/a.test.ts', "test('a', () => { /* fine */ })"],
  ],
)

samplesOf(
  fileNames,
  [
    ['packages/model/src/utils.ts', ''],
    ['packages/model/src/date-utils.ts', ''],
    ['packages/model/src/dateHelpers.ts', ''],
    ['packages/model/src/helpers/date.ts', ''],
    ['packages/model/src/PlanManager.tsx', ''],
    ['docs/misc.md', ''],
    ['packages/model/src/common.test.ts', ''],
  ],
  [
    ['packages/model/src/commonwealth.ts', ''],
    ['packages/model/src/units.ts', ''],
    ['.gitignore', ''],
  ],
)

describe(fileSizes.name, () => {
  test('refused: a file of 3 MB', () => {
    expect(fileSizes.find([{ path: 'a.bin', bytes: 3_000_000, text: '' }])).toEqual([
      'a.bin: 3.0 MB, where 2 MB is the most',
    ])
  })
  test('let be: a file of 2 MB', () => {
    expect(fileSizes.find([{ path: 'a.bin', bytes: 2_000_000, text: '' }])).toEqual([])
  })
})

samplesOf(
  hosts,
  [
    ['packages/web/src/a.ts', "const tiles = 'https://tiles.example.org/{z}'"],
    ['packages/web/index.html', '<link href="https://fonts.example.org/x.css">'],
    ['packages/web/src/a.css', '@import url(//fonts.example.org/x.css);'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the sample
    ['packages/server/src/a.ts', 'const a = `wss://${part}.example.org`'],
    ['packages/server/src/a.ts', "const a = 'http://localhost.example.org/'"],
  ],
  [
    ['packages/web/src/a.ts', "const ns = 'http://www.w3.org/2000/svg'"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the sample
    ['packages/server/src/a.ts', 'const a = `http://127.0.0.1:${port}/`; const b = `http://${host}:${port}`'],
    ['packages/server/src/a.ts', '// see https://example.org\nconst a = 1'],
    ['packages/web/src/a.test.ts', "const a = 'https://example.org'"],
    ['docs/a.md', 'https://example.org'],
  ],
)

samplesOf(
  emblems,
  [
    ['packages/web/src/a.tsx', 'const icon = <b>✚</b>'],
    ['packages/web/src/a.ts', "const icon = '\\u271A'"],
    ['packages/web/src/a.ts', "const icon = '\\u{1F691}'"],
    ['packages/web/src/a.css', 'b::before { content: "\\26D1"; }'],
    ['packages/web/index.html', '<b>&#x1F3E5;</b>'],
    ['packages/web/src/a.svg', '<text>&#9770;</text>'],
  ],
  [
    ['packages/web/src/a.tsx', 'const icon = <b>+ × ✓ ●</b>'],
    ['packages/web/src/a.ts', "const colour = '#271a00'"],
    ['docs/a.md', '✚'],
  ],
)

describe('every text is there in four languages, and in words of each', () => {
  const modules = (fr: unknown) =>
    new Map<string, Readonly<Record<string, unknown>>>([
      ['m/en.ts', { en: { a: 'One {x}', b: { text: 'Two' }, c: '{x} – {y}', d: () => '' }, enTerms: { t: 'Time' } }],
      ['m/fr.ts', { fr, frTerms: { t: 'Temps' } }],
      ['m/ar.ts', { ar: { a: 'واحد', b: { text: 'اثنان' }, c: '{x} – {y}', d: () => '' }, arTerms: { t: 'وقت' } }],
      ['m/ru.ts', { ru: { a: 'Один', b: { text: 'Два' }, c: '{x} – {y}', d: () => '' }, ruTerms: { t: 'Время' } }],
    ])
  const good = { a: 'Un {x}', b: { text: 'Deux' }, c: '{x} – {y}', d: () => '' }
  const faults = (fr: unknown) => translationFaults(groupsOf(modules(fr)), [])

  test('let be: all of them', () => {
    expect(groupsOf(modules(good))).toHaveLength(1)
    expect(faults(good)).toEqual([])
  })
  test('refused: a key that is missing, one too many, an empty text, and English', () => {
    expect(faults({ ...good, b: {} })).toEqual(['m/*: fr lacks b.text'])
    expect(faults({ ...good, z: 'Z' })).toEqual(['m/*: fr has z, which English has not'])
    expect(faults({ ...good, a: ' ' })).toEqual(['m/*: fr is empty at a'])
    expect(faults({ ...good, a: 'One {x}' })).toEqual(['m/*: fr is English at a: One {x}'])
  })
  test('let be: English that is listed with its reason', () => {
    const same = [{ language: 'fr', text: 'One {x}', why: 'a name' }] as const
    expect(translationFaults(groupsOf(modules({ ...good, a: 'One {x}' })), same)).toEqual([])
  })
  test('refused: a language without a file', () => {
    const three = modules(good)
    three.delete('m/ar.ts')
    expect(translationFaults(groupsOf(three), [])).toEqual(['m/*: there is no ar'])
  })
  test('maps by language within a file are looked at too, and files by part', () => {
    const within = new Map([
      ['m/words.ts', { page: { en: { a: 'One' }, fr: { a: 'One' }, ar: { a: 'واحد' }, ru: { a: 'Один' } } }],
      ['m/charts.en.ts', { chartsEn: { a: 'One' } }],
      ['m/charts.fr.ts', { chartsFr: { a: 'Un' } }],
      ['m/charts.ar.ts', { chartsAr: { a: 'واحد' } }],
      ['m/charts.ru.ts', { chartsRu: {} }],
    ])
    expect(translationFaults(groupsOf(within), [])).toEqual([
      'm/charts.*: ru lacks charts.a',
      'm/words.ts page: fr is English at a: One',
    ])
  })
})

describe('words of the field', () => {
  const faults = (language: 'fr' | 'ar' | 'ru', text: string) =>
    fieldWordFaults([{ name: 'm/*', words: { [language]: new Map([['a', text]]) } }])

  test.each([
    ['fr', 'Le corridor est plein'],
    ['fr', 'Tout est dégagé à la fermeture'],
    ['fr', '{count} de celles et ceux qui partent. Ils demeurent'],
    ['ar', 'عند نقطة العبور'],
    ['ar', 'انظر الصفحة'],
    ['ar', 'أرسلوها ثم أعد تحميل الصفحة'],
    ['ar', 'اكتبها واحذفه'],
    ['ru', 'На пункте пропуска'],
    ['ru', 'Из желающих уехать'],
    ['ru', 'Половина окон выезда'],
  ] as const)('refused in %s: %s', (language, text) => {
    const found = faults(language, text)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(`m/*: ${language} at a`)
  })
  test.each([
    ['fr', 'Un couloir de plus comme {corridor}'],
    ['fr', 'Donnez soit «\u00a0place\u00a0», soit «\u00a0corridor\u00a0» avec'],
    ['ar', 'انظروا الصفحة'],
    ['ar', 'لا تُنتظر حافلة'],
    ['ru', 'Из желающих выехать'],
    ['ru', 'Закрытие окон'],
  ] as const)('let be in %s: %s', (language, text) => {
    expect(faults(language, text)).toEqual([])
  })
})
