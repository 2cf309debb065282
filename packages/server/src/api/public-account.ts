// What is open to whoever asks without signing in, once two people have released an account: its log, whole, and of what is sealed
// behind it the list that they have signed (./opened.ts). The rest is given to auditors alone.

import { checkpointPath, openingsFile } from '@treve/ledger'
import { problem } from '../problem.ts'
import { readLog } from './log.ts'
import { openedNow } from './opened.ts'
import { type Operation, pathParameter, pauseParameter } from './operation.ts'

export const publicAccount: Operation = {
  id: 'readPublicAccount',
  method: 'get',
  path: '/public/{pause}/{file+}',
  summary:
    'A released account: “checkpoint”, “vkey”, “tile/…”, and “openings.jsonl” with what two people have signed that it opens, for everybody. Before that, and once it is closed again, nothing.',
  parameters: [pauseParameter, pathParameter('file', 'One of these.')],
  answers: {
    200: { description: 'The file.', media: 'application/octet-stream', schema: { type: 'string', format: 'binary' } },
  },
  who: { sees: 'log', orReleased: true },
  async answer(asking) {
    const { context, services, path } = asking
    const pause = services?.live.of(path.pause ?? '')
    // Auditors have the account itself; what is here is the public's, and before the release there is nothing.
    if (services === undefined || pause?.isReleased !== true) return problem(context, 'not_found')
    const { file = '' } = path
    if (file === 'vkey' && pause.verifierKey !== undefined)
      return context.text(`${pause.verifierKey}\n`, 200, { 'cache-control': 'no-store' })
    if (file === openingsFile) {
      const openings = await openedNow(services.database, pause)
      // A stop may have come while they were read.
      if (openings === undefined || services.live.of(pause.id)?.isReleased !== true)
        return problem(context, 'not_found')
      return context.body(openings, 200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
    }
    return readLog(asking, file, file === checkpointPath ? 'text/plain; charset=utf-8' : 'application/octet-stream')
  },
}
