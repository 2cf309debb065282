// A process that writes to a log in files until it is killed, or its disk fails: it says what was acknowledged and what
// was published, and nothing else. Run by faults.test.ts.

import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { bytesOf, openFileStore, openSequencer } from '../../src/index.ts'
import { logSigner } from '../log/served.ts'

const [folder = '', life = '0', beats = '3'] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)

const store = await openFileStore({ served: join(folder, 'log'), own: join(folder, 'own') })
const log = await openSequencer({ store, signer: logSigner })
for (let beat = 0; beat < Number(beats); beat++) {
  await Promise.all(
    Array.from({ length: 4 }, async (_, at) => {
      const entry = `life ${life} beat ${beat} entry ${at}`
      await log.append(bytesOf(entry))
      say(`acknowledged ${entry}`)
    }),
  )
  await log.seal(beat)
  await log.publish()
  const note = await store.read('checkpoint')
  say(`published ${Buffer.from(note ?? '').toString('base64')}`)
}
say('done')
