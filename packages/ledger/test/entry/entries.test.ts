import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AccountState,
  bytesOf,
  canonicalJson,
  checkOpening,
  classes,
  digestOf,
  encodeBundle,
  formatVerifierKey,
  type Json,
  parseCanonical,
  parseEntry,
  Refusal,
  signEntry,
  textOf,
  verifyEntries,
} from '../../src/index.ts'
import { logSigner, served } from '../log/served.ts'
import {
  authority,
  coordinator,
  exerciseAccount,
  liveAccount,
  Sender,
  type Sent,
  signerOf,
  source,
  time,
} from './made.ts'

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (fault) {
    if (fault instanceof Refusal) return fault.code
    throw fault
  }
  return 'taken'
}

async function verified(sent: readonly Sent[], options: { openings?: boolean; isReleased?: boolean } = {}) {
  const log = served(sent.map(({ bytes }) => bytes))
  return verifyEntries({
    read: log.read,
    checkpoint: log.tree.head(),
    log: logSigner.key,
    openings: options.openings === false ? [] : sent.flatMap(({ openings }) => openings),
    isReleased: options.isReleased ?? false,
  })
}

const text = ({ bytes }: Sent) => textOf(bytes) ?? ''

/** The same entry with its line altered; signed again, so that only what was altered is wrong. */
function altered(
  sent: Sent,
  alter: (value: Record<string, Json>) => void,
  signers = [signerOf('a'), signerOf('b')],
): Uint8Array {
  const value = JSON.parse(text(sent).split('\n')[0] ?? '') as Record<string, Json>
  alter(value)
  const size = sent.bytes.length
  const keyed = { ...value, by: signers[0]?.name ?? '', vkey: formatVerifierKey(signers[0]?.key ?? authority.key) }
  if ('vkey2' in value) Object.assign(keyed, { vkey2: formatVerifierKey(signers[1]?.key ?? authority.key) })
  const used = 'vkey2' in value ? signers : signers.slice(0, 1)
  Object.assign(keyed, { pad: '' })
  const bare = signEntry(`${canonicalJson(keyed)}\n`, used).length
  return signEntry(`${canonicalJson({ ...keyed, pad: '0'.repeat(Math.max(0, size - bare)) })}\n`, used)
}

