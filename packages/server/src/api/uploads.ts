// Photographs that come ahead of the entry that names them. What they are is told by their first bytes, and no more is read
// than one may have.

import { createHash } from 'node:crypto'
import { mostPhotoBytes } from '@treve/ledger'
import { problem } from '../problem.ts'
import { keepUpload } from '../storage/uploads.ts'
import { bytesOf } from './body.ts'
import { deviceOf } from './device-only.ts'
import { jsonAnswer, type Operation, pauseParameter } from './operation.ts'

const keptSchema = {
  type: 'object',
  required: ['sha256', 'bytes'],
  properties: { sha256: { type: 'string' }, bytes: { type: 'integer' } },
}

export const uploadOperation: Operation = {
  id: 'sendAttachment',
  method: 'post',
  path: '/api/v1/pauses/{pause}/attachments',
  summary: 'Takes the bytes of a photograph, before the entry that names it: JPEG, PNG or WebP, 10 MB at most.',
  parameters: [
    pauseParameter,
    {
      name: 'sha256',
      in: 'query',
      required: true,
      description: 'SHA-256 of the bytes, hexadecimal. The device signs its request by it.',
      schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    },
  ],
  answers: { 200: jsonAnswer('They are kept until their entry comes.', keptSchema) },
  who: { sees: 'own_day' },
  async answer(asking) {
    const { context } = asking
    const of = deviceOf(asking)
    if (of instanceof Response) return of
    const tooLarge = () =>
      problem(context, 'too_large', {
        detail: `At most ${mostPhotoBytes} bytes are taken at once here: send less.`,
        members: { most_bytes: mostPhotoBytes },
      })
    const said = Number(context.req.header('content-length') ?? '0')
    if (said > mostPhotoBytes) return tooLarge()
    const bytes = await bytesOf(context.req.raw.body, mostPhotoBytes)
    if (bytes === undefined) return tooLarge()
    const sha256 = context.req.query('sha256') ?? ''
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) return problem(context, 'attachment_differs')
    const media = pictureOf(bytes)
    if (media === undefined)
      return problem(context, 'media_type_unsupported', { detail: 'A photograph is JPEG, PNG or WebP.' })
    const { services, pause, device } = of
    const isKept = await keepUpload(services.database, { account: pause.account, device, sha256 }, { media, bytes })
    if (!isKept)
      return problem(context, 'too_many_requests', {
        detail: 'Too many photographs of this device wait for their entries: send those first.',
        headers: { 'retry-after': '60' },
      })
    return context.json({ sha256, bytes: bytes.length })
  },
}

/** By its first bytes, whatever its name says. */
export function pictureOf(bytes: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | undefined {
  const begins = (at: number, ...expected: readonly number[]) =>
    expected.every((byte, offset) => bytes[at + offset] === byte)
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return undefined
}
