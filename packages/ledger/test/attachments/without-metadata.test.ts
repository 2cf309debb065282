import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { bytesOf, mediaOf, mostAttachmentBytes, withoutMetadata } from '../../src/index.ts'
import { joined } from '../../src/log/bytes.ts'
import {
  bareJpegPicture,
  chunk,
  endOfImage,
  exifSegment,
  iptcSegment,
  jfif,
  jpeg,
  makerAndOrientation,
  orientationTag,
  png,
  pngEnd,
  pngHeader,
  pngPicture,
  pngSignature,
  profile,
  profileSegments,
  segment,
  startOfImage,
  tiff,
  xmpSegment,
} from './pictures.ts'

/** In every place where metadata can stand. */
const secret = 'Someone near 36.2021 N'
const holds = (bytes: Uint8Array, part: string | Uint8Array = secret) => Buffer.from(bytes).includes(Buffer.from(part))

function copyOf(bytes: Uint8Array): Uint8Array {
  const made = withoutMetadata(bytes)
  if ('why' in made) throw new Error(`no copy: ${made.why}`)
  return made.copy
}

function whyNot(bytes: Uint8Array): string {
  const made = withoutMetadata(bytes)
  return 'why' in made ? made.why : 'a copy was made'
}

const talkativeJpeg = jpeg(
  [
    // A thumbnail of one pixel in JFIF, another in its extension.
    segment(0xe0, joined([bytesOf('JFIF\0'), Uint8Array.of(1, 2, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9)])),
    segment(0xe0, bytesOf(`JFXX\0\x13${secret}`)),
    exifSegment(makerAndOrientation(secret, 6)),
    xmpSegment(secret),
    ...profileSegments(profile(secret), 2),
    segment(0xe2, bytesOf(`MPF\0${secret}`)),
    segment(0xe7, bytesOf(secret)),
    iptcSegment(secret),
    segment(0xee, joined([bytesOf('Adobe'), Uint8Array.of(0, 101, 1, 2, 3, 4, 0), bytesOf(secret)])),
    segment(0xef, bytesOf(secret)),
    segment(0xfe, bytesOf(secret)),
  ],
  bytesOf(secret),
)

const talkativePng = png(
  [
    chunk('gAMA', Uint8Array.of(0, 0, 0xb1, 0x8f)),
    chunk('iCCP', joined([bytesOf(`${secret}\0\0`), deflateSync(profile(secret))])),
    chunk('eXIf', makerAndOrientation(secret, 3)),
    chunk('tEXt', bytesOf(`Author\0${secret}`)),
    chunk('zTXt', joined([bytesOf('Comment\0\0'), deflateSync(bytesOf(secret))])),
    chunk('iTXt', bytesOf(`XML:com.adobe.xmp\0\0\0\0\0${secret}`)),
    chunk('tIME', Uint8Array.of(7, 0xe0, 11, 4, 8, 15, 0)),
    chunk('prVt', bytesOf(secret)),
  ],
  { late: [chunk('tEXt', bytesOf(`Comment\0${secret}`))], after: bytesOf(secret) },
)

