import { resolve } from 'node:path'
import { chosenDatabase, databaseHelp, databaseOptions, onDatabase } from '../database.ts'
import { optionsOf } from '../options.ts'
import type { Verb } from '../verb.ts'

export const restoreVerb: Verb = {
  name: 'restore',
  summary: 'put a backup back, into a database that holds nothing yet',
  help: `treve restore FOLDER [--data DIR | --database URL]

FOLDER is what treve backup wrote. Every file is looked at first; then all of it is put back, or nothing.

${databaseHelp}
  --json           { "folder", "rows", "keys_missing" } instead of words

The keys by which accounts are signed are in no backup: where they are not in DIR/keys, it says which, and what to do.

What was acknowledged after the backup is not in it. Where an account’s log had gone on since, and this machine or a witness
knows it, the servers refuse to go on with it: two histories would be signed.
`,
  async run(args, io) {
    const options = optionsOf('restore', args, { ...databaseOptions, json: { type: 'boolean' } }, io)
    if (options === undefined) return 2
    const { values, positionals } = options
    const [folder, more] = positionals
    if (folder === undefined || more !== undefined) {
      io.err('treve restore: name one folder to read. See treve restore --help.\n')
      return 2
    }
    const chosen = chosenDatabase('restore', values, io)
    if (chosen === undefined) return 2
    return onDatabase('restore', chosen, io, { mayBegin: true }, async (database, storage) => {
      const rows = await storage.restore(database, resolve(io.folder, folder))
      const lacking: string[] = []
      for (const stored of await storage.storedAccounts(database))
        if ((await storage.keysOf(chosen.keysFolder, stored)) === undefined) lacking.push(stored.settings.pause)
      const told = { folder, rows, ...(lacking.length === 0 ? {} : { keys_missing: lacking }) }
      io.out(values.json === true ? `${JSON.stringify(told)}\n` : `${folder}: ${rows} rows put back.\n`)
      for (const pause of lacking) io.err(`treve restore: ${storage.keysMissing(chosen.keysFolder, pause)}.\n`)
      return 0
    })
  },
}
