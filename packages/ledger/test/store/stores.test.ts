import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bytesOf, holdFolder, LogFault, MemoryStore, openFileStore } from '../../src/index.ts'
import { storeContract } from './contract.ts'

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'treve-store-'))
  folders.push(made)
  return made
}

const within = (root: string) => ({ served: join(root, 'log'), own: join(root, 'own') })

describe('a store in memory', () =>
  storeContract(async () => {
    const store = new MemoryStore()
    return { store, reopen: async () => store }
  }))

describe('a store in files', () => {
  storeContract(async () => {
    const root = await folder()
    return { store: await openFileStore(within(root)), reopen: () => openFileStore(within(root)) }
  })

  test.each([
    '../secret',
    'tile/0/../../../secret',
    '/etc/passwd',
    'tile/0/000.p/0',
    'tile/64/000',
    'lock/1',
    '',
    'tile/0/0',
  ])('no path leads out of what is served: %s', async (path) => {
    const root = await folder()
    const store = await openFileStore(within(root))
    await mkdir(join(root, 'own'), { recursive: true })
    await writeFile(join(root, 'secret'), 'secret')
    await expect(store.read(path)).rejects.toThrow(LogFault)
    await expect(store.write([{ path, bytes: bytesOf('x') }])).rejects.toThrow(LogFault)
  })

  test('a second process is told at once; the folder is free again when the first lets go', async () => {
    const root = await folder()
    const letGo = await holdFolder(root)
    await expect(holdFolder(root)).rejects.toThrow(/another process/)
    await letGo()
    await (await holdFolder(root))()
  })
})
