// The served prefix of a pause's log (c2sp.org/tlog-tiles). Its checkpoint is public from the beginning: whoever keeps one can
// tell later that nothing was rewritten. Tiles are for auditors until the account is released, then for everybody.

import { checkpointPath, parseTilePath } from '@treve/ledger'
import { problem } from '../problem.ts'
import { unfenced } from '../storage/leadership.ts'
import { logStore } from '../storage/log-store.ts'
import { sealedStore } from '../storage/sealed-store.ts'
import { type Asking, type Operation, pathParameter, pauseParameter } from './operation.ts'

const bytesAnswer = (description: string) => ({
  200: { description, media: 'application/octet-stream', schema: { type: 'string', format: 'binary' } },
})
const textAnswer = (description: string) => ({
  200: { description, media: 'text/plain', schema: { type: 'string' } },
})
const tileParameter = pathParameter('tile', 'Its place, as c2sp.org/tlog-tiles writes it.')

export const logOperations: readonly Operation[] = [
  {
    id: 'readCheckpoint',
    method: 'get',
    path: '/account/{pause}/checkpoint',
    summary: 'The checkpoint of the account’s log that was published last.',
    parameters: [pauseParameter],
    answers: textAnswer('A signed note.'),
    who: 'everybody',
    answer: (asking) => readLog(asking, checkpointPath, 'text/plain; charset=utf-8'),
  },
  {
    id: 'readVerifierKey',
    method: 'get',
    path: '/account/{pause}/vkey',
    summary: 'The log’s verifier key. Whoever checks takes it from elsewhere, too.',
    parameters: [pauseParameter],
    answers: textAnswer('The key.'),
    who: 'everybody',
    answer({ context, services, path: { pause = '' } }) {
      const key = services?.live.of(pause)?.verifierKey
      return key === undefined ? problem(context, 'not_found') : context.text(`${key}\n`)
    },
  },
  {
    id: 'readEntries',
    method: 'get',
    path: '/account/{pause}/tile/entries/{tile+}',
    summary: 'A bundle of entries: for auditors; once the account is released, for everybody.',
    parameters: [pauseParameter, tileParameter],
    answers: bytesAnswer('The bundle.'),
    who: { sees: 'log', orReleased: true },
    answer: (asking) => readLog(asking, `tile/entries/${asking.path.tile}`, 'application/octet-stream'),
  },
  {
    id: 'readTile',
    method: 'get',
    path: '/account/{pause}/tile/{tile+}',
    summary: 'A tile of hashes: for auditors; once the account is released, for everybody.',
    parameters: [pauseParameter, tileParameter],
    answers: bytesAnswer('The tile.'),
    who: { sees: 'log', orReleased: true },
    answer: (asking) => readLog(asking, `tile/${asking.path.tile}`, 'application/octet-stream'),
  },
  {
    id: 'readOpenings',
    method: 'get',
    path: '/account/{pause}/openings',
    summary:
      'Openings of all sealed slots that are not erased, one a line, as “treve account open” prints them: for auditors alone.',
    parameters: [pauseParameter],
    answers: { 200: { description: 'JSON lines.', media: 'application/x-ndjson', schema: { type: 'string' } } },
    who: { sees: 'log' },
    answer({ context, services, path: { pause = '' } }) {
      const account = services?.live.of(pause)?.account
      if (services === undefined || account === undefined) return problem(context, 'not_found')
      const { database } = services
      const sealed = sealedStore({ database, account, fence: unfenced, random: () => new Uint8Array() })
      const lines = sealed.all()[Symbol.asyncIterator]()
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          const { done, value } = await lines.next()
          if (done === true) controller.close()
          else controller.enqueue(new TextEncoder().encode(`${JSON.stringify(value)}\n`))
        },
      })
      return context.body(body, 200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
    },
  },
]

export async function readLog(
  { context, services, path: { pause = '' } }: Asking,
  at: string,
  type: string,
): Promise<Response> {
  const account = services?.live.of(pause)?.account
  if (services === undefined || account === undefined || !isServed(at)) return problem(context, 'not_found')
  const bytes = await logStore(services.database, account, unfenced).read(at)
  if (bytes === undefined) return problem(context, 'not_found')
  return context.body(Uint8Array.from(bytes), 200, { 'content-type': type, 'cache-control': 'no-store' })
}

function isServed(path: string): boolean {
  return path === checkpointPath || parseTilePath(path) !== undefined
}
