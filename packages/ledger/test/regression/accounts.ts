// Accounts in memory of three organisations, held against claims: for what a review found.

import {
  Account,
  attestedBy,
  bytesOf,
  FactTable,
  factsOf,
  formatVerifierKey,
  type Json,
  MemorySealedStore,
  MemoryStore,
  type Opening,
  readStatements,
  type StatementFile,
  tell,
  verifyEntries,
  verifyLog,
} from '../../src/index.ts'
import {
  authority,
  exerciseAccount,
  randomOf,
  Sender,
  type Sent,
  type Signer,
  signerOf,
  source,
  time,
} from '../entry/made.ts'
import { logSigner } from '../log/served.ts'

export interface Organisation {
  readonly name: string
  readonly key: Signer
}
export const first: Organisation = { name: source.organisation, key: authority }
export const second: Organisation = { name: 'Second Organisation', key: signerOf('second') }
export const third: Organisation = { name: 'Third Organisation', key: signerOf('third') }
export const day = { from: '2016-11-04T00:00:00+02:00', until: '2016-11-05T00:00:00+02:00', zone: 'Asia/Damascus' }
const start = Date.parse('2016-11-05T08:20:00Z') / 1000

export class Kept {
  readonly account: Account
  readonly sender: Sender
  private readonly store: MemoryStore
  private readonly sealed: MemorySealedStore

  private constructor(account: Account, sender: Sender, store: MemoryStore, sealed: MemorySealedStore) {
    this.account = account
    this.sender = sender
    this.store = store
    this.sealed = sealed
  }

  /** With three organisations and a coordinator. */
  static async begin(name = exerciseAccount): Promise<Kept> {
    const [store, sealed] = [new MemoryStore(), new MemorySealedStore()]
    const account = await Account.open({
      account: name,
      store,
      sealed,
      signer: logSigner,
      now: () => start,
      random: randomOf('kept'),
      beatSeconds: 900,
      fill: 0,
      own: { organisation: source.organisation, signer: authority },
    })
    const sender = new Sender(name, 'kept')
    const kept = new Kept(account, sender, store, sealed)
    await kept.take(sender.opening())
    for (const { name: organisation, key } of [second, third])
      await kept.take(
        sender.keyEntry({ type: 'key_added', key: formatVerifierKey(key.key), role: 'organisation', organisation }),
      )
    await kept.take(sender.coordinatorAdded())
    return kept
  }

  /** Sealed at once; its index. */
  async take(sent: Sent): Promise<number> {
    await this.account.append(sent)
    await this.account.beat()
    return this.account.state.indexOfId.get(sent.id) ?? -1
  }

  field(type: string, sealed: Readonly<Record<string, Json>>, { name, key }: Organisation, chain = name): Sent {
    const [a, b] = [this.sender.oneUse(), this.sender.oneUse()]
    const certificate = (of: Signer) => ({ ...this.sender.certificate(of, key, name) })
    return this.sender.signed(
      {
        class: 'field',
        clear: { type },
        sealed: {
          key_cert: certificate(a),
          key_cert2: certificate(b),
          source: { organisation: name, chain },
          time,
          ...sealed,
        },
      },
      a,
      b,
    )
  }

  /** That all aid in Aleppo was watched, all day. */
  watched(by: Organisation, more: Readonly<Record<string, Json>> = {}): Sent {
    const watched = { of: [{ subject: 'aid' }], ...more }
    return this.field('watched', { time: day, place: { place: 'aleppo' }, watched }, by)
  }

  offloaded(kilograms: number, by: Organisation, more: Readonly<Record<string, Json>> = {}, chain = by.name): Sent {
    const sealed = {
      place: { place: 'aleppo', side: 'east' },
      references: { event: 'convoy-1' },
      lines: [flour(kilograms)],
      ...more,
    }
    return this.field('offloaded', sealed, by, chain)
  }

  async verified(isWithheld: (opening: Opening) => boolean = () => false) {
    const read = (path: string) => this.store.read(path)
    const log = await verifyLog({ read, log: logSigner.key })
    const openings: Opening[] = []
    for await (const opening of this.sealed.all()) if (!isWithheld(opening)) openings.push(opening)
    return verifyEntries({ read, checkpoint: log, log: logSigner.key, openings })
  }

  /** What is told of a file of statements, by what is open. */
  async told(file: StatementFile, isWithheld?: (opening: Opening) => boolean) {
    const { entries } = await this.verified(isWithheld)
    const { attestations, completeness, unseen } = attestedBy(entries)
    const table = new FactTable(factsOf(attestations, unseen), completeness, file.places, unseen)
    return tell(file, table, (index) => entries[index]?.entry.id ?? '')
  }

  /** What is found of each claim. */
  async findings(claims: readonly string[], isWithheld?: (opening: Opening) => boolean) {
    const { statements } = await this.told(statementsOf(claims), isWithheld)
    return statements.map(({ claims: [claim] }) => claim?.finding)
  }
}

export function flour(kilograms: number, more: Readonly<Record<string, Json>> = {}) {
  const grams = kilograms * 1000
  return {
    consignment: 'c1',
    item: 'flour',
    category: 'food',
    unit: 'g',
    low: grams,
    best: grams,
    high: grams,
    ...more,
  }
}

export function statementsOf(claims: readonly string[]) {
  const { file, problems } = readStatements(
    bytesOf(`treve_statements: 1
zone: Asia/Damascus
places: [{ id: syria }, { id: aleppo, within: syria, sides: [east, west] }]
parties: [{ id: north, name: North, adversaries: [south] }, { id: south, name: South }]
periods: [{ id: day, from: 2016-11-04, to: 2016-11-04 }]
statements:
${claims.map((claim, at) => `  - { id: s${at}, speaker: speaker ${at}, language: en, paraphrase: p, claims: [${JSON.stringify(claim)}] }\n`).join('')}`),
  )
  if (file === undefined) throw new Error(JSON.stringify(problems))
  return file
}
