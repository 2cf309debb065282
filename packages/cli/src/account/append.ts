import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import {
  type AccountSettings,
  type Draft,
  eventType,
  formatVerifierKey,
  handedOver,
  isClassName,
  isObject,
  type Json,
  type JsonObject,
  LogFault,
  type OpenedFolder,
  type Organisation,
  offer,
  oneUseKey,
  openAccountFolder,
  Refusal,
  readAccountFolder,
  receive,
  type Signed,
} from '@treve/ledger'
import { formatInstant, type Instant, type TimeZone } from '@treve/model'
import { openGiven } from '../files.ts'
import { optionsOf } from '../options.ts'
import { counted } from '../table.ts'
import type { Io } from '../verb.ts'
import { attachedTo } from './attach.ts'
import { keepEvenBeat, sealWhenDue } from './beat.ts'
import type { Command } from './command.ts'
import { checkOwnPolicy, privateKeyGiven, utf8Given } from './given.ts'
import { world } from './world.ts'

export const appendCommand: Command = {
  name: 'append',
  usage: 'append DIR [FILE|-] [--key KEYFILE] [--receiver KEYFILE] [--late]',
  summary:
    'one JSON object a line: {"class","clear":{"type",…},"sealed":{slot: value},"attach":[file]}; told once durable. --key: in the name of the organisation of that registered key',
  async run(args, io) {
    const verb = 'account append'
    const options = optionsOf(
      verb,
      args,
      {
        json: { type: 'boolean' },
        key: { type: 'string' },
        receiver: { type: 'string' },
        late: { type: 'boolean' },
      },
      io,
    )
    if (options === undefined) return 2
    const [folder, name = '-', more] = options.positionals
    if (folder === undefined || more !== undefined) {
      io.err(`treve ${verb}: name the folder of the account, and a file of entries or - for standard input.\n`)
      return 2
    }
    const path = resolve(io.folder, folder)
    if (!(await checkOwnPolicy(path, io))) return 2
    await readAccountFolder(path)
    const given = await openGiven(name, io, 'name a file of entries, one JSON object a line')
    if (given === undefined) return 2
    const lines = utf8Given(given).split('\n')
    if (lines.every((line) => line.trim() === '')) {
      io.err(`treve ${verb}: ${given.shown} is empty: there is nothing to append.\n`)
      return 2
    }
    const beside = name === '-' ? io.folder : dirname(await realpath(resolve(io.folder, name)))
    const opened = await openAccountFolder(path, world)
    try {
      const { account } = opened
      const own = await speakerOf('--key', options.values.key, opened, io)
      if (own === undefined) return 2
      const { receiver: file, late: isTakenLate = false } = options.values
      const receiver = file === undefined ? undefined : await speakerOf('--receiver', file, opened, io)
      if (file !== undefined && receiver === undefined) return 2
      const settings = { ...opened.settings, organisation: own.organisation }
      let refused = 0
      let taken = 0
      const filled: Record<FilledSlot, number> = { time: 0, source: 0 }
      for (const batch of batchesOf(lines)) {
        if (io.stop.aborted) {
          io.err(`Stopped before line ${batch[0]?.number}: what was told is in the account, the rest is not.\n`)
          return 1
        }
        if (taken + refused > 0) await keepEvenBeat(account, io)
        const answers = await Promise.all(
          batch.map(async ({ line, number }) => {
            try {
              const { draft: bare, added, attach } = draftOf(line, settings)
              const attached =
                attach === undefined ? undefined : await attachedTo(bare, attach, { folder: beside, account: path })
              const draft = attached?.draft ?? bare
              const signed =
                receiver === undefined || draft.class !== 'field'
                  ? account.compose(draft, { own })
                  : handOver(draft, opened, own, receiver)
              const attachments = attached?.attachments ?? []
              const { index, id, leaf } = await account.append({ ...signed, attachments, isTakenLate })
              const said = { index: index ?? null, id, leaf_hash: Buffer.from(leaf).toString('hex') }
              return {
                added,
                ok: `${JSON.stringify(attached === undefined ? said : { ...said, attachments: attached.told })}\n`,
                remarks: attached?.withoutCopy.map((remark) => `${given.shown}:${number}: ${remark}\n`),
              }
            } catch (fault) {
              if (fault instanceof LogFault) throw fault
              if (!(fault instanceof Refusal)) throw fault
              return { why: `${given.shown}:${number}: ${fault.code}: ${fault.message}\n` }
            }
          }),
        )
        for (const { ok, why, added = [], remarks = [] } of answers) {
          for (const remark of remarks) io.err(remark)
          if (ok !== undefined) {
            io.out(ok)
            taken += 1
            for (const slot of added) filled[slot] += 1
          }
          if (why !== undefined) {
            refused += 1
            io.err(why)
          }
        }
      }
      tellFilled(filled, settings.organisation, io)
      await sealWhenDue(account, settings.beatSeconds, io)
      if (refused > 0)
        io.err(
          `${refused} ${refused === 1 ? 'line was' : 'lines were'} refused; ${taken === 0 ? 'nothing was appended' : 'all others are in the account'}.\n`,
        )
      return refused > 0 ? 2 : 0
    } finally {
      await opened.close()
    }
  },
}

