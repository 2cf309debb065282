import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addCheckpoint,
  bytesOf,
  type Checkpoint,
  cosigner,
  formatVerifierKey,
  keyTypes,
  LogFault,
  type LogStore,
  MemoryStore,
  noteSigner,
  openSequencer,
  type Post,
  parsePolicy,
  readCheckpoint,
  type SealedEntry,
  type SequencerSetup,
  textOf,
  verifyLog,
  type WitnessStore,
  witnessesOf,
} from '../../src/index.ts'
import { logSigner } from '../log/served.ts'
import { FailingStore, readBundles, StepFailed } from './failing-store.ts'

const entryOf = (number: number) => bytesOf(`entry ${number}`)

async function published(store: LogStore): Promise<string> {
  return textOf((await store.read('checkpoint')) ?? bytesOf('')) ?? ''
}

async function verified(store: LogStore, kept: readonly string[] = []) {
  return verifyLog({ read: (path) => store.read(path), log: logSigner.key, kept })
}

/** All entries of the sealed tree, from its bundles. */
async function entriesOf(store: LogStore): Promise<string[]> {
  return (await readBundles(store)).map(({ entry }) => textOf(entry) ?? '')
}

describe('the sequencer', () => {
  test('acknowledges before it seals; what is sealed verifies and is served', async () => {
    const store = new MemoryStore()
    const log = await openSequencer({ store, signer: logSigner })
    expect(await Promise.all([log.append(entryOf(0)), log.append(entryOf(1))])).toEqual([0, 1])
    expect(log.sealed.size).toBe(0)
    expect((await log.seal(1))?.size).toBe(2)
    expect(await log.seal(2)).toBeUndefined()
    await log.publish()
    expect((await verified(store)).isValid).toBe(true)
    expect(await entriesOf(store)).toEqual(['entry 0', 'entry 1'])
  })

  test('many tiles: every published checkpoint is continued by the next, over two levels of tiles', async () => {
    const store = new MemoryStore()
    const log = await openSequencer({ store, signer: logSigner })
    const kept: string[] = []
    let number = 0
    for (const count of [1, 255, 1, 300, 256, 511, 5, 70_000 - 1329]) {
      await Promise.all(Array.from({ length: count }, () => log.append(entryOf(number++))))
      await log.seal(1)
      await log.publish()
      kept.push(await published(store))
    }
    const seen = await verified(store, kept)
    expect(seen).toMatchObject({ isValid: true, size: 70_000, consistency: 'checked' })
  })

  test('entries that were acknowledged and not sealed are sealed after a new start, once', async () => {
    const store = new MemoryStore()
    const first = await openSequencer({ store, signer: logSigner })
    await first.append(entryOf(0))
    await first.seal(1)
    await Promise.all([first.append(entryOf(1)), first.append(entryOf(2))])
    await first.close()
    await expect(first.append(entryOf(3))).rejects.toThrow(LogFault)
    const second = await openSequencer({ store, signer: logSigner })
    expect(second.waitingEntries.map(({ number }) => number)).toEqual([1, 2])
    expect(await second.append(entryOf(3))).toBe(3)
    await second.seal(2)
    await second.publish()
    expect(await entriesOf(store)).toEqual([0, 1, 2, 3].map((each) => `entry ${each}`))
  })

  test('each beat adds exactly so many entries, whatever happened; what exceeds waits, with an alarm', async () => {
    const store = new MemoryStore()
    const behind: number[] = []
    const sealed: SealedEntry[][] = []
    const log = await openSequencer({
      store,
      signer: logSigner,
      perBeat: {
        count: 4,
        fill: async (count) => Array.from({ length: count }, () => bytesOf('filler')),
        place: (below) => 7 % below,
      },
      onBehind: (waiting) => behind.push(waiting),
      onSealed: (each) => sealed.push([...each]),
    })
    const sizes: (number | undefined)[] = []
    for (const [beat, count] of [0, 2, 9, 0, 0, 1].entries()) {
      await Promise.all(Array.from({ length: count }, (_, at) => log.append(entryOf(beat * 10 + at))))
      sizes.push((await log.seal(beat))?.size)
    }
    expect(sizes).toEqual([4, 8, 12, 16, 20, 24])
    expect(behind).toEqual([5, 1])
    const own = sealed.flat().filter(({ number }) => number !== undefined)
    expect(own.map(({ number }) => number)).toEqual([...own.keys()])
    expect(own.length).toBe(12)
    // Fillers do not all come last.
    expect(sealed[1]?.map(({ number }) => number === undefined)).not.toEqual([false, false, true, true])
    await log.publish()
    expect((await verified(store)).isValid).toBe(true)
  })

  test('of two writers one goes on; what the other did not acknowledge is not in the log, what it did is', async () => {
    const store = new MemoryStore()
    const first = await openSequencer({ store, signer: logSigner })
    await first.append(entryOf(0))
    const second = await openSequencer({ store, signer: logSigner })
    await second.seal(1)
    await expect(first.append(entryOf(1))).rejects.toMatchObject({ kind: 'taken' })
    await expect(first.seal(1)).rejects.toMatchObject({ kind: 'taken' })
    await second.append(entryOf(2))
    await second.seal(2)
    await second.publish()
    expect(await entriesOf(store)).toEqual(['entry 0', 'entry 2'])
  })

  test('too much waiting is refused, and taken once some is sealed', async () => {
    const log = await openSequencer({ store: new MemoryStore(), signer: logSigner, mostWaitingBytes: 20 })
    await log.append(bytesOf('x'.repeat(15)))
    await expect(log.append(bytesOf('x'.repeat(15)))).rejects.toMatchObject({ kind: 'busy' })
    await log.seal(1)
    await log.append(bytesOf('x'.repeat(15)))
    await expect(log.append(new Uint8Array(65_536))).rejects.toMatchObject({ kind: 'malformed' })
  })
})

