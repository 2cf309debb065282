// Made with golang.org/x/mod; Ed25519 is deterministic, so bytes must match.

import { describe, expect, it } from 'vitest'
import {
  cosignatureVerifier,
  formatPrivateKey,
  formatVerifierKey,
  LogFault,
  noteVerifier,
  openCheckpoint,
  parsePrivateKey,
  parseTilePath,
  parseVerifierKey,
  proveConsistency,
  signatureLine,
  TreeHashes,
  tilePath,
  tilesOf,
} from '../../src/index.ts'
import { toBase64, toHex } from '../../src/log/bytes.ts'
import { rootFromTiles } from '../../src/log/prove.ts'
import { logSigner, served, testKey, vectorEntry } from './served.ts'

const vkey = 'example.com/pause-log+40db2c0d+ASXRgT+2r2ZwmnCfmO3RnpQpwy32ie4WMBhnmbsC6HOG'
const witnessVkey = 'witness.example/w1+d7744454+BPck7Ua4dLPhmJVWe2MJG+7FPf0ffZ5EmxoPjVCX221W'
const logLine =
  '— example.com/pause-log QNssDXEaWDyJX35OjKi6rRcRBaAH7dNrd9RETEcPbKHC2sG2FBTBIo0J7T+g3u2BaFFAAjjbtYoHH1KDvMpgDexiWAA=\n'
const witnessLine =
  '— witness.example/w1 13REVAAAAABlU/EBr50N2HEnfzqnKSZfbaeZhrcXA85y1/fWgkiX0c4T0JkF6mj2can5N78hBovjWEJ6nKA/cUqBqONbLMVm4YJPBg==\n'
const text = 'example.com/pause-log\n7\nbMJvDjzVUdi2QhOH0SIOf22YBPp2cxWMKDlcmvWhXGQ=\n'

const entries = (count: number) => Array.from({ length: count }, (_, i) => vectorEntry(i))

describe('vectors', () => {
  const roots = new Map([
    [1, '65af6aa61a67bfd5fe360d991e97d1f5cf8778e524121633fc8e50c96356e2e2'],
    [2, '0d437db2eb3747ad087b30de310a233d705c4a065b0f7bb165fdea210aa68a2c'],
    [7, '6cc26f0e3cd551d8b6421387d1220e7f6d9804fa7673158c28395c9af5a15c64'],
    [256, '24c32078e3fd3db15d7a5cc3fcb7fd573670c24ab383cfdd17d6d98ab639b26f'],
    [257, '08f6a7658a312afabfb0c28e31cdf27822620363a288b298aadf1d9704c2f0f4'],
    [65_537, '576e87b8245b0c40a35676acc898989864c5c21f8f589ffacd3ef52f228e4d43'],
    [70_000, '80cd0af5a2eacf0a981460877c76a3b2b5e83b54c8094fb69a7e80c8e89a1c4f'],
  ])

  it('roots, at each size of one growing tree, and from its tiles', async () => {
    const tree = new TreeHashes()
    for (let i = 0; i < 70_000; i++) {
      tree.append(vectorEntry(i))
      const root = roots.get(tree.size)
      if (root !== undefined) expect(toHex(tree.root())).toBe(root)
    }
    for (const [size, root] of roots) expect(toHex(tree.rootAt(size))).toBe(root)
    for (const size of [1, 2, 7, 256, 257]) {
      expect(toHex(await rootFromTiles(served(entries(size)).read, size))).toBe(roots.get(size))
    }
  })

  it('keys, in both forms, with a + in the base64', () => {
    expect(formatVerifierKey(logSigner.key)).toBe(vkey)
    expect(formatVerifierKey(parseVerifierKey(vkey))).toBe(vkey)
    expect(formatVerifierKey(parseVerifierKey(witnessVkey))).toBe(witnessVkey)
    expect(formatPrivateKey(parsePrivateKey(testKey))).toBe(testKey)
    expect(() => parseVerifierKey(vkey.replace('40db2c0d', '40db2c0e'))).toThrow(LogFault)
  })

  it('a checkpoint of seven entries, to the byte, and a witness on it', () => {
    expect(served(entries(7)).checkpoint).toBe(`${text}\n${logLine}`)
    const witness = cosignatureVerifier(parseVerifierKey(witnessVkey))
    const log = noteVerifier(parseVerifierKey(vkey))
    const opened = openCheckpoint(`${text}\n${logLine}${witnessLine}`, {
      origin: 'example.com/pause-log',
      log: [log],
      others: [witness],
    })
    expect(opened.note.verified.map(({ name }) => name)).toEqual(['example.com/pause-log', 'witness.example/w1'])
    expect(opened.note.signatures.map(signatureLine).join('')).toBe(`${logLine}${witnessLine}`)
  })

  it('consistency from 8 to 9', async () => {
    const proof = await proveConsistency(served(entries(9)).read, 8, 9)
    expect(proof.map(toBase64)).toEqual(['ydWhi2tSKxEnqvg6QGCgSeWoxeafZiSms9vZ99DBuPY='])
  })

  it('paths of tiles', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067')
    expect(tilePath({ level: 'entries', index: 5, width: 3 })).toBe('tile/entries/005.p/3')
    for (const path of ['tile/0/x001/x234/067', 'tile/63/000.p/255', 'tile/entries/x001/000'])
      expect(tilePath(parseTilePath(path) ?? { level: 0, index: 0, width: 1 })).toBe(path)
    for (const path of [
      'tile/00/000',
      'tile/64/000',
      'tile/0/x000/001',
      'tile/0/000.p/256',
      'tile/0/000.p/0',
      'tile/0/1',
    ])
      expect(parseTilePath(path)).toBeUndefined()
  })

  it('no empty tile, and no partial tile in the level above', () => {
    const tiles = [...tilesOf(65_536)].filter(({ level }) => level !== 'entries')
    expect(tiles.filter(({ level }) => level === 1)).toEqual([{ level: 1, index: 0, width: 256 }])
    expect(tiles.filter(({ level }) => level === 2)).toEqual([{ level: 2, index: 0, width: 1 }])
    expect([...tilesOf(257)].filter(({ level }) => level === 1)).toEqual([{ level: 1, index: 0, width: 1 }])
    expect([...tilesOf(0)]).toEqual([])
  })
})