describe('a copy of a JPEG', () => {
  test('is the picture, which way up, its colours, and nothing else', () => {
    expect(holds(talkativeJpeg)).toBe(true)
    const copy = copyOf(talkativeJpeg)
    expect(holds(copy)).toBe(false)
    expect(holds(copy, 'Makr')).toBe(false)
    expect(holds(copy, joined(bareJpegPicture))).toBe(true)
    expect(holds(copy, 'Exif')).toBe(true)
    expect(holds(copy, 'rXYZ')).toBe(true)
    expect(holds(copy, 'JFIF')).toBe(true)
    expect(holds(copy, 'Adobe')).toBe(true)
  })

  test('of one without metadata is the same, byte for byte', () => {
    expect(copyOf(jpeg())).toEqual(jpeg())
    expect(copyOf(jpeg([jfif]))).toEqual(jpeg([jfif]))
  })

  test('leaves out what stands between scans', () => {
    const [first = new Uint8Array(), ...others] = bareJpegPicture
    const [scan = new Uint8Array(), blocks = new Uint8Array()] = others.slice(-2)
    const twice = (between: readonly Uint8Array[]) =>
      joined([startOfImage, first, ...others, ...between, scan, blocks, endOfImage])
    expect(copyOf(twice([segment(0xfe, bytesOf(secret)), xmpSegment(secret)]))).toEqual(twice([]))
  })

  test.each([
    [1, false],
    [6, false],
    [8, true],
  ])('keeps orientation %d (little-endian: %s) and no more of EXIF', (orientation, isLittle) => {
    const copy = copyOf(jpeg([exifSegment(makerAndOrientation(secret, orientation, isLittle))]))
    expect(copy).toEqual(jpeg(orientation === 1 ? [] : [exifSegment(tiff([orientationTag(orientation)]))]))
  })

  test.each<[string, Uint8Array, RegExp]>([
    ['its EXIF is no TIFF', jpeg([exifSegment(bytesOf('XX garbage'))]), /EXIF cannot be read/],
    ['its EXIF is cut short', jpeg([exifSegment(tiff([orientationTag(6)]).subarray(0, 15))]), /cut short/],
    [
      'it says two orientations',
      jpeg([exifSegment(tiff([orientationTag(6)])), exifSegment(tiff([orientationTag(3)]))]),
      /which way up/,
    ],
    ['part of its profile is not there', jpeg(profileSegments(profile('P3'), 2).slice(0, 1)), /not whole/],
    [
      'its profile computes by tables',
      jpeg(profileSegments(profile('P3', { more: [['A2B0', bytesOf('mft2')]] }))),
      /unusual kind/,
    ],
    ['its profile is of inks', jpeg(profileSegments(profile('inks', { space: 'CMYK' }))), /unusual kind/],
    [
      'it has a billion pixels',
      joined([startOfImage, segment(0xc0, Uint8Array.of(8, 255, 255, 255, 255, 1, 1, 0x11, 0))]),
      /pixels/,
    ],
    ['it is hierarchical', joined([startOfImage, segment(0xde, new Uint8Array(6)), endOfImage]), /not known here/],
    ['it holds no picture', joined([startOfImage, jfif, endOfImage]), /no picture/],
    ['its end is missing', jpeg().subarray(0, -2), /cut short/],
    ['a length is wrong', joined([startOfImage, Uint8Array.of(0xff, 0xdb, 0, 1)]), /segment/],
  ])('is not made where %s', (_, bytes, why) => {
    expect(whyNot(bytes)).toMatch(why)
  })
})

