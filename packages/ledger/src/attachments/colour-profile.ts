// A colour profile (ICC.1:2022) made anew with what colours are computed from, and nothing else. Dropped, a picture of a
// telephone would look paler than what was seen; kept as it is, it would tell maker, model and day.

import { bytesOf, joined } from '../log/bytes.ts'
import { letters, NoCopy, part, uint16, uint32 } from './no-copy.ts'

const headerBytes = 128
/** More than any profile of curves and three primaries needs. */
export const mostProfileBytes = 1_000_000
/** What a segment of JPEG takes. */
const mostWrittenBytes = 65_000

const ofColour = ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC']
const ofGrey = ['kTRC']
/** White, and how it was adapted. */
const ofBoth = ['wtpt', 'chad']
/** Of the header: version; class, colour space and connection space; intent and illuminant. */
const keptOfHeader = [
  [8, 4],
  [12, 12],
  [36, 4],
  [64, 16],
] as const

/** @throws NoCopy for a profile that computes by tables: nothing of those is known to be only colour */
export function profileWithoutMetadata(profile: Uint8Array): Uint8Array {
  if (profile.length > mostProfileBytes) throw new NoCopy('its colour profile is larger than any has to be')
  if (letters(profile, 36, 4) !== 'acsp') throw new NoCopy('its colour profile cannot be read')
  const [space, connection] = [letters(profile, 16, 4), letters(profile, 20, 4)]
  if ((space !== 'RGB ' && space !== 'GRAY') || connection !== 'XYZ ') throw unusual()
  const tags = tagsOf(profile)
  for (const tag of tags.keys()) if (/^(A2B|B2A|D2B|B2D)\d$/.test(tag)) throw unusual()
  const needed = space === 'RGB ' ? ofColour : ofGrey
  if (!needed.every((tag) => tags.has(tag))) throw new NoCopy('its colour profile lacks what colours are computed from')
  const kept = [...needed, ...ofBoth].flatMap((tag) => {
    const data = tags.get(tag)
    return data === undefined ? [] : [{ tag, data: bareDataOf(tag, data) }]
  })
  return written(profile, kept)
}

function tagsOf(profile: Uint8Array): Map<string, Uint8Array> {
  const tags = new Map<string, Uint8Array>()
  const count = uint32(profile, headerBytes)
  for (let each = 0; each < count; each++) {
    const at = headerBytes + 4 + 12 * each
    const data = part(profile, uint32(profile, at + 4), uint32(profile, at + 8))
    const tag = letters(profile, at, 4)
    if (!tags.has(tag)) tags.set(tag, data)
  }
  return tags
}

/** As many bytes as its type has; what stands behind them is no colour. */
function bareDataOf(tag: string, data: Uint8Array): Uint8Array {
  const type = letters(data, 0, 4)
  const length = lengthOf(type, data)
  const fits = tag.endsWith('TRC')
    ? type === 'curv' || type === 'para'
    : type === (tag === 'chad' ? 'sf32' : 'XYZ ') && length !== undefined
  if (!fits || length === undefined) throw new NoCopy(`its colour profile has a ${tag} that cannot be read`)
  const bare = Uint8Array.from(part(data, 0, length))
  bare.fill(0, 4, 8)
  if (type === 'para') bare.fill(0, 10, 12)
  return bare
}

function lengthOf(type: string, data: Uint8Array): number | undefined {
  switch (type) {
    case 'XYZ ':
      return 20
    case 'sf32':
      return 8 + 9 * 4
    case 'curv':
      return 12 + 2 * uint32(data, 8)
    case 'para': {
      const parameters = [1, 3, 4, 5, 7][uint16(data, 8)]
      return parameters === undefined ? undefined : 12 + 4 * parameters
    }
    default:
      return undefined
  }
}

function written(profile: Uint8Array, kept: readonly { tag: string; data: Uint8Array }[]): Uint8Array {
  const header = new Uint8Array(headerBytes)
  for (const [at, length] of keptOfHeader) header.set(part(profile, at, length), at)
  const table = new Uint8Array(4 + 12 * kept.length)
  const view = new DataView(table.buffer)
  view.setUint32(0, kept.length)
  const data: Uint8Array[] = []
  /** Three curves are most often one, and stand there once. */
  const placeOf = new Map<string, number>()
  let end = headerBytes + table.length
  for (const [each, { tag, data: bare }] of kept.entries()) {
    const key = String(bare)
    const at = placeOf.get(key) ?? end
    if (at === end) {
      placeOf.set(key, at)
      data.push(bare, new Uint8Array((4 - (bare.length % 4)) % 4))
      end += Math.ceil(bare.length / 4) * 4
    }
    table.set(bytesOf(tag), 4 + 12 * each)
    view.setUint32(8 + 12 * each, at)
    view.setUint32(12 + 12 * each, bare.length)
  }
  if (end > mostWrittenBytes) throw new NoCopy('its colour profile is larger than any has to be')
  new DataView(header.buffer).setUint32(0, end)
  return joined([header, table, ...data])
}

function unusual(): NoCopy {
  return new NoCopy('its colour profile is of an unusual kind: save the picture as sRGB')
}
