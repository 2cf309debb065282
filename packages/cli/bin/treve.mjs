#!/usr/bin/env node
// The entry point, on any Node from 20 on: Treve itself needs Node 24, which npm installs beside it.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const needed = 24

if (Number(process.versions.node.split('.')[0]) >= needed) {
  process.stdout.on('error', (fault) => process.exit(fault.code === 'EPIPE' ? 0 : 3)) // the reader has gone: that is its right
  const { main } = await import('../src/main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else {
  const node = installedNode(dirname(fileURLToPath(import.meta.url)))
  if (node === undefined || process.env.TREVE_REEXEC === '1') {
    process.stderr.write(
      `treve: Node ${needed} is needed, this is ${process.versions.node}. Run npm ci in Treve's folder: it installs it.\n`,
    )
    process.exitCode = 3
  } else {
    const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...process.env, TREVE_REEXEC: '1' },
    })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.on('exit', (code) => {
      process.exitCode = code ?? 3
    })
    child.on('error', (fault) => {
      process.stderr.write(`treve: ${node} cannot be started: ${fault.message}\n`)
      process.exitCode = 3
    })
  }
}

function installedNode(from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const node = join(folder, 'node_modules', '.bin', 'node')
    if (existsSync(node)) return node
    if (folder === dirname(folder)) return undefined
  }
}
