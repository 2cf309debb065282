// All that the phone knows, as one value in memory, and as records on the shelf.

import type { Json } from '@treve/ledger/device'
import type { ClockCheck } from '../clock.ts'
import { type MyDay, myDayOf } from '../day/my-day.ts'
import type { Giving, Receiving } from '../hand-over/signing.ts'
import type { Receipt, Report } from '../reports/report.ts'
import type { Chain } from '../reports/slots.ts'
import type { StockKey } from '../stock.ts'
import type { Changes } from './shelf.ts'

export interface Identity {
  /** As the server calls this phone. */
  readonly device: string
  readonly pause: string
  /** The server takes nothing from it any more: what was not taken is all that is left here. */
  readonly isRevoked?: true
}

export interface Kept {
  readonly identity: Identity
  readonly day: MyDay | null
  /** When the day was told, by this phone's clock. */
  readonly dayFetchedMs: number | null
  readonly clock: ClockCheck | null
  readonly chain: Chain
  readonly stock: readonly StockKey[]
  readonly reports: readonly Report[]
  readonly receipts: readonly Receipt[]
  /** Given from this phone, and not signed by who receives yet. */
  readonly giving: readonly Giving[]
  /** Signed on this phone as the one who received. */
  readonly receiving: readonly Receiving[]
}

/** As it goes to the disk: the day is kept as the server told it, and read again by the same rules. */
export interface DayRecord {
  readonly told: Json
  readonly fetchedMs: number
}

export function beginning(identity: Identity): Kept {
  return {
    identity,
    day: null,
    dayFetchedMs: null,
    clock: null,
    chain: { seq: 0, prev_own: null, seen: null },
    stock: [],
    reports: [],
    receipts: [],
    giving: [],
    receiving: [],
  }
}

const prefixes = {
  key: 'key/',
  report: 'report/',
  receipt: 'receipt/',
  giving: 'giving/',
  receiving: 'receiving/',
} as const

/** What differs between two states, as records. The day comes apart: it is kept as it was told. */
export function changesBetween(before: Kept | undefined, after: Kept, day?: DayRecord): Changes {
  const records = new Map<string, Json | null>()
  const single = (name: 'identity' | 'clock' | 'chain') => {
    if (before?.[name] !== after[name]) records.set(name, asJson(after[name]))
  }
  single('identity')
  single('clock')
  single('chain')
  if (day !== undefined) records.set('day', asJson(day))
  else if (after.day === null && before !== undefined && before.day !== null) records.set('day', null)
  listed(prefixes.key, before?.stock ?? [], after.stock, ({ name }) => name)
  listed(prefixes.report, before?.reports ?? [], after.reports, ({ id }) => id)
  listed(prefixes.receipt, before?.receipts ?? [], after.receipts, ({ id }) => id)
  listed(prefixes.giving, before?.giving ?? [], after.giving, ({ given }) => given.id)
  listed(prefixes.receiving, before?.receiving ?? [], after.receiving, ({ id }) => id)
  return { records }

  function listed<T>(prefix: string, old: readonly T[], now: readonly T[], nameOf: (one: T) => string): void {
    const were = new Map(old.map((each) => [nameOf(each), each]))
    for (const each of now) {
      const name = nameOf(each)
      if (were.get(name) !== each) records.set(`${prefix}${name}`, asJson(each))
      were.delete(name)
    }
    for (const name of were.keys()) records.set(`${prefix}${name}`, null)
  }
}

/** Undefined where there is no identity: nobody is enrolled. */
export function keptFrom(records: ReadonlyMap<string, Json>): Kept | undefined {
  const identity = fromJson<Identity>(records.get('identity'))
  if (identity === null) return undefined
  const empty = beginning(identity)
  const day = fromJson<DayRecord>(records.get('day'))
  const read = day === null ? null : myDayOf(day.told)
  const isRead = read !== null && !('unreadable' in read)
  const listed = <T>(prefix: string) =>
    [...records].flatMap(([name, value]) => {
      const each = name.startsWith(prefix) ? fromJson<T>(value) : null
      return each === null ? [] : [each]
    })
  return {
    identity,
    day: isRead ? read : null,
    dayFetchedMs: isRead ? (day?.fetchedMs ?? null) : null,
    clock: fromJson<ClockCheck>(records.get('clock')),
    chain: fromJson<Chain>(records.get('chain')) ?? empty.chain,
    stock: listed<StockKey>(prefixes.key),
    reports: listed<Report>(prefixes.report).sort((a, b) => a.order - b.order),
    receipts: listed<Receipt>(prefixes.receipt).sort((a, b) => a.madeS - b.madeS),
    giving: listed<Giving>(prefixes.giving).sort((a, b) => a.madeS - b.madeS),
    receiving: listed<Receiving>(prefixes.receiving).sort((a, b) => a.happenedS - b.happenedS),
  }
}

/** What this phone wrote and sealed itself: nobody else can have put it there. */
function fromJson<T>(value: Json | undefined): T | null {
  return value === undefined || value === null ? null : (value as unknown as T)
}

function asJson(value: unknown): Json {
  return value as Json
}
