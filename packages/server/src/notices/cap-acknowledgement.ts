// An acknowledgement that comes as a CAP message. It says that a notification was received, and is taken as nothing else.

import { type Instant, parseInstant, utc } from '@treve/model'
import { capName, capNamespace } from './cap.ts'
import { readXml, type XmlElement, XmlRefusal } from './xml.ts'

export interface CapAcknowledgement {
  readonly identifier: string
  readonly sender: string
  readonly sent: Instant
  readonly status: string
  readonly references: readonly { readonly sender: string; readonly identifier: string; readonly sent: Instant }[]
}

/** What is wrong with it, in words, where it is none. */
export function readCapAcknowledgement(text: string): CapAcknowledgement | { readonly fault: string } {
  try {
    return acknowledgementOf(readXml(text))
  } catch (fault) {
    if (fault instanceof XmlRefusal) return { fault: fault.message }
    throw fault
  }
}

function acknowledgementOf(root: XmlElement): CapAcknowledgement {
  if (root.name !== 'alert' || root.namespace !== capNamespace)
    throw new XmlRefusal('it is no CAP 1.2 message: <alert> of its namespace is expected')
  const only = (name: string) => {
    const [first, second] = root.children.filter((each) => each.name === name && each.namespace === capNamespace)
    if (first === undefined) throw new XmlRefusal(`it has no <${name}>`)
    if (second !== undefined) throw new XmlRefusal(`it has <${name}> twice`)
    if (first.children.length > 0) throw new XmlRefusal(`<${name}> holds more than text`)
    return first.text.trim()
  }
  const type = only('msgType')
  if (type !== 'Ack') throw new XmlRefusal(`its msgType is ${type.slice(0, 20)}: Ack is expected`)
  const references = only('references')
    .split(/\s+/)
    .map((each) => {
      const [sender = '', identifier = '', sent = '', more] = each.split(',')
      if (more !== undefined || sender === '' || identifier === '')
        throw new XmlRefusal('<references> is not made of sender,identifier,sent')
      return { sender, identifier, sent: instantOf(sent) }
    })
  return {
    identifier: nameOf(only('identifier'), 'identifier'),
    sender: nameOf(only('sender'), 'sender'),
    sent: instantOf(only('sent')),
    status: only('status'),
    references,
  }
}

function nameOf(text: string, what: string): string {
  if (!capName.test(text)) throw new XmlRefusal(`<${what}> has spaces or commas, is empty, or too long`)
  return text
}

function instantOf(text: string): Instant {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[-+]\d{2}:\d{2}$/.test(text) ? parseInstant(text, utc) : undefined
  if (typeof at !== 'number') throw new XmlRefusal('a time is not written as 2016-11-04T08:00:00+02:00')
  return at
}
