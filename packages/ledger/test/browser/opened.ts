// A module in a page in a real browser, bundled as pages are, and a server on loopback with what it may fetch.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'

export interface Opened {
  /** Of the bundle. */
  readonly code: string
  readonly browser: Browser
  /** Over plain HTTP from another host than this machine's own, where pages get no `crypto.subtle`. */
  visit(from?: 'localhost' | 'elsewhere'): Promise<Visit>
  close(): Promise<void>
}

export interface Visit {
  readonly page: Page
  /** What the page did that it must not. */
  readonly faults: readonly string[]
}

/** `files` by path, without the first slash. */
export async function openPage(module: URL, files: ReadonlyMap<string, Uint8Array | string>): Promise<Opened> {
  const code = await bundled(module)
  const served = new Map([
    ...files,
    ['', '<!doctype html><script type="module" src="/page.js"></script>'],
    ['page.js', code],
  ])
  const types = new Map([
    ['', 'text/html'],
    ['page.js', 'text/javascript'],
  ])
  const server = createServer(({ url = '/' }, response) => {
    const path = url.slice(1)
    const body = served.get(path)
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': types.get(path) ?? 'application/octet-stream',
    })
    response.end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const browser = await chromium.launch({
    executablePath: process.env.TREVE_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--host-resolver-rules=MAP elsewhere.test 127.0.0.1',
    ],
  })
  return {
    code,
    browser,
    async visit(from = 'localhost') {
      const page = await browser.newPage()
      const faults: string[] = []
      page.on('pageerror', (fault) => faults.push(fault.message))
      const address = `http://${from === 'localhost' ? 'localhost' : 'elsewhere.test'}:${port}/`
      page.on('request', (request) => !request.url().startsWith(address) && faults.push(`request to ${request.url()}`))
      await page.goto(address)
      return { page, faults }
    },
    async close() {
      await browser.close()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function bundled(module: URL): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: fileURLToPath(module), formats: ['es'], fileName: 'page' } },
  })
  const [output] = [built].flat()
  if (output === undefined || !('output' in output)) throw new Error('nothing was bundled')
  const [{ code }, ...others] = output.output
  if (others.length > 0) throw new Error('the page is in more than one piece')
  return code
}
