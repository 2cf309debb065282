// A witness over HTTP (c2sp.org/tlog-witness): cosigns the checkpoints of logs that it was told of, each only as the
// continuation of the last.

import { addCheckpoint, formatVerifierKey, type Witness } from '@treve/ledger'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** A checkpoint with its cosignatures and 63 hashes is far below. */
const mostBytes = 64 * 1024

export function createWitnessApp(witness: Witness): Hono {
  const app = new Hono()
  app.post(
    '/add-checkpoint',
    bodyLimit({ maxSize: mostBytes, onError: (context) => context.text('the body is too large\n', 413) }),
    async (context) => {
      const { status, contentType, body } = await addCheckpoint(
        witness,
        new Uint8Array(await context.req.arrayBuffer()),
      )
      return context.body(body, status, { 'content-type': contentType })
    },
  )
  app.get('/vkey', (context) => context.text(`${formatVerifierKey(witness.cosigner.key)}\n`))
  app.get('/healthz', (context) => context.text('ok\n'))
  app.notFound((context) => context.text('a witness answers POST /add-checkpoint and GET /vkey\n', 404))
  // What goes wrong here is not told to whoever asks; nothing is cosigned.
  app.onError((_fault, context) => context.text('the witness cannot answer now\n', 500))
  return app
}
