import { type FileHandle, open, unlink } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isArray, isObject, type Json, type OpenedFolder, openAccountFolder, toBase64Url } from '@treve/ledger'
import { formatInstant, type Instant, type TimeZone } from '@treve/model'
import { optionsOf } from '../options.ts'
import { sealWhenDue } from './beat.ts'
import { type Command, wordsOf } from './command.ts'
import { checkOwnPolicy, kindOf } from './given.ts'
import { world } from './world.ts'

/** An original is not written to again; a copy is for use. */
const modes = { original: 0o400, copy: 0o600 }

export const attachmentCommand: Command = {
  name: 'attachment',
  usage: 'attachment DIR INDEX N -o FILE [--copy]',
  summary:
    'write the attachment with number N of an entry, and print by what it is checked; that an original was opened is recorded in the account first. --copy: its copy for publication',
  async run(args, io) {
    const verb = 'account attachment'
    const options = optionsOf(
      verb,
      args,
      { output: { type: 'string', short: 'o' }, copy: { type: 'boolean' }, json: { type: 'boolean' } },
      io,
    )
    if (options === undefined) return 2
    const words = wordsOf(verb, options.positionals, ['DIR', 'INDEX', 'N'], io)
    if (words === undefined) return 2
    const { output, copy = false } = options.values
    if (output === undefined) {
      io.err(`treve ${verb}: -o FILE: where it is to be written.\n`)
      return 2
    }
    const to = resolve(io.folder, output)
    if ((await kindOf(to)) !== 'nothing') {
      io.err(`treve ${verb}: ${output} exists already: nothing was changed.\n`)
      return 2
    }
    if ((await kindOf(dirname(to))) !== 'folder') {
      io.err(`treve ${verb}: -o ${output}: there is no such folder: make it first. Nothing was changed.\n`)
      return 2
    }
    const path = resolve(io.folder, words[0])
    if (!(await checkOwnPolicy(path, io))) return 2
    const opened = await openAccountFolder(path, world)
    try {
      const { account, settings } = opened
      const { size } = account.state
      const [index, asked] = [numberOf(words[1]), numberOf(words[2])]
      if (!(index < size)) {
        io.err(`treve ${verb}: ${words[1]}: an index below ${size} is expected.\n`)
        return 2
      }
      if (account.state.erased.get(index)?.has('attachments') === true) {
        io.err(`treve ${verb}: the attachments of entry ${index} were erased.\n`)
        return 1
      }
      const rows = await rowsOf(opened, index)
      const digest = rows[asked]?.digest
      const number = copy ? rows.findIndex((row) => digest !== undefined && row.copy_of === digest) : asked
      const row = rows[number]
      const found = row && (await account.attachmentOf(index, number))
      if (found === undefined) {
        io.err(`treve ${verb}: ${whyNone(rows, asked, copy, index)}\n`)
        return 1
      }
      const isOriginal = row?.copy_of === undefined
      const file = await created(to, isOriginal ? modes.original : modes.copy)
      if (typeof file === 'string') {
        io.err(`treve ${verb}: -o ${output}: no file can be made there (${file}): nothing was changed.\n`)
        return 2
      }
      try {
        if (isOriginal) await recordAccess(opened, found.id, number)
        await file.writeFile(found.bytes)
      } catch (fault) {
        await unlink(to)
        throw fault
      } finally {
        await file.close()
      }
      io.out(`${JSON.stringify({ id: found.id, index: number, salt: toBase64Url(found.salt), file: output })}\n`)
      await sealWhenDue(account, settings.beatSeconds, io)
      return 0
    } finally {
      await opened.close()
    }
  },
}

/** Made, empty, before the access is recorded: none is for a file that could not be written. Else why not. */
async function created(path: string, mode: number): Promise<FileHandle | string> {
  try {
    return await open(path, 'wx', mode)
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault) return String(fault.code)
    throw fault
  }
}

/** Durable before the original leaves. */
async function recordAccess({ account, settings }: OpenedFolder, id: string, number: number): Promise<void> {
  const { organisation, zone } = settings
  const now = formatInstant(Math.floor(world.now()) as Instant, zone as TimeZone)
  await account.say({
    class: 'notice',
    clear: { type: 'evidence_accessed' },
    sealed: {
      source: { organisation, chain: organisation },
      time: { from: now, until: now, zone },
      text: { language: 'en', text: `attachment ${number}` },
      references: { about: [id] },
    },
  })
}

async function rowsOf({ account }: OpenedFolder, index: number): Promise<Readonly<Record<string, Json>>[]> {
  const value = (await account.openingsOf(index)).find(({ slot }) => slot === 'attachments')?.value
  return isArray(value) ? value.filter(isObject) : []
}

function whyNone(rows: readonly unknown[], asked: number, copy: boolean, index: number): string {
  if (!(asked < rows.length))
    return rows.length === 0
      ? `entry ${index} has no attachments, or they were erased.`
      : `entry ${index} has attachments 0 to ${rows.length - 1}.`
  return copy
    ? `attachment ${asked} of entry ${index} has no copy for publication.`
    : `the bytes of attachment ${asked} of entry ${index} are not kept here.`
}

function numberOf(word: string): number {
  return /^(0|[1-9][0-9]{0,14})$/.test(word) ? Number(word) : Number.NaN
}
