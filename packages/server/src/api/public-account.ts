// What is open to whoever asks without signing in, once two people have released an account: its log, whole. What is sealed behind it
// is given to auditors alone: who signs on the page is told that it opens nothing sealed, and an entry that names slots all the
// same is not shown to them.

import { checkpointPath } from '@treve/ledger'
import { problem } from '../problem.ts'
import { readLog } from './log.ts'
import { type Operation, pathParameter, pauseParameter } from './operation.ts'

export const publicAccount: Operation = {
  id: 'readPublicAccount',
  method: 'get',
  path: '/public/{pause}/{file+}',
  summary:
    'The log of a released account: “checkpoint”, “vkey” and “tile/…”, for everybody. Before that, and once it is closed again, nothing; what is sealed, never.',
  parameters: [pauseParameter, pathParameter('file', 'One of these.')],
  answers: {
    200: { description: 'The file.', media: 'application/octet-stream', schema: { type: 'string', format: 'binary' } },
  },
  who: { sees: 'log', orReleased: true },
  answer(asking) {
    const { context, services, path } = asking
    const pause = services?.live.of(path.pause ?? '')
    // Auditors have the account itself; what is here is the public's, and before the release there is nothing.
    if (pause?.isReleased !== true) return problem(context, 'not_found')
    const { file = '' } = path
    if (file === 'vkey' && pause.verifierKey !== undefined)
      return context.text(`${pause.verifierKey}\n`, 200, { 'cache-control': 'no-store' })
    return readLog(asking, file, file === checkpointPath ? 'text/plain; charset=utf-8' : 'application/octet-stream')
  },
}