/** The keeper's organisation, or that of a key that is registered in the account. */
async function speakerOf(
  option: string,
  file: string | undefined,
  { account, settings, authority }: OpenedFolder,
  io: Io,
): Promise<Organisation | undefined> {
  if (file === undefined) return { organisation: settings.organisation, signer: authority }
  const signer = await privateKeyGiven(option, file, io)
  const registered = account.state.keys.get(formatVerifierKey(signer.key))
  if (registered !== undefined && registered.role !== 'coordinator')
    return { organisation: registered.organisation, signer }
  io.err(
    `treve account append: ${file} is no key of an organisation that is registered in this account: treve account keys DIR add registers one.\n`,
  )
  return undefined
}

/** Signed by two organisations: the receiver signs what it has been shown, all of it. */
function handOver(
  draft: Draft,
  { account, settings }: OpenedFolder,
  own: Organisation,
  receiver: Organisation,
): Signed {
  const [sender, second] = [own, receiver].map((each) => oneUseKey(world.random, account.name, each))
  if (sender === undefined || second === undefined) throw new Error('two keys were drawn')
  const hand = offer(draft, account.name, {
    seconds: world.now(),
    beatSeconds: settings.beatSeconds,
    random: world.random,
    sender,
    receiver: { key: second.signer.key, certificate: second.certificate },
  })
  const signature = receive(hand, second.signer, () => true)
  if (signature === undefined) throw new Error('who agrees signs')
  return { id: hand.id, bytes: handedOver(hand, sender.signer, second.signer, signature), openings: hand.openings }
}

/**
 * Together they share what it costs to make them durable; in order, so that lines may name earlier ones. A line that
 * attaches files is alone: they are large, and read before it is appended.
 */
function* batchesOf(lines: readonly string[]): Generator<{ line: string; number: number }[]> {
  const most = 500
  let batch: { line: string; number: number }[] = []
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue
    const isAlone = mayAttach(line)
    if (batch.length === most || (isAlone && batch.length > 0)) {
      yield batch
      batch = []
    }
    batch.push({ line, number: at + 1 })
    if (!isAlone) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Before it is parsed; its letters may be written as escapes. */
function mayAttach(line: string): boolean {
  return /"attach"|\\u00[67]/i.test(line)
}

function draftOf(
  line: string,
  settings: AccountSettings,
): { draft: Draft; added: readonly FilledSlot[]; attach: Json | undefined } {
  let value: Json
  try {
    value = JSON.parse(line) as Json
  } catch {
    throw new Refusal('malformed', 'the line is no JSON object')
  }
  if (!isObject(value)) throw new Refusal('malformed', 'the line is no JSON object')
  const { class: className, clear = {}, sealed = {}, id, attach } = value
  for (const key of Object.keys(value))
    if (!['class', 'clear', 'sealed', 'id', 'attach'].includes(key))
      throw new Refusal('malformed', `the line has “${key}”: class, clear, sealed, id and attach are expected`)
  if (!isClassName(className))
    throw new Refusal('unknown_class', `there is no class ${JSON.stringify(className ?? null)}`)
  if (!isObject(clear) || !isObject(sealed) || (id !== undefined && typeof id !== 'string'))
    throw new Refusal('malformed', 'clear and sealed are objects, id is a text')
  nothingElseInTheClear(clear)
  const own = saidHere(className, clear, settings)
  return {
    draft: { class: className, clear, sealed: { ...own, ...sealed }, ...(id === undefined ? {} : { id }) },
    added: filledSlots.filter((slot) => slot in own && !(slot in sealed)),
    attach,
  }
}

/** Who types it here speaks for the organisation of the account, now; both can be said otherwise. */
function saidHere(
  className: string,
  clear: Draft['clear'],
  { organisation, zone }: AccountSettings,
): Record<string, Json> {
  if ((className !== 'field' && className !== 'notice') || clear?.type === 'filler') return {}
  const now = formatInstant(Math.floor(world.now()) as Instant, zone as TimeZone)
  return { source: { organisation, chain: organisation }, time: { from: now, until: now, zone } }
}

/** What a line may leave out, when and whose word it is, and how many did. */
const filledSlots = ['time', 'source'] as const
type FilledSlot = (typeof filledSlots)[number]

/** What was not written is signed all the same: whoever wrote the lines is told what it was taken to be. */
function tellFilled({ time, source }: Readonly<Record<FilledSlot, number>>, organisation: string, io: Io): void {
  const said = (count: number) => counted(count, 'line names', 'lines name')
  if (time > 0) io.err(`${said(time)} no time: it is signed as of now.\n`)
  if (source > 0) io.err(`${said(source)} no source: it is signed as ${organisation}’s own word, seen by itself.\n`)
}

/** Of most types only the type stands in the clear. */
function nothingElseInTheClear(clear: JsonObject): void {
  const [more] = Object.keys(clear).filter((key) => key !== 'type')
  const type = typeof clear.type === 'string' ? eventType(clear.type) : undefined
  if (more !== undefined && type !== undefined && type.clear === undefined)
    throw new Refusal(
      'bad_value',
      `clear: it has no “${more}”: nothing else than the type stands in the clear of ${clear.type}`,
    )
}
