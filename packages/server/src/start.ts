// Listens on loopback, on IPv4 and where there is one on IPv6, and on nothing else.

import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'

export type Started =
  | { readonly ok: true; readonly port: number; close(): Promise<void> }
  | { readonly ok: false; readonly code: 'port_in_use' | 'cannot_listen'; readonly text: string }

/** Port 0 takes any that is free. */
export async function startServer({ app, port }: { app: Hono; port: number }): Promise<Started> {
  const first = await listen(app, '127.0.0.1', port)
  if ('fault' in first) return refusal(first.fault, port)
  const second = await listen(app, '::1', first.port)
  if ('fault' in second && codeOf(second.fault) === 'EADDRINUSE') {
    // Half a port is none: another program would answer those who come by the other address.
    await close([first.server])
    return refusal(second.fault, port)
  }
  const servers = 'fault' in second ? [first.server] : [first.server, second.server]
  return { ok: true, port: first.port, close: () => close(servers) }
}

function listen(app: Hono, host: string, port: number): Promise<{ server: Server; port: number } | { fault: unknown }> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, getRequestListener(app.fetch))
  server.maxHeadersCount = 100
  return new Promise((resolve) => {
    server.once('error', (fault) => resolve({ fault }))
    server.listen({ host, port, ipv6Only: true }, () => {
      const address = server.address()
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : port })
    })
  })
}

async function close(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((done) => {
          server.close(() => done())
          server.closeAllConnections() // a browser keeps its connections open for as long as it likes
        }),
    ),
  )
}

function refusal(fault: unknown, port: number): Started {
  if (codeOf(fault) === 'EADDRINUSE') {
    return {
      ok: false,
      code: 'port_in_use',
      text: `port ${port} is in use. Choose another with --port N (or PORT=N npm start), or stop what uses it.`,
    }
  }
  if (codeOf(fault) === 'EACCES')
    return {
      ok: false,
      code: 'cannot_listen',
      text: `port ${port} may not be used. Choose one above 1023 with --port N.`,
    }
  return {
    ok: false,
    code: 'cannot_listen',
    text: `port ${port}: ${fault instanceof Error ? fault.message : String(fault)}. Try another with --port N.`,
  }
}

function codeOf(fault: unknown): unknown {
  return fault instanceof Error && 'code' in fault ? fault.code : undefined
}