describe('an entry', () => {
  const sender = new Sender(liveAccount)

  test('in a live pause a field entry shows neither its type nor anything of what happened', () => {
    const sent = sender.loaded(123_456)
    for (const shown of ['loaded', 'flour', '123456', 'Test Relief', 'Damascus', 'food'])
      expect(text(sent)).not.toContain(shown)
    expect(parseEntry(sent.bytes).clear).toEqual({})
  })

  test('all of a class are as long as each other, whatever they hold', () => {
    const lengths = [
      sender.loaded(1),
      sender.loaded(1_000_000),
      sender.field('filler', {}),
      sender.field('died', { people: [{ low: 1, best: 1, high: 1 }], tokens: { load: 'l1' } }),
    ].map(({ bytes }) => bytes.length)
    expect(new Set(lengths)).toEqual(new Set([classes.field.bytes]))
    expect(sender.opening().bytes.length).toBe(classes.key.bytes)
    expect(sender.erased(0, 'text').bytes.length).toBe(classes.erasure.bytes)
    expect(
      sender.one('notice', { type: 'notified' }, { party: 'p1', notice: { element: 'corridor' } }).bytes.length,
    ).toBe(classes.notice.bytes)
    expect(
      sender.one('public', {
        type: 'reply',
        statement: 's1',
        speaker: 'A speaker',
        language: 'en',
        words: 'We disagree.',
      }).bytes.length,
    ).toBe(classes.public.bytes)
  })

  test('all slots are always there: what is not said cannot be told from what is', () => {
    const kinds = [sender.loaded(), sender.field('filler', {})].map(({ bytes }) =>
      Object.keys(parseEntry(bytes).sealed),
    )
    expect(kinds[0]).toEqual(kinds[1])
    expect(kinds[0]?.toSorted()).toEqual([...classes.field.slots].sort())
  })

  test('nothing in two entries of one device is alike but what all entries share', () => {
    const device = new Sender(liveAccount, 'one device')
    const [a, b] = [device.loaded(), device.loaded()].map(({ bytes }) => parseEntry(bytes))
    const marks = (entry: typeof a) =>
      new Set([
        entry?.id,
        entry?.by,
        entry?.vkey,
        entry?.vkey2,
        ...Object.values(entry?.sealed ?? {}),
        ...(entry?.signatures ?? []).flatMap(({ name, id }) => [name, id]),
      ])
    const [ofA, ofB] = [marks(a), marks(b)]
    expect([...ofA].filter((mark) => ofB.has(mark))).toEqual([])
  })

  test('a dictionary of all counts finds no sealed value', () => {
    const { openings, id } = sender.field('people_boarded', {
      people: [{ low: 42, best: 42, high: 42 }],
      tokens: { load: 'l1' },
    })
    const opening = openings.find(({ slot }) => slot === 'people')
    const sealed = opening === undefined ? '' : digestOf(opening)
    // What somebody without the salt can try: no salt, or one of another slot. (10^6 in the long tests.)
    const salts = ['', 'A'.repeat(43), openings.find(({ slot }) => slot === 'time')?.salt ?? '']
    for (let count = 0; count < 2000; count++)
      for (const salt of salts)
        expect(digestOf({ id, slot: 'people', salt, value: [{ low: count, best: count, high: count }] })).not.toBe(
          sealed,
        )
  })

  test('an opening fits its own entry and slot alone', () => {
    const [a, b] = [sender.loaded(), sender.loaded()]
    const { sealed } = parseEntry(a.bytes)
    for (const opening of a.openings) expect(() => checkOpening(opening, sealed[opening.slot])).not.toThrow()
    const lines = a.openings.find(({ slot }) => slot === 'lines')
    if (lines === undefined) throw new Error('no lines')
    expect(codeOf(() => checkOpening(lines, sealed.people))).toBe('opening_mismatch')
    expect(codeOf(() => checkOpening({ ...lines, id: b.id }, parseEntry(b.bytes).sealed.lines))).toBe(
      'opening_mismatch',
    )
    expect(codeOf(() => checkOpening({ ...lines, value: null }, sealed.lines))).toBe('opening_mismatch')
    expect(codeOf(() => checkOpening({ ...lines, salt: 'short' }, sealed.lines))).toBe('opening_mismatch')
    expect(codeOf(() => checkOpening({ ...lines, slot: 'nothing' }, sealed.nothing))).toBe('opening_mismatch')
  })

  test.each<[string, (value: Record<string, Json>) => void, string]>([
    ['of an unknown class', (value) => Object.assign(value, { class: 'secret' }), 'unknown_class'],
    ['of another version', (value) => Object.assign(value, { v: 2 }), 'malformed'],
    [
      'with a slot too many',
      (value) => Object.assign(value.sealed as object, { extra: 'A'.repeat(43) }),
      'unknown_slot',
    ],
    ['lacking a slot', (value) => Reflect.deleteProperty(value.sealed as object, 'lines'), 'missing_slot'],
    ['with a slot in the clear', (value) => Object.assign(value.sealed as object, { lines: 'flour' }), 'malformed'],
    ['with a key too many', (value) => Object.assign(value, { note: 'x' }), 'malformed'],
    ['saying its type in a live pause', (value) => Object.assign(value, { clear: { type: 'loaded' } }), 'not_sealed'],
    ['at no time', (value) => Object.assign(value, { at: '2016-13-04T08:15Z' }), 'malformed'],
    ['with a short id', (value) => Object.assign(value, { id: 'abc' }), 'malformed'],
    ['of no mode', (value) => Object.assign(value, { mode: 'both' }), 'malformed'],
    ['signed once', (value) => Reflect.deleteProperty(value, 'vkey2'), 'bad_signature'],
  ])('%s is refused', (_, alter, code) => {
    expect(codeOf(() => parseEntry(altered(sender.loaded(), alter)))).toBe(code)
  })

  test('one byte more or fewer, other spacing, a line of a stranger: refused', () => {
    const sent = sender.loaded()
    const whole = text(sent)
    for (const spoilt of [
      `${whole} `,
      whole.slice(0, -1),
      whole.replace('"at":', '"at": '),
      whole.replace('"v":1', '"v":1.0'),
      `${whole}${whole.split('\n').at(-2)}\n`,
      whole.split('\n').slice(0, -2).join('\n'),
      '',
      '\n\n',
      'x'.repeat(2048),
      whole + 'x'.repeat(70_000),
    ])
      expect(codeOf(() => parseEntry(bytesOf(spoilt)))).toMatch(/^(malformed|bad_signature)$/)
    expect(codeOf(() => parseEntry(Uint8Array.of(0xff, 0xfe, 10, 10)))).toBe('malformed')
  })

  test('what does not fit its class is refused when it is written, and says by how much', () => {
    expect(() =>
      sender.one('public', { type: 'reply', statement: 's1', speaker: 'A', language: 'ar', words: 'ي'.repeat(3500) }),
    ).not.toThrow()
    expect(() =>
      sender.one('public', { type: 'reply', statement: 's1', speaker: 'A', language: 'en', words: '中'.repeat(3500) }),
    ).toThrow(/bytes over the 8192/)
  })

  test.each<[string, string, Record<string, Json>, string]>([
    ['an unknown type', 'vanished', {}, 'unknown_type'],
    ['a type of another class', 'notified', {}, 'unknown_type'],
    ['an unknown slot', 'loaded', { flour: 1 }, 'unknown_slot'],
    ['a slot of another type', 'filler', { people: [{ low: 1, best: 1, high: 1 }] }, 'unknown_slot'],
    ['a slot that must be filled', 'loaded', {}, 'missing_slot'],
    ['low above high', 'died', { people: [{ low: 2, best: 1, high: 1 }], tokens: { load: 'l' } }, 'bad_value'],
    ['a fraction', 'died', { people: [{ low: 0.5, best: 1, high: 1 }], tokens: { load: 'l' } }, 'bad_value'],
    [
      'an instant without offset',
      'departed',
      { tokens: { vehicle: 'v' }, time: { ...time, from: '2016-11-04T08:00:00' } },
      'bad_value',
    ],
    [
      'a period that ends before it begins',
      'departed',
      { tokens: { vehicle: 'v' }, time: { ...time, from: '2016-11-04T09:00:00+02:00' } },
      'bad_value',
    ],
    ['a zone that is none', 'departed', { tokens: { vehicle: 'v' }, time: { ...time, zone: 'Aleppo' } }, 'bad_value'],
    [
      'a unit that is none',
      'loaded',
      { lines: [{ consignment: 'c', item: 'i', unit: 'lorries', low: 1, best: 1, high: 1 }] },
      'bad_value',
    ],
  ])('%s is refused', (_, type, sealed, code) => {
    expect(codeOf(() => sender.field(type, sealed))).toBe(code)
  })

  test('canonical JSON has one spelling, and what is read is what was written', () => {
    const value = fc.letrec<{ any: Json }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc.string({ unit: 'binary' }).map((each) => each.toWellFormed().normalize('NFC')),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(
          fc.string({ unit: 'grapheme' }).map((each) => each.normalize('NFC')),
          tie('any'),
          { maxKeys: 4 },
        ),
      ),
    })).any
    fc.assert(
      fc.property(value, (each) => {
        const spelt = canonicalJson(each)
        expect(canonicalJson(parseCanonical(spelt))).toBe(spelt)
        expect(parseCanonical(spelt)).toEqual(JSON.parse(spelt))
      }),
    )
    for (const bad of [
      '{"b":1,"a":2}',
      '{"a":1,"a":1}',
      '[1.5]',
      '[1e3]',
      '[-0]',
      '[ 1]',
      '"\\u0041"',
      '"e\u0301"',
      '9007199254740993',
      '['.repeat(40) + ']'.repeat(40),
    ])
      expect(codeOf(() => parseCanonical(bad))).toBe('malformed')
  })
})

