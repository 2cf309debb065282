// treve statements: what was said in public, held against an account. A program of its own, off by default: the server of
// a pause has no endpoint for it.

import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  attestedBy,
  claimReviews,
  FactTable,
  factsOf,
  formatProof,
  mayBePublished,
  proveInclusion,
  readStatements,
  statementWords,
  type Told,
  tell,
  textOf,
} from '@treve/ledger'
import { languages } from '@treve/model'
import { type VerifiedAccount, verifiedAccount } from '../account/verified.ts'
import { told as toldFault, world } from '../account/world.ts'
import { openGiven } from '../files.ts'
import { findingsText } from '../findings.ts'
import { optionsOf } from '../options.ts'
import type { Verb } from '../verb.ts'

export const statementsVerb: Verb = {
  name: 'statements',
  summary: 'hold public statements against an account, reading by reading',
  help: `treve statements check FILE [--account DIR|URL --key VKEY [--openings FILE]] [--all] [--json] [--lang L]
                      [--proofs FOLDER] [--reviews FILE --publisher NAME --url ADDRESS]

Reads statements and their claims from FILE (YAML or JSON, - for standard input), and holds each claim, under every
admissible reading, against the account: the account agrees, differs, measures it differently, cannot tell. What two
statements say that cannot both be true is found without being asked. Without --account: against an empty one.

  --account A     an account's folder, a published copy, or its URL; it is verified first
  --key VKEY      the verifier key of its log (not needed for an account's own folder)
  --openings F    openings of sealed slots, one a line (not needed for an account's own folder)
  --lang L        language of what is told of readings: ${languages.join(', ')} (en)
  --all           every reading of every claim; else at most 12 of each are shown, and what the rest is
  --reviews F     writes schema.org ClaimReview, without ratings, to F; --publisher and --url name who publishes
  --proofs F      writes a .tlog-proof for each entry that is evidence to folder F
  --json          for scripts
Exit 0: told; 1: the account does not verify; 2: file or account cannot be used.
`,
  async run(args, io) {
    const options = optionsOf(
      'statements',
      args,
      {
        account: { type: 'string' },
        key: { type: 'string' },
        openings: { type: 'string' },
        lang: { type: 'string' },
        reviews: { type: 'string' },
        proofs: { type: 'string' },
        publisher: { type: 'string' },
        url: { type: 'string' },
        all: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values, positionals } = options
    const [command, name, more] = positionals
    const language = languages.find((each) => each === (values.lang ?? 'en'))
    if (language === undefined) {
      io.err(`treve statements: --lang ${values.lang}: one of ${languages.join(', ')} is expected.\n`)
      return 2
    }
    if (command !== 'check' || name === undefined || more !== undefined) {
      io.err('treve statements: write treve statements check FILE. See treve statements --help.\n')
      return 2
    }
    if (values.reviews !== undefined && (values.publisher === undefined || values.url === undefined)) {
      io.err(
        'treve statements: --reviews needs --publisher NAME and --url ADDRESS: findings are published in somebody’s name.\n',
      )
      return 2
    }
    const given = await openGiven(name, io, 'name the file of statements in it')
    if (given === undefined) return 2
    const { file, problems } = readStatements(given.bytes)
    if (file === undefined) {
      if (values.json === true) io.out(`${JSON.stringify({ ok: false, errors: problems }, null, 1)}\n`)
      for (const { line, column, text, remedy } of problems)
        io.err(`${given.shown}:${line}:${column}  ${text}\n    ${remedy}\n`)
      return 2
    }
    try {
      const account =
        values.account === undefined ? undefined : await verifiedAccount(values.account, values, 'statements check', io)
      if (typeof account === 'number') return account
      const entries = account?.entries ?? []
      const attested = attestedBy(entries)
      const { attestations, completeness, unseen } = attested
      const table = new FactTable(factsOf(attestations, unseen), completeness, file.places, unseen)
      const result = tell(file, table, (index) => entries[index]?.entry.id ?? '', language, attested)
      if (values.proofs !== undefined && account !== undefined)
        await writeProofs(result, account, resolve(io.folder, values.proofs))
      if (values.reviews !== undefined && account?.isStillMoving === true) {
        io.err(
          `treve statements: --reviews: ${values.account} is of a live pause that is not released: nothing is published while people may still be moving.\n`,
        )
        return 1
      }
      if (values.reviews !== undefined) {
        const setup = {
          publisher: values.publisher ?? '',
          url: values.url ?? '',
          published: new Date(world.now() * 1000).toISOString().slice(0, 10),
          language,
        }
        const due = new Set(file.statements.filter((each) => mayBePublished(each, world.now())).map(({ id }) => id))
        const shown = { ...result, statements: result.statements.filter(({ id }) => due.has(id)) }
        await writeFile(resolve(io.folder, values.reviews), `${JSON.stringify(claimReviews(shown, setup), null, 1)}\n`)
        const left = result.statements.length - due.size
        if (left > 0)
          io.err(
            `${left === 1 ? '1 statement is' : `${left} statements are`} not in ${values.reviews}: no reply, and not yet 72 hours since the speaker was told (told_at).\n`,
          )
      }
      if (values.json === true)
        io.out(`${JSON.stringify({ held_against: account?.heldAgainst ?? null, ...result }, null, 1)}\n`)
      else {
        if (values.account === undefined) io.out(`${statementWords[language].noAccount}\n`)
        io.out(findingsText(result, { language, isAll: values.all === true }))
      }
      return 0
    } catch (fault) {
      return toldFault(fault, 'statements check', io)
    }
  },
}

async function writeProofs({ statements }: Told, { read, note, size }: VerifiedAccount, folder: string): Promise<void> {
  const checkpoint = textOf(note) ?? ''
  await mkdir(folder, { recursive: true })
  const indices = new Set(
    statements.flatMap(({ claims }) => claims.flatMap(({ evidence }) => evidence.map(({ index }) => index))),
  )
  for (const index of indices)
    await writeFile(
      join(folder, `${index}.tlog-proof`),
      formatProof({ index, hashes: await proveInclusion(read, index, size), checkpoint }),
    )
}
