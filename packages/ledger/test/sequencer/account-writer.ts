// A process that keeps an account in a folder until it is killed, or its disk fails: it says what was acknowledged and what
// was published. What is sealed must be there with the entry. Run by faults.test.ts.

import { writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAccountFolder, LogFault, openAccountFolder } from '../../src/index.ts'
import { randomOf } from '../entry/made.ts'
import { accountSettings } from './faults.ts'

const [folder = '', life = '0', beats = '3'] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)
const world = { now: () => 1_478_240_000, random: randomOf(`life ${life}`) }

await createAccountFolder(folder, accountSettings, world).catch((fault: unknown) => {
  if (!(fault instanceof LogFault && fault.kind === 'taken')) throw fault
})
const { account, close } = await openAccountFolder(folder, world)
for (let beat = 0; beat < Number(beats); beat++) {
  await Promise.all(
    Array.from({ length: 2 }, async () => {
      const { id } = await account.say({
        class: 'notice',
        clear: { type: 'notified' },
        sealed: {
          source: { organisation: accountSettings.organisation, chain: 'own' },
          time: { from: '2016-11-04T06:00:00Z', until: '2016-11-04T06:00:00Z', zone: 'UTC' },
          party: 'north',
          notice: { element: `life-${life}-${beat}` },
        },
      })
      say(`acknowledged ${id}`)
    }),
  )
  await account.beat()
  say(`published ${(await readFile(join(folder, 'log/checkpoint'))).toString('base64')}`)
}
await close()
say('done')