describe('a copy of a PNG', () => {
  test('is the picture, which way up, its colours, and nothing else', () => {
    const copy = copyOf(talkativePng)
    expect(holds(copy)).toBe(false)
    expect(holds(copy, pngPicture)).toBe(true)
    const types = [
      ...Buffer.from(copy)
        .toString('latin1')
        .matchAll(/IHDR|iCCP|eXIf|gAMA|IDAT|IEND/g),
    ].map(([type]) => type)
    expect(types).toEqual(['IHDR', 'iCCP', 'eXIf', 'gAMA', 'IDAT', 'IEND'])
  })

  test('of one without metadata is the same, byte for byte', () => {
    expect(copyOf(png())).toEqual(png())
    const shown = png([chunk('pHYs', new Uint8Array(9)), chunk('tRNS', new Uint8Array(6))])
    expect(copyOf(shown)).toEqual(shown)
  })

  test('of an animation is its first picture', () => {
    const moving = png([chunk('acTL', new Uint8Array(8)), chunk('fcTL', new Uint8Array(26))], {
      late: [chunk('fdAT', bytesOf(secret))],
    })
    expect(copyOf(moving)).toEqual(png())
  })

  /** With a picture of these chunks of data, of a header of two pixels by two. */
  const pictured = (...data: readonly Uint8Array[]) =>
    joined([pngSignature, pngHeader, ...data.map((each) => chunk('IDAT', each)), pngEnd])
  const pixels = Uint8Array.of(0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255)
  const stream = deflateSync(pixels)

  test('has nothing of what stands behind its pixels, in the chunk where they end or in one more', () => {
    for (const hiding of [
      pictured(joined([stream, bytesOf(secret)])),
      pictured(stream, bytesOf(secret)),
      pictured(stream.subarray(0, 7), joined([stream.subarray(7), bytesOf(secret)]), bytesOf(secret)),
    ]) {
      expect(holds(hiding)).toBe(true)
      expect(copyOf(hiding)).toEqual(png())
    }
    expect(copyOf(pictured(stream.subarray(0, 5), new Uint8Array(), stream.subarray(5)))).toEqual(png())
  })

  test.each<[string, number[], number]>([
    ['3 × 2, grey of 1 bit', [3, 2, 1, 0, 0], 2 * (1 + 1)],
    ['9 × 2, palette of 4 bits', [9, 2, 4, 3, 0], 2 * (1 + 5)],
    ['5 × 3, grey with alpha, 16 bits', [5, 3, 16, 4, 0], 3 * (1 + 20)],
    ['5 × 3, colour with alpha, 8 bits', [5, 3, 8, 6, 0], 3 * (1 + 20)],
    // Adam7: of one pixel the first pass alone; of 5 by 5 all seven, each row with its filter.
    ['1 × 1, interlaced', [1, 1, 8, 2, 1], 1 + 3],
    ['5 × 5, interlaced grey of 8 bits', [5, 5, 8, 0, 1], 2 + 2 + 3 + 2 * 2 + 4 + 3 * 3 + 2 * 6],
  ])('takes of %s exactly its pixels', (_, [width = 0, height = 0, ...how], length) => {
    const of = (bytes: number) =>
      joined([
        pngSignature,
        chunk('IHDR', Uint8Array.of(0, 0, 0, width, 0, 0, 0, height, how[0] ?? 0, how[1] ?? 0, 0, 0, how[2] ?? 0)),
        chunk('IDAT', deflateSync(new Uint8Array(bytes))),
        pngEnd,
      ])
    expect(copyOf(of(length))).toEqual(of(length))
    expect(whyNot(of(length - 1))).toMatch(/its picture/)
    expect(whyNot(of(length + 1))).toMatch(/its picture/)
  })

  const spoilt = png()
  spoilt[pngSignature.length + pngHeader.length + 9] = 0xaa

  test.each<[string, Uint8Array, RegExp]>([
    ['a checksum does not fit', spoilt, /checksum/],
    ['a part that must be understood is not known', png([chunk('CgBI', new Uint8Array(4))]), /CgBI/],
    ['its header is not first', joined([pngSignature, pngPicture, pngEnd]), /begin/],
    ['there is no picture', joined([pngSignature, pngHeader, pngEnd]), /no picture/],
    ['its end is missing', png().subarray(0, -12), /cut short/],
    [
      'a profile would unfold to 100 MB',
      png([chunk('iCCP', joined([bytesOf('bomb\0\0'), deflateSync(new Uint8Array(100_000_000))]))]),
      /colour profile cannot be read/,
    ],
    [
      'it has a billion pixels',
      joined([pngSignature, chunk('IHDR', Uint8Array.of(0, 1, 0, 0, 0, 1, 0, 0, 8, 2, 0, 0, 0))]),
      /pixels/,
    ],
    ['text stands behind the last pixel', pictured(deflateSync(joined([pixels, bytesOf(secret)]))), /its picture/],
    ['pixels are missing', pictured(deflateSync(pixels.subarray(1))), /13 bytes, and its header asks for 14/],
    ['its picture is no zlib stream', pictured(bytesOf(secret)), /cannot be unfolded/],
    ['its picture is cut short', pictured(stream.subarray(0, -1)), /cannot be unfolded/],
    ['its picture would unfold to 100 MB', pictured(deflateSync(new Uint8Array(100_000_000))), /cannot be unfolded/],
    [
      'text stands between parts of its picture',
      joined([
        pngSignature,
        pngHeader,
        chunk('IDAT', stream.subarray(0, 5)),
        chunk('tEXt', bytesOf(secret)),
        chunk('IDAT', stream.subarray(5)),
        pngEnd,
      ]),
      /do not follow each other/,
    ],
    [
      'its colour type is not known',
      joined([pngSignature, chunk('IHDR', Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 2, 8, 5, 0, 0, 0)), pngPicture, pngEnd]),
      /header/,
    ],
    [
      'its pixels would fill the memory',
      joined([pngSignature, chunk('IHDR', Uint8Array.of(0, 0, 0x3c, 0, 0, 0, 0x3c, 0, 16, 6, 0, 0, 0)), pngEnd]),
      /1887452160 bytes, and 1000000000 are the most/,
    ],
    [
      'a length leads out of it',
      joined([pngSignature, Uint8Array.of(0xff, 0xff, 0xff, 0xff), bytesOf('IHDR')]),
      /cut short/,
    ],
  ])('is not made where %s', (_, bytes, why) => {
    expect(whyNot(bytes)).toMatch(why)
  })
})

