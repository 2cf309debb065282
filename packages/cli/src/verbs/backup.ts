import { resolve } from 'node:path'
import { chosenDatabase, databaseHelp, databaseOptions, onDatabase } from '../database.ts'
import { optionsOf } from '../options.ts'
import type { Verb } from '../verb.ts'

export const backupVerb: Verb = {
  name: 'backup',
  summary: 'copy what the servers keep, as it is at one moment, while they go on',
  help: `treve backup FOLDER [--data DIR | --database URL]

Writes all that the database holds into FOLDER, which must be new or empty.

${databaseHelp}
  --json           { "folder", "rows" } instead of words

FOLDER/keys opens what is sealed: keep it apart, only where an erasure reaches, for those who may see it. Without it the
rest opens nothing. The keys by which accounts are signed (DIR/keys) are not in it: copy them by hand, once, to a safe place.
`,
  async run(args, io) {
    const options = optionsOf('backup', args, { ...databaseOptions, json: { type: 'boolean' } }, io)
    if (options === undefined) return 2
    const { values, positionals } = options
    const [folder, more] = positionals
    if (folder === undefined || more !== undefined) {
      io.err('treve backup: name one folder to write to. See treve backup --help.\n')
      return 2
    }
    const chosen = chosenDatabase('backup', values, io)
    if (chosen === undefined) return 2
    return onDatabase('backup', chosen, io, { mayBegin: false }, async (database, storage) => {
      const rows = await storage.backup(database, resolve(io.folder, folder))
      io.out(
        values.json === true
          ? `${JSON.stringify({ folder, rows })}\n`
          : `${folder}: ${rows} rows. ${folder}/keys opens what is sealed: keep it apart.\n`,
      )
      return 0
    })
  },
}
