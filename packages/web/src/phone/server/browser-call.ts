// A request by the browser's own `fetch`: no cookies go with it, the signature says whose it is.

import { checkOf } from '../clock.ts'
import type { Call } from './line.ts'

const patienceMs = 30_000
/** A photo over a slow line. */
const patienceWithBodyMs = 180_000

export const browserCall: Call = async ({ method, path, body, headers = {} }) => {
  const sent = Date.now()
  try {
    const patience = (body?.length ?? 0) > 100_000 ? patienceWithBodyMs : patienceMs
    const answer = await fetch(path, {
      method,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body }),
    })
    const received = Date.now()
    const date = Date.parse(answer.headers.get('date') ?? '')
    const retry = Number(answer.headers.get('retry-after') ?? Number.NaN)
    return {
      status: answer.status,
      text: await answer.text(),
      etag: answer.headers.get('etag'),
      check: checkOf(sent, received, date / 1000),
      retryAfterS: Number.isFinite(retry) ? retry : null,
    }
  } catch {
    // No network, a line that broke, or patience that ran out: it is sent again, under the same id.
    return undefined
  }
}
