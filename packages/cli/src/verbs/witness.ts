// treve witness: cosign the logs of others, so that none of them can show different histories to different people.

import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { cosigner, createWitnessKey, formatVerifierKey, openWitnessStore, parsePrivateKey } from '@treve/ledger'
import { startServer } from '@treve/server'
import { createWitnessApp } from '@treve/server/witness'
import { verifierKeyGiven } from '../account/given.ts'
import { told, world } from '../account/world.ts'
import { numberOf, optionsOf } from '../options.ts'
import type { Verb } from '../verb.ts'

export const witnessVerb: Verb = {
  name: 'witness',
  summary: 'cosign the logs of others, as the public protocol for witnesses has it',
  help: `treve witness serve --name NAME --log VKEY [--log VKEY …] [--data DIR] [--port N]

Answers POST /add-checkpoint (c2sp.org/tlog-witness) on this machine alone; put a web server with a certificate before it.
Cosigns a checkpoint only if the log signed it and it continues the last one seen. The key is made at the first start.

  --name NAME  name of the witness, such as witness.example.org/w1
  --log VKEY   verifier key of a log to witness; may stand several times
  --data DIR   key, and what was seen (default ./witness)
  --port N     port (default 8017)
  --json       when ready, { "address", "vkey" } instead of words
Ctrl-C stops.
`,
  async run(args, io) {
    const options = optionsOf(
      'witness',
      args,
      {
        name: { type: 'string' },
        log: { type: 'string', multiple: true },
        data: { type: 'string' },
        port: { type: 'string' },
        json: { type: 'boolean' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values, positionals } = options
    const port = numberOf('witness serve', 'port', values.port, io, { max: 65_535 })
    if (Number.isNaN(port)) return 2
    const { name, log = [] } = values
    if (positionals.length !== 1 || positionals[0] !== 'serve' || name === undefined || log.length === 0) {
      io.err('treve witness: write treve witness serve --name NAME --log VKEY. See treve witness --help.\n')
      return 2
    }
    if (!/^[^\s+]{1,80}$/u.test(name)) {
      io.err(
        `treve witness serve: --name ${name}: a name without spaces and + is expected, such as witness.example.org/w1.\n`,
      )
      return 2
    }
    try {
      const logs = log.map((each) => verifierKeyGiven('--log', each))
      const folder = resolve(io.folder, values.data ?? 'witness')
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const keyFile = join(folder, 'witness.key')
      await createWitnessKey(keyFile, name, world.random)
      const own = cosigner(parsePrivateKey((await readFile(keyFile, 'utf8')).trim()))
      if (own.key.name !== name) {
        io.err(`treve witness serve: ${keyFile} is the key of ${own.key.name}, not of ${name}.\n`)
        return 2
      }
      const app = createWitnessApp({
        cosigner: own,
        logs,
        store: await openWitnessStore(join(folder, 'seen')),
        now: () => Math.floor(world.now()),
      })
      const started = await startServer({ app, port: port ?? 8017 })
      if (!started.ok) {
        io.err(`treve witness serve: ${started.text}\n`)
        return started.code === 'port_in_use' ? 2 : 3
      }
      const address = `http://localhost:${started.port}`
      const vkey = formatVerifierKey(own.key)
      if (values.json === true) io.out(`${JSON.stringify({ address, vkey })}\n`)
      else io.out(`${vkey}\nThe witness is ready at ${address}\n`)
      await new Promise<void>((done) => {
        if (io.stop.aborted) done()
        io.stop.addEventListener('abort', () => done())
      })
      await started.close()
      return 0
    } catch (fault) {
      return told(fault, 'witness serve', io)
    }
  },
}
