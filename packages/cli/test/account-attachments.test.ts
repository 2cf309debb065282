// Files in the account, on the command line: appended with their entry, given out, checked by outsiders, erased.

import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Account, LogFault } from '@treve/ledger'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { exifSegment, jpeg, makerAndOrientation, png } from '../../ledger/test/attachments/pictures.ts'
import { run } from '../src/main.ts'
import { type Captured, capture } from './streams.ts'

const maker = 'a camera that somebody would know again'
const photo = jpeg([exifSegment(makerAndOrientation(maker, 6))])

const incident = (attach: unknown, more: object = {}) =>
  JSON.stringify({
    class: 'field',
    clear: { type: 'incident' },
    sealed: { counts: [{ subject: 'incident', unit: 'times', low: 1, best: 1, high: 1 }] },
    attach,
    ...more,
  })

describe('treve account with attachments', () => {
  let folder = ''
  let vkey = ''

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'treve-attached-'))
    vkey = (await treve(['account', 'init', 'kept', '--origin', 'example.org/pauses/test'])).written.out.trim()
    await mkdir(join(folder, 'day'))
    await writeFile(join(folder, 'day', 'photo.jpg'), photo)
    await writeFile(join(folder, 'day', 'note.pdf'), '%PDF-1.7 a note')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  async function treve(args: readonly string[], stdin = ''): Promise<Captured & { code: number }> {
    const io = capture({ folder, stdin })
    return { ...io, code: await run(args, io) }
  }

  async function append(...lines: readonly string[]) {
    await writeFile(join(folder, 'day', 'lines.jsonl'), lines.join('\n'))
    return treve(['account', 'append', 'kept', 'day/lines.jsonl'])
  }

  const opened = async (index: number, slot: string) =>
    JSON.parse((await treve(['account', 'open', 'kept', String(index), '--slot', slot])).written.out)

  /** Lines of the attachments, and openings, in files; whether the account verifies with them. */
  async function verified(lines: readonly string[]) {
    await writeFile(join(folder, 'given.jsonl'), lines.join(''))
    await writeFile(join(folder, 'openings.jsonl'), (await treve(['account', 'open', 'kept', '--all'])).written.out)
    const given = ['--openings', 'openings.jsonl', '--attachments', 'given.jsonl', '--json']
    const { code, written } = await treve(['account', 'verify', 'kept', '--key', vkey, ...given])
    return { code, ...(JSON.parse(written.out) as { checked: { attachments: number }; problems: { code: string }[] }) }
  }

  async function bytesUnder(path: string): Promise<Buffer> {
    const names = await readdir(path, { recursive: true, withFileTypes: true })
    const files = names.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name))
    return Buffer.concat(await Promise.all(files.map((file) => readFile(file))))
  }

  test('a photograph comes with its copy for publication, another file without, and that is said', async () => {
    const { code, written } = await append(
      incident([
        { file: 'photo.jpg', taken_at: '2016-11-04T10:10:00+02:00', clock_offset_s: -3 },
        'note.pdf',
        { file: 'note.pdf', media: 'text/x-note' },
      ]),
    )
    expect(code).toBe(0)
    expect(JSON.parse(written.out)).toMatchObject({
      index: 1,
      attachments: [
        { index: 0, file: 'photo.jpg', bytes: photo.length },
        { index: 1, file: 'photo.jpg', copy_of: 0 },
        { index: 2, file: 'note.pdf', bytes: 15 },
        { index: 3, file: 'note.pdf' },
      ],
    })
    expect(written.err).toContain('day/lines.jsonl:1: note.pdf: no copy for publication is made: only of JPEG and PNG')
    const rows = (await opened(1, 'attachments')).value
    expect(rows).toMatchObject([
      { bytes: photo.length, media: 'image/jpeg', taken_at: '2016-11-04T10:10:00+02:00', clock_offset_s: -3 },
      { media: 'image/jpeg', copy_of: rows[0].digest },
      { bytes: 15, media: 'application/pdf' },
      { bytes: 15, media: 'text/x-note' },
    ])
    expect(JSON.stringify(rows)).not.toContain('photo')
    expect((await bytesUnder(join(folder, 'kept'))).includes(maker)).toBe(false)
    expect((await treve(['account', 'verify', 'kept', '--key', vkey])).code).toBe(0)
  })

  test('an original is given out once the account says so; its copy without; both check for outsiders', async () => {
    const told = JSON.parse((await append(incident(['photo.jpg']))).written.out) as { id: string }
    const copy = await treve(['account', 'attachment', 'kept', '1', '0', '--copy', '-o', 'copy.jpg'])
    expect(JSON.parse(copy.written.out)).toMatchObject({ id: told.id, index: 1, file: 'copy.jpg' })
    expect((await readFile(join(folder, 'copy.jpg'))).includes(maker)).toBe(false)
    // The copy by its own number is the same, and no original either.
    await treve(['account', 'attachment', 'kept', '1', '1', '-o', 'same.jpg'])
    expect(await readFile(join(folder, 'same.jpg'))).toEqual(await readFile(join(folder, 'copy.jpg')))
    expect((await treve(['account', 'show', 'kept', '2'])).code).toBe(2)

    const original = await treve(['account', 'attachment', 'kept', '1', '0', '-o', 'original.jpg'])
    expect(original.code).toBe(0)
    expect(await readFile(join(folder, 'original.jpg'))).toEqual(Buffer.from(photo))
    expect((await stat(join(folder, 'original.jpg'))).mode & 0o777).toBe(0o400)
    expect((await treve(['account', 'show', 'kept', '2'])).written.out).toContain('evidence_accessed')
    expect((await opened(2, 'references')).value).toEqual({ about: [told.id] })
    expect((await opened(2, 'text')).value.text).toBe('attachment 0')

    const right = await verified([original.written.out, copy.written.out])
    expect(right).toMatchObject({ code: 0, checked: { attachments: 2 }, problems: [] })
    const swapped = original.written.out.replace('original.jpg', 'copy.jpg')
    const wrong = await verified([swapped, copy.written.out])
    expect(wrong).toMatchObject({ code: 1, checked: { attachments: 1 }, problems: [{ code: 'opening_mismatch' }] })
    // Without the opening of the slot nobody can tell.
    const alone = await treve(['account', 'verify', 'kept', '--key', vkey, '--attachments', 'given.jsonl'])
    expect(alone.code).toBe(1)
    expect(alone.written.err).toContain('no opening of slot attachments')
  })

  test('an original whose opening cannot be recorded is not given out; its copy is', async () => {
    await append(incident(['photo.jpg']))
    const say = vi.spyOn(Account.prototype, 'say').mockRejectedValue(new LogFault('stopped', 'the disk is full'))
    try {
      const original = await treve(['account', 'attachment', 'kept', '1', '0', '-o', 'original.jpg'])
      expect(original.code).toBe(3)
      expect(await readdir(folder)).not.toContain('original.jpg')
      expect((await treve(['account', 'attachment', 'kept', '1', '0', '--copy', '-o', 'copy.jpg'])).code).toBe(0)
    } finally {
      say.mockRestore()
    }
  })

  test('nothing is given out over a file that is there, nor recorded for it', async () => {
    await append(incident(['photo.jpg']))
    await writeFile(join(folder, 'there.jpg'), 'there')
    const { code, written } = await treve(['account', 'attachment', 'kept', '1', '0', '-o', 'there.jpg'])
    expect(code).toBe(2)
    expect(written.err).toContain('nothing was changed')
    expect((await treve(['account', 'show', 'kept', '2'])).code).toBe(2)
  })

  test('an access that gives nothing, since no file can be made, is not recorded', async () => {
    await append(incident(['photo.jpg']))
    for (const [output, why] of [
      ['no/such/folder.jpg', /no such folder/],
      ['day/photo.jpg/x.jpg', /no such folder/],
      [`${'x'.repeat(300)}.jpg`, /ENAMETOOLONG.*nothing was changed/],
    ] as const) {
      const { code, written } = await treve(['account', 'attachment', 'kept', '1', '0', '-o', output])
      expect([code, written.out]).toEqual([2, ''])
      expect(written.err).toMatch(why)
    }
    expect((await treve(['account', 'show', 'kept', '2'])).code).toBe(2)
  })

  test('what is not there is not given', async () => {
    await append(incident(['photo.jpg']))
    for (const [words, why] of [
      [['1', '2'], /attachments 0 to 1/],
      [['1', '1', '--copy'], /no copy for publication/],
      [['0', '0'], /entry 0 has no attachments/],
      [['9', '0'], /an index below 2/],
      [['1'], /DIR and INDEX and N expected/],
    ] as const) {
      const { code, written } = await treve(['account', 'attachment', 'kept', ...words, '-o', 'out'])
      expect(code).toBeGreaterThan(0)
      expect(written.err).toMatch(why)
      expect(await readdir(folder)).not.toContain('out')
    }
  })

  test('two people erase the slot: no byte, salt or key of it is left, nothing is given out, and what was given no more verifies', async () => {
    await append(incident(['photo.jpg']))
    const given = await treve(['account', 'attachment', 'kept', '1', '0', '-o', 'original.jpg'])
    const { id, salt } = JSON.parse(given.written.out) as { id: string; salt: string }
    const keys = await bytesUnder(
      join(folder, 'kept/sealed/keys/attachments', Buffer.from(id, 'base64url').toString('hex')),
    )
    expect(keys.length).toBe(64)
    await treve(['account', 'keys', 'kept', 'add', 'Cell', '--role', 'coordinator'])
    const by = ['--by', 'kept/keys/authority.key', '--by', 'kept/keys/coordinator-3.key']
    expect((await treve(['account', 'erase', 'kept', '1', 'attachments', '--ground', 'danger', ...by])).code).toBe(0)
    const left = await bytesUnder(join(folder, 'kept'))
    for (const trace of [maker, Buffer.from(salt, 'base64url'), keys.subarray(0, 32), keys.subarray(32)])
      expect(left.includes(trace)).toBe(false)
    const again = await treve(['account', 'attachment', 'kept', '1', '0', '-o', 'again.jpg'])
    expect(again.code).toBe(1)
    expect(again.written.err).toContain('were erased')
    const seen = await verified([given.written.out])
    expect(seen).toMatchObject({ code: 1, checked: { attachments: 0 }, problems: [{ code: 'already_erased' }] })
  })

  test('files outside the folder of the lines, of the account itself, too large or not there are refused, each line by itself', async () => {
    await writeFile(join(folder, 'secret'), 'secret')
    await symlink(join(folder, 'secret'), join(folder, 'day', 'link'))
    await writeFile(join(folder, 'day', 'film.mp4'), '')
    await truncate(join(folder, 'day', 'film.mp4'), 50_000_001)
    const { code, written } = await append(
      incident(['../secret']),
      incident(['link']),
      incident([join(folder, 'secret')]),
      incident(['.']),
      incident(['nothing.jpg']),
      incident(['film.mp4']),
      incident([]),
      incident('photo.jpg'),
      incident([{ file: 'photo.jpg', by: 'somebody' }]),
      incident([{ file: 'photo.jpg', taken_at: 'noon' }]),
      incident(['photo.jpg'], { sealed: { attachments: [] } }),
      incident(new Array(11).fill('photo.jpg')),
      '{"class":"notice","clear":{"type":"notified"},"att\\u0061ch":["photo.jpg"]}',
      incident(['photo.jpg'], { id: 'mine' }),
      incident(['photo.jpg'], { id: 'A'.repeat(21) }),
      incident(['photo.jpg'], { id: 'B'.repeat(22) }),
      incident(['photo.jpg']),
    )
    expect(code).toBe(2)
    expect(written.out.trim().split('\n').length).toBe(1)
    const why = written.err.split('\n')
    for (const [line, expected] of [
      [1, /bad_value: attach: ..\/secret: it lies outside/],
      [2, /bad_value: attach: link: it lies outside/],
      [3, /it lies outside/],
      [4, /this is no file/],
      [5, /there is no such file/],
      [6, /too_large: attach: film.mp4: it has 50000001 bytes, and 50000000 \(50 MB\) are the most/],
      [7, /a list is expected/],
      [8, /a list is expected/],
      [9, /photo.jpg has “by”/],
      [10, /an instant such as/],
      [11, /fills the slot/],
      [12, /attachments: .*20/],
      [13, /missing_slot/],
      [14, /bad_value: the id of an entry is 22 letters/],
      [15, /bad_value: the id of an entry/],
      [16, /bad_value: the id of an entry/],
    ] as const)
      expect(why.find((each) => each.startsWith(`day/lines.jsonl:${line}:`))).toMatch(expected)
    // What was refused left nothing behind.
    expect((await readdir(join(folder, 'kept/sealed/attachments'))).length).toBe(1)
  })

  test('lines from standard input name files of the working folder, and never the account’s own keys', async () => {
    await writeFile(join(folder, 'picture.png'), png())
    const lines = [incident(['picture.png']), incident(['kept/keys/authority.key'])].join('\n')
    const { code, written } = await treve(['account', 'append', 'kept', '-'], lines)
    expect(code).toBe(2)
    expect(JSON.parse(written.out)).toMatchObject({ index: 1, attachments: [{ file: 'picture.png' }, { copy_of: 0 }] })
    expect(written.err).toContain('it is part of the account')
  })

  test('lines without files keep their order around those with some', async () => {
    const plain = (id: string, about?: string) =>
      JSON.stringify({
        class: 'notice',
        clear: { type: 'go_decided' },
        id,
        sealed: { notice: {}, ...(about === undefined ? {} : { references: { about: [about] } }) },
      })
    const [a, b, c] = ['A', 'B', 'C'].map((letter) => `${letter.repeat(21)}A`)
    const { code, written } = await append(plain(a ?? ''), incident(['photo.jpg'], { id: b }), plain(c ?? '', b))
    expect(code).toBe(0)
    const told = written.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; index: number })
    expect(told.map(({ id, index }) => [id, index])).toEqual([
      [a, 1],
      [b, 2],
      [c, 3],
    ])
  })

  test('verify tells which line or file of --attachments is none', async () => {
    await append(incident(['photo.jpg']))
    const verify = async (text: string) => {
      await writeFile(join(folder, 'given.jsonl'), text)
      return treve(['account', 'verify', 'kept', '--key', vkey, '--attachments', 'given.jsonl'])
    }
    const spoilt = await verify('{"id":"x"}\n')
    expect(spoilt.code).toBe(2)
    expect(spoilt.written.err).toContain('as treve account attachment prints them')
    const missing = await verify('{"id":"x","index":0,"salt":"x","file":"gone.jpg"}\n')
    expect(missing.code).toBe(2)
    expect(missing.written.err).toContain('gone.jpg: there is no such file')
    const foreign = await verify('{"id":"x","index":0,"salt":"x","file":"day/photo.jpg"}\n')
    expect(foreign.code).toBe(1)
    expect(foreign.written.err).toContain('no entry of this account')
  })
})
