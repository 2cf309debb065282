import { describe, expect, it } from 'vitest'
import {
  addCheckpoint,
  bytesOf,
  cosignatureVerifier,
  cosigner,
  formatAddCheckpoint,
  formatProof,
  formatVerifierKey,
  type Head,
  keyTypes,
  LogFault,
  noteSigner,
  noteVerifier,
  openCheckpoint,
  parsePolicy,
  parseProof,
  proveConsistency,
  proveInclusion,
  signCheckpoint,
  verifyLog,
  verifyProof,
  type WitnessStore,
} from '../../src/index.ts'
import { logSigner, type Served, served, vectorEntry } from './served.ts'

const at = 1_700_000_001
const seed = (byte: number) => new Uint8Array(32).fill(byte)
const witnessKey = (byte: number) =>
  cosigner({ name: `w${byte}.example`, type: keyTypes.cosignature, seed: seed(byte) })
const entries = (count: number) => Array.from({ length: count }, (_, i) => vectorEntry(i + 10))

class Kept implements WitnessStore {
  heads = new Map<string, Head>()
  async latest(origin: string): Promise<Head | undefined> {
    return this.heads.get(origin)
  }
  async replace(origin: string, before: Head | undefined, next: Head): Promise<boolean> {
    if (this.heads.get(origin) !== before) return false
    this.heads.set(origin, next)
    return true
  }
}

function witness(store: WitnessStore = new Kept(), byte = 7) {
  const asked = { cosigner: witnessKey(byte), logs: [logSigner.key], store, now: () => at }
  return (body: string) => addCheckpoint(asked, bytesOf(body))
}

async function growth(old: number, log: Served): Promise<string> {
  return formatAddCheckpoint(old, await proveConsistency(log.read, old, log.tree.size), log.checkpoint)
}