describe('an account, entry by entry', () => {
  const sender = new Sender(liveAccount, 'account')
  const organisation = signerOf('second-organisation')

  test('all is in order', async () => {
    const loaded = sender.loaded()
    const all = [
      sender.opening(),
      sender.keyEntry({
        type: 'key_added',
        key: formatVerifierKey(organisation.key),
        role: 'organisation',
        organisation: 'Second',
      }),
      loaded,
      sender.field('disputed', { references: { disputes: loaded.id } }),
      sender.coordinatorAdded(),
      sender.erased(2, 'lines'),
    ]
    const seen = await verified(all)
    expect(seen.problems.map(({ code, index }) => [index, code])).toEqual([[2, 'already_erased']])
    const after = await verified(
      all.map((each) => ({
        ...each,
        openings: each.openings.filter(({ id, slot }) => id !== loaded.id || slot !== 'lines'),
      })),
    )
    expect(after.problems).toEqual([])
    expect(after.checked).toMatchObject({
      entries: 6,
      // Of entries, and of the certificates of the three that are signed by one-use keys.
      signatures: 1 + 1 + 2 + 2 + 1 + 2 + 3 * 2,
      certificates: { withheld: 0 },
      openings: { open: 3 * 2 + 2 * 21 + 3 - 1, withheld: 0, erased: 1, missing: 0 },
    })
  })

  test('what is withheld is counted; once released it is missing', async () => {
    const all = [sender.opening(), sender.loaded()]
    const seen = await verified(all, { openings: false })
    expect(seen.problems).toEqual([])
    expect(seen.checked.openings).toEqual({ open: 0, withheld: 23, erased: 0, missing: 0 })
    expect(seen.checked.certificates.withheld).toBe(2)
    const released = await verified(all, { openings: false, isReleased: true })
    expect(released.checked.openings.missing).toBe(23)
    expect(released.problems.length).toBe(23)
  })

  test.each<[string, () => readonly Sent[], string]>([
    [
      'an id used twice',
      () => [
        sender.opening(),
        sender.loaded(1, { id: `${'A'.repeat(21)}Q` }),
        sender.loaded(2, { id: `${'A'.repeat(21)}Q` }),
      ],
      'id_taken',
    ],
    [
      'an entry of another log',
      () => [sender.opening(), new Sender({ ...liveAccount, log: 'example.org/other' }).loaded()],
      'foreign_log',
    ],
    [
      'an entry of another pause',
      () => [sender.opening(), new Sender({ ...liveAccount, pause: 'other' }).loaded()],
      'foreign_pause',
    ],
    ['an exercise in a live account', () => [sender.opening(), new Sender(exerciseAccount).loaded()], 'foreign_mode'],
    ['a second opening', () => [sender.opening(), sender.opening()], 'bad_reference'],
    [
      'an erasure by one person',
      () => [
        sender.opening(),
        sender.coordinatorAdded(),
        sender.loaded(),
        sender.erased(2, 'text', [authority, authority]),
      ],
      'unknown_key',
    ],
    [
      'a coordinator who certifies what is no erasure',
      () => [sender.opening(), sender.coordinatorAdded(), sender.loaded(1, { certifier: coordinator })],
      'unknown_key',
    ],
    ['an erasure of what comes later', () => [sender.opening(), sender.erased(5, 'lines')], 'bad_reference'],
    ['an erasure of a slot that is not there', () => [sender.opening(), sender.erased(0, 'lines')], 'not_erasable'],
    [
      'a reference to what is not there',
      () => [sender.opening(), sender.field('disputed', { references: { disputes: 'A'.repeat(22) } })],
      'bad_reference',
    ],
    [
      'a key that nobody registered',
      () => [sender.opening(), sender.loaded(1, { certifier: signerOf('stranger') })],
      'unknown_key',
    ],
    [
      'a key added by a stranger',
      () => [
        sender.opening(),
        sender.keyEntry(
          { type: 'key_added', key: formatVerifierKey(organisation.key), role: 'organisation', organisation: 'S' },
          [signerOf('stranger')],
        ),
      ],
      'unknown_key',
    ],
    [
      'a certificate of another organisation',
      () => {
        const key = sender.oneUse()
        const second = sender.oneUse()
        return [
          sender.opening(),
          sender.signed(
            {
              class: 'field',
              clear: { type: 'departed' },
              sealed: {
                key_cert: { ...sender.certificate(key, authority, 'Other') },
                key_cert2: { ...sender.certificate(second) },
                source,
                time,
                tokens: { vehicle: 'v' },
              },
            },
            key,
            second,
          ),
        ]
      },
      'unknown_key',
    ],
    [
      'a certificate for another key',
      () => {
        const [key, second] = [sender.oneUse(), sender.oneUse()]
        return [
          sender.opening(),
          sender.signed(
            {
              class: 'field',
              clear: { type: 'departed' },
              sealed: {
                key_cert: { ...sender.certificate(second) },
                key_cert2: { ...sender.certificate(second) },
                source,
                time,
                tokens: { vehicle: 'v' },
              },
            },
            key,
            second,
          ),
        ]
      },
      'unknown_key',
    ],
    [
      'a one-use key used twice',
      () => {
        const [key, second, third] = [sender.oneUse(), sender.oneUse(), sender.oneUse()]
        const draft = (other: typeof second) =>
          ({
            class: 'field',
            clear: { type: 'departed' },
            sealed: {
              key_cert: { ...sender.certificate(key) },
              key_cert2: { ...sender.certificate(other) },
              source,
              time,
              tokens: { vehicle: 'v' },
            },
          }) as const
        return [sender.opening(), sender.signed(draft(second), key, second), sender.signed(draft(third), key, third)]
      },
      'used_key',
    ],
    [
      'a flipped signature',
      () => {
        const sent = sender.loaded()
        const lines = text(sent).split('\n')
        const line = lines[2] ?? ''
        const at = line.length - 20
        lines[2] = line.slice(0, at) + (line[at] === 'A' ? 'B' : 'A') + line.slice(at + 1)
        return [sender.opening(), { ...sent, bytes: bytesOf(lines.join('\n')) }]
      },
      'bad_signature',
    ],
  ])('%s is found', async (_, make, code) => {
    const { problems } = await verified(make())
    expect(problems.map((each) => each.code)).toContain(code)
  })

  test('revoked by index: late entries are unverified until adopted, those of a compromised key are suspect', async () => {
    const key = formatVerifierKey(organisation.key)
    const second = new Sender(liveAccount, 'second')
    const add = { type: 'key_added', key, role: 'organisation', organisation: source.organisation }
    const base = [sender.opening(), sender.keyEntry(add), second.loaded(1, { certifier: organisation })]
    const revoked = sender.keyEntry({ type: 'key_revoked', key, reason: 'lost' })
    const late = second.loaded(2, { certifier: organisation })
    const standings = async (all: readonly Sent[]) => (await verified(all)).entries.map(({ standing }) => standing)
    expect(await standings([...base, revoked, late])).toEqual(['sound', 'sound', 'sound', 'sound', 'unverified'])
    const adopted = sender.keyEntry({ type: 'entries_adopted', entries: [4] })
    expect((await standings([...base, revoked, late, adopted]))[4]).toBe('sound')
    const compromised = sender.keyEntry({ type: 'key_revoked', key, reason: 'compromised', suspect_from: 2 })
    expect(await standings([...base, compromised])).toEqual(['sound', 'sound', 'suspect', 'sound'])
  })

  test('one-use keys of a lost device are revoked in a sealed slot', async () => {
    const device = new Sender(liveAccount, 'device')
    const late = device.loaded()
    const { vkey } = parseEntry(late.bytes)
    const revoked = sender.keyEntry({ type: 'key_revoked', reason: 'lost' }, [authority], { keys: [vkey] })
    const { entries, problems } = await verified([sender.opening(), revoked, late])
    expect(problems).toEqual([])
    expect(entries[2]?.standing).toBe('unverified')
    expect(text(revoked)).not.toContain(vkey)
  })

  test('two coordinators may revoke, one may not, and neither may add', () => {
    const coordinators = [signerOf('c1'), signerOf('c2')] as const
    const state = new AccountState(liveAccount)
    const add = (sent: Sent) => state.add(parseEntry(sent.bytes))
    add(sender.opening())
    for (const each of coordinators)
      add(
        sender.keyEntry({
          type: 'key_added',
          key: formatVerifierKey(each.key),
          role: 'coordinator',
          organisation: 'Cell',
        }),
      )
    add(
      sender.keyEntry({
        type: 'key_added',
        key: formatVerifierKey(organisation.key),
        role: 'organisation',
        organisation: 'S',
      }),
    )
    const revoke = { type: 'key_revoked', key: formatVerifierKey(organisation.key), reason: 'lost' }
    expect(codeOf(() => add(sender.keyEntry(revoke, [coordinators[0]])))).toBe('unknown_key')
    const addition = {
      type: 'key_added',
      key: formatVerifierKey(signerOf('x').key),
      role: 'organisation',
      organisation: 'X',
    }
    expect(codeOf(() => add(sender.keyEntry(addition, [...coordinators])))).toBe('unknown_key')
    expect(codeOf(() => add(sender.keyEntry(revoke, [...coordinators])))).toBe('taken')
    expect(state.keys.get(revoke.key)?.revoked?.at).toBe(4)
    expect(codeOf(() => add(sender.keyEntry(revoke, [...coordinators])))).toBe('bad_reference')
  })

  test.each([
    [
      'feedback',
      {
        counts: [{ subject: 'feedback', unit: 'people', low: 5, best: 5, high: 500 }],
        survey: { asked: 400, frame: 'convenience' },
      },
    ],
    ['incident', { counts: [{ subject: 'casualties', detail: 'wounded', unit: 'g', low: 1, best: 1, high: 1 }] }],
    ['watched', { place: { place: 'p' }, watched: { of: [{ subject: 'people', unit: 'ml' }] } }],
    [
      'watched',
      {
        place: { place: 'p' },
        watched: { of: [{ subject: 'aid' }], gaps: [{ from: '2010-11-04T08:00:00Z', until: '2010-11-04T09:00:00Z' }] },
      },
    ],
  ] as const)('%s with values that cannot be is refused: %j', (type, sealed) => {
    expect(codeOf(() => new Sender(exerciseAccount).field(type, sealed as Record<string, Json>))).toBe('bad_value')
  })

  test.each([{ until: '2016-11-04T07:00:00+02:00' }, { zone: 'Nowhere/Land' }, { from: '2016-02-31T08:00:00+02:00' }])(
    'terms that cannot be are refused: %j',
    (wrong) => {
      const terms = {
        type: 'terms_announced',
        version: 1,
        by: ['north'],
        from: '2016-11-04T08:00:00+02:00',
        until: '2016-11-04T19:00:00+02:00',
        zone: 'Asia/Damascus',
        terms: 'x',
      }
      expect(codeOf(() => new Sender(exerciseAccount).one('public', { ...terms, ...wrong }))).toBe('bad_value')
    },
  )

  test('a day that no month has is no time of an entry', () => {
    const sent = new Sender(liveAccount).loaded()
    expect(codeOf(() => parseEntry(altered(sent, (value) => Object.assign(value, { at: '2016-02-31T08:15Z' }))))).toBe(
      'malformed',
    )
  })

  test('a log that is not ours has no V4', async () => {
    const log = served([bytesOf('{"n":0}'), bytesOf('{"n":1}')])
    const seen = await verifyEntries({ read: log.read, checkpoint: log.tree.head(), log: logSigner.key })
    expect(seen.account).toBeUndefined()
    expect(seen.problems).toEqual([])
    expect(encodeBundle([bytesOf('x')]).length).toBe(3)
  })
})
