// What every script needs before it can work: dependencies, a browser, the built pages. Plain JavaScript, because it
// runs on the Node that the machine has, before ours is installed.

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** Node 24, as installed by npm. */
export const node = join(root, 'node_modules', '.bin', 'node')

const parent = process.ppid

export function tell(text) {
  process.stderr.write(`${text}\n`)
}

export function fail(text, code = 3) {
  tell(text)
  process.exit(code)
}

/** Installs what package-lock.json names, unless that was done already. */
export function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = join(root, 'node_modules', '.treve-installed')
  if (existsSync(node) && (existsSync(stamp) ? readFileSync(stamp, 'utf8') === lock : isInstalledByHand())) return
  tell('Installing what is missing (once) …')
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (npm.status !== 0) fail('The installation failed: see above. Is the npm registry reachable from here?')
  if (!existsSync(node))
    fail('Node 24 was not installed by npm. Allow its install script: npm install-scripts approve node, then npm ci.')
  writeFileSync(stamp, lock)
}

/** npm writes its own copy of the lock file last: newer than ours, it says that an `npm ci` by hand came to its end. */
function isInstalledByHand() {
  const copy = join(root, 'node_modules', '.package-lock.json')
  return existsSync(copy) && statSync(copy).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
}

/** Builds the pages, unless they are newer than all that they are made of. */
export function ensureBuilt() {
  const built = join(root, 'packages', 'web', 'dist', 'index.html')
  const sources = [
    join(root, 'packages', 'web'),
    join(root, 'packages', 'model', 'src'),
    join(root, 'packages', 'ledger', 'src'),
    join(root, 'package-lock.json'),
  ]
  if (existsSync(built) && sources.every((source) => newestChange(source) <= statSync(built).mtimeMs)) return
  tell('Building the pages …')
  const vite = spawnSync(node, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'packages', 'web'),
    stdio: ['ignore', 2, 2],
    env: environment(),
  })
  if (vite.status !== 0) fail('The pages could not be built: see above.')
}

function newestChange(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path)
    .filter((name) => name !== 'dist' && name !== 'node_modules' && name !== 'test')
    .reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), 0)
}

/** A Chrome or Chromium for the browser tests; on Debian as root it is installed. */
export function ensureBrowser() {
  const candidates = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  const find = () => {
    const given = process.env.TREVE_CHROMIUM
    if (given !== undefined && given !== '')
      return existsSync(given) ? given : fail(`TREVE_CHROMIUM names ${given}, which is not there.`)
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const name = candidates.find((each) => folder !== '' && existsSync(join(folder, each)))
      if (name !== undefined) return join(folder, name)
    }
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    return existsSync(mac) ? mac : undefined
  }
  const found = find()
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    tell('Installing Chromium from Debian (once) …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-q'], { stdio: ['ignore', 2, 2], env })
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 2, 2],
      env,
    })
    const installed = find()
    if (installed !== undefined) return installed
  }
  return fail(
    'The browser tests need Chrome or Chromium: install one (Debian: apt-get install chromium), or name it in TREVE_CHROMIUM.',
  )
}

/** The environment in which `node` is Node 24, also for what our processes start. */
export function environment(more = {}) {
  return { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`, ...more }
}

/** Runs Node 24 to its end, passing Ctrl-C and termination on; resolves to its exit code. */
export function runNode(args, options = {}) {
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: environment(), ...options })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm passes a signal to the shell between us, and the shell keeps it for itself: we notice that it has gone.
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250).unref()
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
    child.on('error', (fault) => fail(`Node 24 cannot be started: ${fault.message}`))
  })
}
