import { resolve } from 'node:path'
import { formatVerifierKey, makeKeyIn, openAccountFolder, readAccountFolder } from '@treve/ledger'
import { numberOf, optionsOf } from '../options.ts'
import { sealWhenDue } from './beat.ts'
import { type Command, wordsOf } from './command.ts'
import { checkOwnPolicy, privateKeyGiven, verifierKeyGiven } from './given.ts'
import { world } from './world.ts'

export const vkeyCommand: Command = {
  name: 'vkey',
  usage: 'vkey DIR',
  summary: 'the verifier key of the log: what anybody needs to check it',
  async run(args, io) {
    const options = optionsOf('account vkey', args, { json: { type: 'boolean' } }, io)
    if (options === undefined) return 2
    const words = wordsOf('account vkey', options.positionals, ['DIR'], io)
    if (words === undefined) return 2
    const { logKey } = await readAccountFolder(resolve(io.folder, words[0]))
    const vkey = formatVerifierKey(logKey.key)
    io.out(`${options.values.json === true ? JSON.stringify({ vkey }) : vkey}\n`)
    return 0
  },
}

export const keysCommand: Command = {
  name: 'keys',
  usage:
    'keys DIR [add NAME --role organisation|coordinator [--key VKEY] | revoke VKEY --reason retired|lost|compromised [--suspect-from N] [--by KEYFILE --by KEYFILE] [--one-use] [--authority] | adopt INDEX…]',
  summary: 'who may certify the one-use keys that entries are signed with',
  async run(args, io) {
    const verb = 'account keys'
    const options = optionsOf(
      verb,
      args,
      {
        role: { type: 'string' },
        key: { type: 'string' },
        reason: { type: 'string' },
        'suspect-from': { type: 'string' },
        authority: { type: 'boolean' },
        'one-use': { type: 'boolean' },
        by: { type: 'string', multiple: true },
        json: { type: 'boolean' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values } = options
    const [folder, act = 'list', ...rest] = options.positionals
    if (folder === undefined) {
      io.err(`treve ${verb}: name the folder of the account. See treve account keys --help.\n`)
      return 2
    }
    const suspectFrom = numberOf(verb, 'suspect-from', values['suspect-from'], io)
    if (Number.isNaN(suspectFrom)) return 2
    const path = resolve(io.folder, folder)
    if (!(await checkOwnPolicy(path, io))) return 2
    const opened = await openAccountFolder(path, world)
    try {
      const { account } = opened
      if (act === 'list') {
        const keys = [...account.state.keys.values()].map(({ vkey, role, organisation, from, revoked }) => ({
          vkey,
          role,
          organisation,
          from,
          ...(revoked === undefined
            ? {}
            : {
                revoked_at: revoked.at,
                reason: revoked.reason,
                ...(revoked.suspectFrom === undefined ? {} : { suspect_from: revoked.suspectFrom }),
              }),
        }))
        if (values.json === true) io.out(`${JSON.stringify({ keys })}\n`)
        else
          for (const each of keys)
            io.out(
              `${each.vkey}\n  ${each.role} of ${each.organisation}, from entry ${each.from}${'revoked_at' in each ? `; revoked by entry ${each.revoked_at}: ${each.reason}` : ''}\n`,
            )
        return 0
      }
      let clear: Record<string, string | number | number[]>
      let sealed: Record<string, string[]> = {}
      if (act === 'add') {
        const [organisation] = rest
        const { role } = values
        if (organisation === undefined || rest.length > 1 || (role !== 'organisation' && role !== 'coordinator')) {
          io.err(`treve ${verb} add: the name it is of, and --role organisation or coordinator, are expected.\n`)
          return 2
        }
        const file = `${role}-${account.state.size}`
        if (values.key !== undefined) verifierKeyGiven('--key', values.key)
        const key =
          values.key ??
          formatVerifierKey((await makeKeyIn(path, file, `${opened.settings.log}/${file}`, world.random)).key)
        if (values.key === undefined)
          io.err(`Its private key is in ${folder}/keys/${file}.key: hand it to whom it is for, and remove it here.\n`)
        clear = { type: 'key_added', key, role, organisation }
      } else if (act === 'revoke') {
        const [key] = rest
        const isOneUse = values['one-use'] === true
        if (key === undefined || (rest.length > 1 && !isOneUse) || values.reason === undefined) {
          io.err(`treve ${verb} revoke: the verifier key, and --reason retired, lost or compromised, are expected.\n`)
          return 2
        }
        for (const each of rest) verifierKeyGiven('revoke', each)
        if (key === formatVerifierKey(opened.authority.key) && values.authority !== true) {
          io.err(
            `treve ${verb} revoke: this is the account’s own authority key. Once it is revoked its keeper can append nothing more, and add, revoke or adopt no key, for good: only two coordinators together could. If that is meant, add --authority.\n`,
          )
          return 2
        }
        if (values.reason === 'compromised' && suspectFrom === undefined)
          io.err(
            'No --suspect-from N was given: all entries under this key, back to entry 0, are suspect from now on and corroborate nothing. Adopting does not change that.\n',
          )
        // Those of a lost device are told to auditors alone: the rest of the world could link its day by them.
        if (isOneUse) sealed = { keys: rest }
        clear = {
          type: 'key_revoked',
          ...(isOneUse ? {} : { key }),
          reason: values.reason,
          ...(suspectFrom === undefined ? {} : { suspect_from: suspectFrom }),
        }
      } else if (act === 'adopt') {
        if (rest.length === 0 || !rest.every((each) => /^(0|[1-9][0-9]*)$/.test(each))) {
          io.err(`treve ${verb} adopt: the indices of entries to vouch for are expected, such as adopt 12 13.\n`)
          return 2
        }
        clear = { type: 'entries_adopted', entries: rest.map(Number) }
      } else {
        io.err(
          `treve ${verb}: add, revoke or adopt are expected, or nothing to list, and not “${act}”. See treve account keys --help.\n`,
        )
        return 2
      }
      const by = values.by ?? []
      if (by.length !== 0 && (by.length !== 2 || act !== 'revoke')) {
        io.err(`treve ${verb}: --by KEYFILE stands twice, for the two coordinators who revoke a key together.\n`)
        return 2
      }
      const lasting = await Promise.all(by.map((file) => privateKeyGiven('--by', file, io)))
      const draft = { class: 'key' as const, clear, sealed }
      const { id, index } = await account.append(account.compose(draft, lasting.length === 0 ? {} : { lasting }))
      io.out(`${JSON.stringify({ index: index ?? null, id, ...('key' in clear ? { key: clear.key } : {}) })}\n`)
      await sealWhenDue(account, opened.settings.beatSeconds, io)
      return 0
    } finally {
      await opened.close()
    }
  },
}