test('of other kinds of file, and of very large ones, no copy is made, and it is said why', () => {
  expect(mediaOf(bytesOf('%PDF-1.7'))).toBe(undefined)
  expect(whyNot(bytesOf('%PDF-1.7'))).toMatch(/only of JPEG and PNG/)
  expect(whyNot(new Uint8Array())).toMatch(/only of JPEG and PNG/)
  expect(whyNot(new Uint8Array(mostAttachmentBytes + 1))).toMatch(/50000000 are the most/)
})

describe('whatever the bytes', () => {
  /** Noise; noise behind the right beginning; good files cut, and with bytes changed. */
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }).map((noise) => joined([startOfImage, Uint8Array.of(0xff), noise])),
    fc.uint8Array({ maxLength: 300 }).map((noise) => joined([pngSignature, pngHeader, noise])),
    fc
      .tuple(
        fc.constantFrom(talkativeJpeg, talkativePng),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.tuple(fc.nat({ max: 2000 }), fc.nat({ max: 255 })), { maxLength: 6 }),
      )
      .map(([good, share, changes]) => {
        const bytes = good.slice(0, Math.ceil(good.length * share))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        return bytes
      }),
  )

  test('there is a copy or a reason, and a copy is its own copy', () => {
    fc.assert(
      fc.property(hostile, (bytes) => {
        const made = withoutMetadata(bytes)
        if ('why' in made) expect(made.why).not.toBe('')
        else expect(withoutMetadata(made.copy)).toEqual(made)
      }),
      { numRuns: 3000 },
    )
  })

  test('what applications put in is not in the copy, and the picture is', () => {
    const application = fc
      .tuple(
        fc.constantFrom(0xe1, 0xe3, 0xe4, 0xe5, 0xe8, 0xea, 0xec, 0xed, 0xef, 0xfe),
        fc.uint8Array({ maxLength: 100 }),
      )
      .map(([marker, noise]) => segment(marker, joined([bytesOf(secret), noise])))
    fc.assert(
      fc.property(fc.array(application, { maxLength: 8 }), fc.uint8Array({ maxLength: 50 }), (segments, after) => {
        expect(copyOf(jpeg(segments, after))).toEqual(jpeg())
      }),
    )
  })
})