describe('a start', () => {
  async function grown(): Promise<{ store: MemoryStore; kept: string[] }> {
    const store = new MemoryStore()
    const log = await openSequencer({ store, signer: logSigner })
    const kept: string[] = []
    for (let step = 0; step < 3; step++) {
      await Promise.all(Array.from({ length: 100 }, (_, at) => log.append(entryOf(step * 100 + at))))
      await log.seal(step)
      await log.publish()
      kept.push(await published(store))
    }
    return { store, kept }
  }

  test('refuses a published checkpoint that is beyond the lock, or of another root', async () => {
    const { store, kept } = await grown()
    const other = new MemoryStore()
    const fork = await openSequencer({ store: other, signer: logSigner })
    await Promise.all(Array.from({ length: 300 }, (_, at) => fork.append(entryOf(at + 1))))
    await fork.seal(1)
    await other.write([{ path: 'checkpoint', bytes: bytesOf(kept[2] ?? '') }])
    await expect(openSequencer({ store: other, signer: logSigner })).rejects.toMatchObject({ kind: 'contradiction' })
    await fork.append(entryOf(0))
    const young = new MemoryStore()
    await (await openSequencer({ store: young, signer: logSigner })).close()
    await young.write([{ path: 'checkpoint', bytes: bytesOf(kept[0] ?? '') }])
    await expect(openSequencer({ store: young, signer: logSigner })).rejects.toMatchObject({ kind: 'contradiction' })
    const bare = new MemoryStore()
    for (const [path, bytes] of store.resources) bare.resources.set(path, bytes)
    await expect(openSequencer({ store: bare, signer: logSigner })).rejects.toMatchObject({ kind: 'contradiction' })
  })

  test('refuses an old copy put back, where a checkpoint of the newer was kept', async () => {
    const { kept } = await grown()
    const old = new MemoryStore()
    const log = await openSequencer({ store: old, signer: logSigner })
    await Promise.all(Array.from({ length: 100 }, (_, at) => log.append(entryOf(at))))
    await log.seal(0)
    await expect(openSequencer({ store: old, signer: logSigner, seen: [kept[2] ?? ''] })).rejects.toMatchObject({
      kind: 'contradiction',
    })
    await expect(openSequencer({ store: old, signer: logSigner, seen: [kept[0] ?? ''] })).resolves.toBeDefined()
  })

  test.each(['tile/0/001.p/44', 'tile/entries/001.p/44', 'tile/1/000.p/1'])(
    'refuses a right edge that was spoilt or lost: %s',
    async (path) => {
      const { store } = await grown()
      const bytes = store.resources.get(path)
      if (bytes === undefined) throw new Error(`no ${path}`)
      const spoilt = Uint8Array.from(bytes)
      spoilt[spoilt.length - 1] = (spoilt.at(-1) ?? 0) ^ 1
      store.resources.set(path, spoilt)
      await expect(openSequencer({ store, signer: logSigner })).rejects.toMatchObject({ kind: 'damaged' })
      store.resources.delete(path)
      await expect(openSequencer({ store, signer: logSigner })).rejects.toThrow(LogFault)
    },
  )

  test('one bit that flips before signing is seen, and nothing is signed', async () => {
    const store = new MemoryStore()
    const log = await openSequencer({ store, signer: logSigner })
    await log.append(entryOf(0))
    const [batch] = await store.waiting()
    const [entry] = batch?.entries ?? []
    if (entry !== undefined) entry[0] = (entry[0] ?? 0) ^ 1
    await expect(log.seal(1)).rejects.toMatchObject({ kind: 'damaged' })
    expect(log.sealed.size).toBe(0)
    await expect(log.append(entryOf(1))).rejects.toThrow(LogFault)
  })
})