describe('a witness', () => {
  it('cosigns a log as it grows, and the same size again', async () => {
    const ask = witness()
    for (const [old, size] of [
      [0, 5],
      [5, 5],
      [5, 300],
    ] as const) {
      const log = served(entries(size))
      const { status, body } = await ask(await growth(old, log))
      expect(status).toBe(200)
      const opened = openCheckpoint(`${log.checkpoint}${body}`, {
        origin: logSigner.name,
        log: [noteVerifier(logSigner.key)],
        others: [cosignatureVerifier(witnessKey(7).key)],
      })
      expect(opened.note.verified.map(({ name }) => name)).toEqual(['example.com/pause-log', 'w7.example'])
    }
  })

  it('tells its own size to who names another: 409', async () => {
    const ask = witness()
    await ask(await growth(0, served(entries(5))))
    const answer = await ask(await growth(4, served(entries(9))))
    expect(answer).toEqual({ status: 409, contentType: 'text/x.tlog.size', body: '5\n' })
    expect(await ask(await growth(0, served(entries(3))))).toMatchObject({ status: 409, body: '5\n' })
  })

  it('never cosigns a second root of a size: 409', async () => {
    const ask = witness()
    await ask(await growth(0, served(entries(5))))
    const other = served([...entries(4), vectorEntry(999)])
    expect(await ask(formatAddCheckpoint(5, [], other.checkpoint))).toMatchObject({ status: 409, body: '5\n' })
  })

  it('never cosigns another history: 422', async () => {
    const ask = witness()
    await ask(await growth(0, served(entries(5))))
    const other = served([...entries(4), vectorEntry(999), ...entries(4)])
    expect(await ask(await growth(5, other))).toMatchObject({ status: 422 })
    expect(await ask(formatAddCheckpoint(5, [], served(entries(9)).checkpoint))).toMatchObject({ status: 422 })
  })

  it('knows no other log (404), no other key (403), no nonsense (400)', async () => {
    const ask = witness()
    const log = served(entries(5))
    const stranger = noteSigner({ name: 'stranger.example/log', type: keyTypes.ed25519, seed: seed(1) })
    const impostor = noteSigner({ name: logSigner.name, type: keyTypes.ed25519, seed: seed(2) })
    const by = (signer: typeof stranger) => signCheckpoint({ origin: signer.name, ...log.tree.head() }, signer)
    expect(await ask(formatAddCheckpoint(0, [], by(stranger)))).toMatchObject({ status: 404 })
    expect(await ask(formatAddCheckpoint(0, [], by(impostor)))).toMatchObject({ status: 403 })
    const good = formatAddCheckpoint(0, [], log.checkpoint)
    const tooLong = formatAddCheckpoint(5, new Array(64).fill(log.tree.root()), log.checkpoint)
    for (const body of ['', 'old 0\n', good.replace('old 0', 'old 00'), good.replace('old', 'new'), tooLong])
      expect(await ask(body)).toMatchObject({ status: 400 })
    expect(await ask(formatAddCheckpoint(6, [], log.checkpoint))).toMatchObject({ status: 400 })
    expect((await addCheckpoint({ ...plainWitness, store: new Kept() }, Uint8Array.of(0xff, 10, 10))).status).toBe(400)
  })

  it('answers only what it has kept: of two at once one is told to look again', async () => {
    const store = new Kept()
    const slow: WitnessStore = {
      latest: (origin) => store.latest(origin),
      async replace(origin, before, next) {
        await Promise.resolve()
        return store.replace(origin, before, next)
      },
    }
    const ask = witness(slow)
    const [small, large] = [await growth(0, served(entries(5))), await growth(0, served(entries(9)))]
    const answers = await Promise.all([ask(small), ask(large)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(store.heads.size).toBe(1)
  })
})

const plainWitness = { cosigner: witnessKey(7), logs: [logSigner.key], now: () => at }

describe('a policy', () => {
  const [one, two, three] = [witnessKey(1), witnessKey(2), witnessKey(3)]
  const lines = [one, two, three].map((each, i) => `witness W${i + 1} ${formatVerifierKey(each.key)}`).join('\n')
  const log = `log ${formatVerifierKey(logSigner.key)} https://example.com/pause-log`
  const text = `# two of three\n${log}\n\n${lines}\n\tgroup some 2 W1 W2 W3  \nquorum some\n`
  const { checkpoint, tree, read } = served(entries(20))
  const noteText = checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1)
  const cosigned = (...by: (typeof one)[]) =>
    by.reduce((note, each) => {
      const { name, id, signature } = each.cosign(noteText, at)
      const bytes = Uint8Array.from([...Buffer.from(id, 'hex'), ...signature])
      return `${note}— ${name} ${Buffer.from(bytes).toString('base64')}\n`
    }, checkpoint)

  it('is met by enough of its witnesses, and no fewer', async () => {
    const policy = parsePolicy(text)
    const readWith = (note: string) => async (path: string) => (path === 'checkpoint' ? bytesOf(note) : read(path))
    const verify = (note: string) => verifyLog({ read: readWith(note), log: logSigner.key, policy })
    expect(await verify(cosigned(one, three))).toMatchObject({ isValid: true, size: 20 })
    for (const note of [checkpoint, cosigned(two), cosigned(two, two)]) {
      const result = await verify(note)
      expect(result.isValid).toBe(false)
      expect(result.faults.map(({ kind }) => kind)).toEqual(['unwitnessed'])
    }
  })

  it('refuses a cosignature of a known witness that does not hold, though others would do', async () => {
    const policy = parsePolicy(text)
    const note = cosigned(one, two, three)
    const wrong = `${note.slice(0, -12)}${note.slice(-12, -8) === 'AAAA' ? 'BBBB' : 'AAAA'}${note.slice(-8)}`
    const result = await verifyLog({
      read: async (path) => (path === 'checkpoint' ? bytesOf(wrong) : read(path)),
      log: logSigner.key,
      policy,
    })
    expect(result.faults.map(({ kind }) => kind)).toEqual(['signature'])
  })

  it.each([
    ['no quorum', `${lines}\n`],
    ['two quorums', `${lines}\nquorum W1\nquorum W2\n`],
    ['a quorum of nobody known', `${lines}\nquorum W9\n`],
    ['a group of what comes later', `group G any W1\n${lines}\nquorum G\n`],
    ['more than there are', `${lines}\ngroup G 4 W1 W2 W3\nquorum G\n`],
    ['none of them', `${lines}\ngroup G 0 W1 W2 W3\nquorum G\n`],
    ['one witness in two groups', `${lines}\ngroup G any W1 W2\ngroup H any W2 W3\nquorum G\n`],
    ['a name twice', `${lines}\ngroup W1 any W2\nquorum W1\n`],
    ['a group called none', `${lines}\ngroup none any W2\nquorum none\n`],
    ['a key twice', `${lines}\nwitness W4 ${formatVerifierKey(one.key)}\nquorum W4\n`],
    ['the key of a log as a witness', `witness W1 ${formatVerifierKey(logSigner.key)}\nquorum W1\n`],
    ['a last line that does not end', `${lines}\nquorum W1`],
    ['control characters', `${lines}\nquorum W1\r\n`],
    ['a word not known', `${lines}\nquota W1\nquorum W1\n`],
  ])('is refused with %s', (_, policy) => {
    expect(() => parsePolicy(policy)).toThrow(LogFault)
  })

  it('asks for nobody where it says none', () => {
    expect(parsePolicy('quorum none\n').isMetBy([])).toBe(true)
  })

  it('holds for a receipt checked offline, of this entry at this place alone', async () => {
    const policy = parsePolicy(text)
    const hashes = await proveInclusion(read, 11, 20)
    const file = formatProof({ index: 11, hashes, checkpoint: cosigned(one, two), extra: bytesOf('bus') })
    const proof = parseProof(file)
    expect(formatProof(proof)).toBe(file)
    expect(verifyProof(proof, vectorEntry(21), { log: logSigner.key, policy }).root).toEqual(tree.root())
    const kinds = (act: () => unknown) => {
      try {
        act()
        return 'accepted'
      } catch (error) {
        return error instanceof LogFault ? error.kind : 'failed'
      }
    }
    const { key } = logSigner
    expect(kinds(() => verifyProof(proof, vectorEntry(22), { log: key, policy }))).toBe('damaged')
    expect(kinds(() => verifyProof({ ...proof, index: 12 }, vectorEntry(21), { log: key, policy }))).toBe('damaged')
    expect(kinds(() => verifyProof({ ...proof, checkpoint }, vectorEntry(21), { log: key, policy }))).toBe(
      'unwitnessed',
    )
    for (const bad of [
      file.replace('v1', 'v2'),
      file.replace('index 11', 'index 011'),
      file.replace('extra', 'extras'),
    ])
      expect(kinds(() => parseProof(bad))).toBe('malformed')
  })
})
