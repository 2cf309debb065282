import { LogFault } from '@treve/ledger'
import { chosenDatabase, databaseHelp, databaseOptions, onDatabase } from '../database.ts'
import { optionsOf } from '../options.ts'
import type { Verb } from '../verb.ts'

/** Longer than a leader that was just stopped holds on. */
const patienceMilliseconds = 5000

export const rebuildVerb: Verb = {
  name: 'rebuild',
  summary: 'make what servers compute anew, from the accounts and what is sealed behind them',
  help: `treve rebuild [--data DIR | --database URL]

Every table that is computed is thrown away and made again, in one step. Stop the servers first.

${databaseHelp}
  --json           [ { "pause", "events" } ] instead of words
`,
  async run(args, io) {
    const options = optionsOf('rebuild', args, { ...databaseOptions, json: { type: 'boolean' } }, io)
    if (options === undefined) return 2
    const { values, positionals } = options
    if (positionals.length > 0) {
      io.err('treve rebuild: options alone are expected. See treve rebuild --help.\n')
      return 2
    }
    const chosen = chosenDatabase('rebuild', values, io)
    if (chosen === undefined) return 2
    return onDatabase('rebuild', chosen, io, { mayBegin: false }, async (database, storage) => {
      const world = { now: () => Date.now() / 1000, keysFolder: chosen.keysFolder }
      const patience = AbortSignal.any([io.stop, AbortSignal.timeout(patienceMilliseconds)])
      try {
        const rebuilt = await storage.rebuild(database, world, patience)
        if (values.json === true) io.out(`${JSON.stringify(rebuilt)}\n`)
        else if (rebuilt.length === 0) io.out('There is no account of a pause here.\n')
        else for (const { pause, events } of rebuilt) io.out(`${pause}: ${events} events.\n`)
        return 0
      } catch (fault) {
        if (!(fault instanceof LogFault)) throw fault
        io.err(`treve rebuild: ${fault.message}.\n`)
        return 3
      }
    })
  },
}
