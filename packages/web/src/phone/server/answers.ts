// What the server answers to a phone, read.

import type { Certificate } from '@treve/ledger/device'
import { list, oneOf, orNull, type Read, record, text, Unreadable } from '../border.ts'
import type { Answer } from '../queue.ts'

const certificate: Read<Certificate> = record({ organisation: text, key: text, signature: text })

const certificates = record({ certificates: list(record({ vkey: text, certificate })) })
const entries = record({
  entries: list(
    record({ id: orNull(text), state: oneOf(['done', 'waiting', 'refused']), code: orNull(text), text: orNull(text) }),
  ),
})
const enrolled = record({ device: text, pause: text })

export const certificatesOf = (body: string) => readAs(certificates, body)?.certificates
export const entriesOf = (body: string): readonly Answer[] | undefined => readAs(entries, body)?.entries
export const enrolledOf = (body: string) => readAs(enrolled, body)

/** Undefined where it is not what was asked for. */
function readAs<T>(read: Read<T>, body: string): T | undefined {
  try {
    return read(JSON.parse(body))
  } catch (fault) {
    if (fault instanceof Unreadable || fault instanceof SyntaxError) return undefined
    throw fault
  }
}