/** Debian: libimage-exiftool-perl and imagemagick; where they are not installed, their word is not asked for. */
const isThere = (tool: string, argument: string) => spawnSync(tool, [argument]).status === 0
const folder = mkdtempSync(join(tmpdir(), 'treve-pictures-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

describe.skipIf(!isThere('exiftool', '-ver'))('exiftool', () => {
  /** All that it finds, but what it says of the file itself and computes. */
  function found(path: string): Record<string, unknown> {
    const { stdout } = spawnSync('exiftool', ['-j', '-a', '-G1', '-u', '-U', '-n', path], { encoding: 'utf8' })
    const [tags = {}] = JSON.parse(stdout) as Record<string, unknown>[]
    return Object.fromEntries(
      Object.entries(tags).filter(([tag]) => !/^(SourceFile|(ExifTool|System|File|Composite):.*)$/.test(tag)),
    )
  }

  test.each([
    ['talkative.jpg', talkativeJpeg, 'IFD0:Make', 6],
    ['talkative.png', talkativePng, 'IFD0:Make', 3],
  ] as const)('finds who took %s, and in the copy orientation and colours alone', (name, bytes, tag, orientation) => {
    const before = found(file(name, bytes))
    expect(before[tag]).toBe(secret)
    const after = found(file(`copy-${name}`, copyOf(bytes)))
    expect(after['IFD0:Orientation']).toBe(orientation)
    expect(JSON.stringify(after)).not.toContain('Someone')
    const groups = new Set(Object.keys(after).map((each) => each.split(':')[0]))
    expect([...groups].filter((each) => !/^(JFIF|Adobe|PNG|PNG-pHYs|IFD0|ICC.*)$/.test(each ?? ''))).toEqual([])
    expect(Object.keys(after).filter((each) => each.startsWith('IFD0:'))).toEqual(['IFD0:Orientation'])
    // The primaries are those of the original.
    for (const each of ['ICC_Profile:RedMatrixColumn', 'ICC_Profile:MediaWhitePoint'])
      expect(after[each]).toEqual(before[each])
    expect(after['ICC_Profile:RedMatrixColumn']).toBeDefined()
  })
})

describe.skipIf(!isThere('identify', '-version'))('ImageMagick', () => {
  const read = (path: string) =>
    spawnSync('identify', ['-format', '%m %w %h %# %[orientation]', path], { encoding: 'utf8' })

  test.each([
    ['shown.jpg', talkativeJpeg],
    ['shown.png', talkativePng],
  ] as const)('reads the same pixels, the same way up, from the copy of %s', (name, bytes) => {
    const before = read(file(name, bytes))
    const after = read(file(`copy-${name}`, copyOf(bytes)))
    expect(before.stdout).toMatch(/^(JPEG 16 8|PNG 2 2) [0-9a-f]{64} /)
    expect(after.stdout).toBe(before.stdout)
    expect(after.stderr).toBe('')
  })
})

describe.skipIf(!isThere('convert', '-version'))('pictures that ImageMagick writes', () => {
  const hash = (path: string) => spawnSync('identify', ['-format', '%w %h %#', path], { encoding: 'utf8' }).stdout

  const kinds = ['palette', 'PNG24', 'PNG32', 'PNG48', 'PNG64', 'gray1', 'gray4', 'gray16', 'grayalpha']
  const options: Readonly<Record<string, readonly string[]>> = {
    palette: ['-type', 'Palette', '-colors', '200'],
    gray1: ['-colorspace', 'Gray', '-define', 'png:bit-depth=1', '-define', 'png:color-type=0', '-monochrome'],
    gray4: ['-colorspace', 'Gray', '-define', 'png:bit-depth=4', '-define', 'png:color-type=0'],
    gray16: ['-colorspace', 'Gray', '-define', 'png:bit-depth=16', '-define', 'png:color-type=0'],
    grayalpha: ['-colorspace', 'Gray', '-define', 'png:color-type=4'],
  }

  test.each(kinds.flatMap((kind) => ['none', 'PNG'].map((interlace) => [kind, interlace] as const)))(
    'as %s, interlaced: %s, have a copy with the same pixels',
    (kind, interlace) => {
      for (const size of ['1x1', '3x2', '5x9', '61x37']) {
        const more = options[kind]
        const path = join(folder, `${kind}-${interlace}-${size}.png`)
        const drawn = ['-seed', '7', '-size', size, 'plasma:', '-interlace', interlace, ...(more ?? [])]
        expect(spawnSync('convert', [...drawn, `${more === undefined ? kind : 'PNG'}:${path}`]).status).toBe(0)
        expect(readFileSync(path)[28]).toBe(interlace === 'PNG' ? 1 : 0)
        const before = hash(path)
        expect(before).toMatch(/[0-9a-f]{64}$/)
        expect(hash(file(`copy-${kind}.png`, copyOf(readFileSync(path))))).toBe(before)
      }
    },
  )
})
