// A notification as a message of the Common Alerting Protocol 1.2 (OASIS), addressed to one party. No geometry: areas are
// named as the terms name them. Severity and certainty stay Unknown: a notification vouches for nothing.

import { formatInstant, type Instant, languages, type TimeZone, textIn } from '@treve/model'
import { bandOf, type Notice } from './notice.ts'
import { textOf } from './text.ts'
import { exerciseIn, numbered, routeIn, say } from './words.ts'
import { element, elements } from './xml.ts'

export const capNamespace = 'urn:oasis:names:tc:emergency:cap:1.2'

/** Who sends: without spaces, commas, `<` and `&`, by the standard. */
export const capName = /^[^\s,<&]{1,200}$/

export interface CapOptions {
  readonly sender: string
  readonly party: string
  readonly digest: string
  /** What this party was told before in the same matter, in order. */
  readonly earlier: readonly { readonly number: number; readonly sentAt: Instant }[]
}

export function capIdentifier(notice: Pick<Notice, 'pause' | 'number'>, party: string): string {
  return `${notice.pause.id}.${notice.number}.${party}`
}

/** The standard writes UTC as -00:00. */
export function capTime(at: Instant, zone: TimeZone): string {
  return formatInstant(at, zone).replace(/\+00:00$/, '-00:00')
}

const msgTypes = { first: 'Alert', update: 'Update', cancel: 'Cancel' } as const

export function capOf(notice: Notice, { sender, party, digest, earlier }: CapOptions): string {
  const { pause, zone, sentAt, kind } = notice
  const references = earlier.map(
    (each) => `${sender},${capIdentifier({ pause, number: each.number }, party)},${capTime(each.sentAt, zone)}`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
${elements(
  'alert',
  [
    element('identifier', capIdentifier(notice, party)),
    element('sender', sender),
    element('sent', capTime(sentAt, zone)),
    element('status', pause.exercise ? 'Exercise' : 'Actual'),
    element('msgType', msgTypes[kind]),
    element('scope', 'Private'),
    element('addresses', party),
    ...(pause.exercise ? [element('note', languages.map(exerciseIn).join(' / '))] : []),
    ...(references.length === 0 ? [] : [element('references', references.join(' '))]),
    ...languages.map((language) => {
      const { from, until } = bandOf(notice)
      const parameters = [
        ['treve:number', String(notice.number)],
        ['treve:digest', digest],
      ] as const
      const routes = new Map(
        notice.movements.flatMap((movement) =>
          [movement, ...movement.alternates].map((each) => [routeIn(notice, each, language), each] as const),
        ),
      )
      return elements('info', [
        element('language', language),
        element('category', 'Transport'),
        element('event', say(language, 'event')),
        element('urgency', from - sentAt <= 3600 ? 'Expected' : 'Future'),
        element('severity', 'Unknown'),
        element('certainty', 'Unknown'),
        element('effective', capTime(sentAt, zone)),
        element('onset', capTime(from, zone)),
        element('expires', capTime(until, zone)),
        element('headline', `${numbered(`kind.${kind}`, notice, language)} \u00b7 ${textIn(pause.title, language)}`),
        element('description', textOf(notice, language)),
        element('instruction', say(language, 'standing')),
        ...parameters.map(([name, value]) =>
          elements('parameter', [element('valueName', name), element('value', value)]),
        ),
        elements('area', [element('areaDesc', [...routes.keys()].join('; '))]),
      ])
    }),
  ],
  { xmlns: capNamespace },
)}
`
}
