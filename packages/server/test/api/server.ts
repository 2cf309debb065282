// One whole server process on a database, until it is killed: it may lead, takes commands and serves streams. It says its
// port, and when it leads. Run by tests and by the bench.

import { writeSync } from 'node:fs'
import { createApp, openServices, startServer } from '@treve/server'
import { rules as realRules } from '@treve/server/coordination'
import { type DatabaseChoice, keep, openDatabase } from '@treve/server/storage'
import { standingAsAsked, testRules, testRulesShowing, tokenSignIn } from './made.ts'

const { choice, keysFolder, shows, isReal } = JSON.parse(process.argv[2] ?? '{}') as {
  choice: DatabaseChoice
  keysFolder: string
  shows?: number
  isReal?: boolean
}
const rules = isReal === true ? realRules : shows === undefined ? testRules : testRulesShowing(shows)
const say = (line: string) => writeSync(1, `${line}\n`)
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())

const database = await openDatabase(choice)
const much = { burst: 1e6, perSecond: 1e6 }
const services = await openServices({
  database,
  signIn: tokenSignIn(),
  rules,
  rates: { commands: much, reads: much, strangers: much },
})
const started = await startServer({ app: createApp(new Map(), new Map(), undefined, { services }), port: 0 })
if (!started.ok) throw new Error(started.text)
say(`ready ${started.port}`)
await keep(
  database,
  {
    now: () => Date.now() / 1000,
    keysFolder,
    beginning: standingAsAsked(rules),
    tell: (text) => say(`told ${text}`),
    onLeading: (term) => say(`leads ${term}`),
  },
  stop.signal,
)
await services.close()
await started.close()
await database.close()
say('closed')