describe('a store that fails', () => {
  interface Seen {
    readonly acknowledged: string[]
    readonly kept: string[]
    steps: number
  }

  /** Appends, seals and publishes until the store fails; then starts again on what is left, and holds all to what was seen. */
  let life = 0
  async function lives(memory: MemoryStore, failAt: number, isDone: boolean): Promise<Seen> {
    life += 1
    const name = `life ${life}`
    const seen: Seen = { acknowledged: [], kept: [], steps: 0 }
    const failing = new FailingStore(memory, failAt, isDone)
    const setup = (store: LogStore): SequencerSetup => ({
      store,
      signer: logSigner,
      perBeat: {
        count: 3,
        fill: async (count) => Array.from({ length: count }, () => bytesOf('filler')),
        place: (below) => below - 1,
      },
    })
    const acts = async () => {
      const log = await openSequencer(setup(failing))
      for (let beat = 0; beat < 4; beat++) {
        const entries = Array.from({ length: beat }, (_, at) => `${name}: ${beat} ${at}`)
        await Promise.all(
          entries.map(async (entry) => {
            await log.append(bytesOf(entry))
            seen.acknowledged.push(entry)
          }),
        )
        await log.seal(beat)
        await log.publish()
        seen.kept.push(await published(memory))
      }
    }
    await acts().catch((fault: unknown) => {
      if (!(fault instanceof LogFault) && !(fault instanceof StepFailed)) throw fault
    })
    seen.steps = failing.steps
    const after = await published(memory)
    if (after !== '') seen.kept.push(after)
    const log = await openSequencer(setup(memory))
    for (let beat = 10; log.waiting > 0 || beat === 10; beat++) await log.seal(beat)
    await log.publish()
    const entries = await entriesOf(memory)
    for (const entry of seen.acknowledged) expect(entries.filter((each) => each === entry)).toEqual([entry])
    expect(await verified(memory, seen.kept)).toMatchObject({
      isValid: true,
      consistency: seen.kept.length === 0 ? 'not checked' : 'checked',
    })
    return seen
  }

  test('at every step, before it is done and after: nothing acknowledged is lost, nothing published is contradicted', async () => {
    const { steps } = await lives(new MemoryStore(), Number.POSITIVE_INFINITY, false)
    expect(steps).toBeGreaterThan(20)
    for (let failAt = 0; failAt < steps; failAt++)
      for (const isDone of [false, true]) await lives(new MemoryStore(), failAt, isDone)
  })

  test('and at every step of the start after it', async () => {
    for (let failAt = 6; failAt < 30; failAt += 3) {
      for (let again = 0; again < 8; again++) {
        const memory = new MemoryStore()
        await lives(memory, failAt, true)
        await lives(memory, again, again % 2 === 0)
      }
    }
  })

  test('random lives of a log', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(60), fc.boolean()), { minLength: 1, maxLength: 5 }),
        async (failures) => {
          const memory = new MemoryStore()
          const kept: string[] = []
          for (const [failAt, isDone] of failures) {
            const seen = await lives(memory, failAt, isDone)
            kept.push(...seen.kept)
            expect((await verified(memory, kept)).isValid).toBe(true)
          }
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('witnesses', () => {
  const keyOf = (name: string) =>
    cosigner({ name, type: keyTypes.cosignature, seed: new Uint8Array(32).fill(name.length) })
  const now = () => 1_700_000_000

  function memoryWitness(): WitnessStore {
    const heads = new Map<string, { size: number; root: Uint8Array }>()
    return {
      latest: async (origin) => heads.get(origin),
      replace: async (origin, _, next) => {
        heads.set(origin, next)
        return true
      },
    }
  }

  const names = ['w', 'ww', 'www'] as const
  const policyOf = (least: number) =>
    parsePolicy(
      `${names.map((name) => `witness ${name} ${formatVerifierKey(keyOf(name).key)} https://${name}.example`).join('\n')}\ngroup g ${least} ${names.join(' ')}\nquorum g\n`,
    )

  type Behaviour = (body: string, honest: Post) => ReturnType<Post>
  const honestly: Behaviour = (body, honest) => honest('', body)
  const behaviours: Record<string, Behaviour> = {
    slow: () => Promise.reject(new Error('no answer within 10 s')),
    refuses: async () => ({ status: 403, contentType: 'text/plain', body: bytesOf('no') }),
    garbage: async () => ({ status: 200, contentType: 'text/plain', body: Uint8Array.of(0xff, 0, 1) }),
    'garbage lines': async () => ({ status: 200, contentType: 'text/plain', body: bytesOf('— x AAAA\n') }),
    'a signature of another text': async (_, honest) => honest('', otherRequest),
    'a size that is none': async () => ({ status: 409, contentType: 'text/x.tlog.size', body: bytesOf('many\n') }),
    'a cosignature from the future': async (request) => {
      const later = { cosigner: keyOf('w'), logs: [logSigner.key], store: memoryWitness(), now: () => now() + 86_400 }
      const answer = await addCheckpoint(later, bytesOf(request))
      return { ...answer, body: bytesOf(answer.body) }
    },
    'an empty answer': async () => ({ status: 200, contentType: 'text/plain', body: bytesOf('') }),
    'a huge number': async () => ({ status: 500, contentType: 'text/html', body: bytesOf('x'.repeat(1_000_000)) }),
  }
  let otherRequest = ''

  async function setUp(behave: Partial<Record<(typeof names)[number], Behaviour>>, least: number) {
    const stores = new Map(names.map((name) => [name, memoryWitness()]))
    const post: Post = async (url, body) => {
      const name = names.find((each) => url === `https://${each}.example/add-checkpoint`)
      if (name === undefined) throw new Error(`nobody at ${url}`)
      const honest: Post = async (_, request) => {
        const store = stores.get(name) ?? memoryWitness()
        const answer = await addCheckpoint(
          { cosigner: keyOf(name), logs: [logSigner.key], store, now },
          bytesOf(request),
        )
        return { ...answer, body: bytesOf(answer.body) }
      }
      return (behave[name] ?? honestly)(body, honest)
    }
    const policy = policyOf(least)
    const witnesses = witnessesOf(policy, { post, now })
    const store = new MemoryStore()
    const log = await openSequencer({
      store,
      signer: logSigner,
      witness: (checkpoint, from) => witnesses.cosign(checkpoint, (path) => from.read(path)),
    })
    return { log, store, witnesses, policy, stores }
  }

  async function step(
    log: {
      append(entry: Uint8Array): Promise<number>
      seal(beat: number): Promise<Checkpoint | undefined>
      publish(): Promise<Checkpoint>
    },
    number: number,
  ) {
    await log.append(entryOf(number))
    await log.seal(number)
    return log.publish()
  }

  test('a checkpoint is published with the cosignatures that the policy asks for', async () => {
    const { log, store, policy } = await setUp({}, 3)
    const kept: string[] = []
    for (let number = 0; number < 5; number++) {
      await step(log, number)
      kept.push(await published(store))
    }
    const seen = await verifyLog({ read: (path) => store.read(path), log: logSigner.key, policy, kept })
    expect(seen).toMatchObject({ isValid: true, consistency: 'checked' })
    expect(seen.signedBy.toSorted()).toEqual([logSigner.name, ...names].sort())
  })

  test.each(Object.keys(behaviours))(
    'one of three that misbehaves (%s) delays nothing; two of three do, and nothing is lost',
    async (how) => {
      const other = new MemoryStore()
      const fork = await openSequencer({ store: other, signer: logSigner })
      await fork.append(bytesOf('other'))
      await fork.seal(1)
      await fork.publish()
      otherRequest = `old 0\n\n${await published(other)}`
      const behave = behaviours[how] ?? honestly
      const { log, store, policy, witnesses } = await setUp({ w: behave }, 2)
      await step(log, 0)
      expect((await verifyLog({ read: (path) => store.read(path), log: logSigner.key, policy })).isValid).toBe(true)
      expect(witnesses.states.get('w')?.state).toBe('failed')
      const most = await setUp({ w: behave, ww: behave }, 2)
      await expect(step(most.log, 0)).rejects.toMatchObject({ kind: 'unwitnessed' })
      expect(await most.store.read('checkpoint')).toBeUndefined()
      expect(await most.log.append(entryOf(1))).toBe(1)
      expect(most.log.fault).toBeUndefined()
    },
  )

  test('one that lies stops nobody, also while too few of the others answer', async () => {
    const lies: Behaviour = async () => ({
      status: 409,
      contentType: 'text/x.tlog.size',
      body: bytesOf('999999\n'),
    })
    const silent: Behaviour = () => Promise.reject(new Error('no answer'))
    const behave: Partial<Record<(typeof names)[number], Behaviour>> = { w: lies, ww: silent, www: silent }
    const { log, store } = await setUp(behave, 2)
    await expect(step(log, 0)).rejects.toMatchObject({ kind: 'unwitnessed' })
    expect(log.fault).toBeUndefined()
    delete behave.ww
    delete behave.www
    await step(log, 1)
    expect(readCheckpoint(await published(store)).size).toBe(2)
  })

  test('a log that was put back to an old copy learns it from its witnesses, and signs nothing more', async () => {
    const { log, stores, policy } = await setUp({}, 2)
    for (let number = 0; number < 3; number++) await step(log, number)
    const post: Post = async (url, body) => {
      const name = names.find((each) => url.includes(`/${each}.example/`)) ?? 'w'
      const store = stores.get(name) ?? memoryWitness()
      const answer = await addCheckpoint({ cosigner: keyOf(name), logs: [logSigner.key], store, now }, bytesOf(body))
      return { ...answer, body: bytesOf(answer.body) }
    }
    const witnesses = witnessesOf(policy, { post, now })
    const old = await openSequencer({
      store: new MemoryStore(),
      signer: logSigner,
      witness: (each, from) => witnesses.cosign(each, (path) => from.read(path)),
    })
    await old.append(bytesOf('another story'))
    await old.seal(1)
    await expect(old.publish()).rejects.toMatchObject({ kind: 'contradiction' })
    await expect(old.append(entryOf(1))).rejects.toMatchObject({ kind: 'contradiction' })
  })

  test('a key of no log signs no notes', () => {
    expect(() => noteSigner({ name: 'w', type: keyTypes.cosignature, seed: new Uint8Array(32) })).toThrow(LogFault)
  })
})
