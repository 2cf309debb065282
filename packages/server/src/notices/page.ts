// A notification as an A4 page to print, hand over and sign for: no request to anywhere, no script.

import { type Language, type LocalText, textIn } from '@treve/model'
import encodeQR from 'qr'
import { bdi, directionOf, escaped } from '../html.ts'
import type { Notice } from './notice.ts'
import { styles } from './styles.ts'
import { changesIn } from './text.ts'
import {
  alternatesIn,
  bandIn,
  comma,
  countsIn,
  exerciseIn,
  isolated,
  momentIn,
  numbered,
  routeIn,
  say,
} from './words.ts'

export interface PageOptions {
  readonly language: Language
  readonly party: { readonly id: string; readonly name?: LocalText }
  readonly digest: string
  /** Opened by the code on it: where the account it is on is checked. */
  readonly check: string
}

export function noticePage(notice: Notice, { language, party, digest, check }: PageOptions): string {
  const { pause, zone, kind } = notice
  const words = (key: Parameters<typeof say>[1]) => escaped(say(language, key))
  const heading = escaped(numbered(`kind.${kind}`, notice, language))
  const title = textIn(pause.title, language)
  const partyName = textIn(party.name ?? {}, language)
  const exercise = pause.exercise ? escaped(exerciseIn(language)) : ''
  const changes = changesIn(notice, language).filter((line) => line !== '')
  // On every page, also where it goes on: which notification it is of, and an exercise's label.
  const mark = `${pause.id} \u00b7 ${notice.number} \u00b7 ${digest.slice(0, 12)}`
  const place = directionOf(language) === 'rtl' ? '@bottom-right' : '@bottom-left'
  const margins = `@page { ${exercise === '' ? '' : `@top-center { content: "${exercise}"; font-weight: 700 } `}${place} { content: "${mark}"; direction: ltr; font-size: 7pt } }`
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${heading} \u2013 ${escaped(title)}</title>
<style>${styles}${margins}</style>
</head>
<body>
${exercise === '' ? '' : `<p class="watermark" aria-hidden="true">${exercise}</p>`}
<header>
${exercise === '' ? '' : `<p class="exercise">${exercise}</p>`}
<h1>${heading}</h1>
<p>${words('to')}: <strong>${bdi(partyName === '' ? party.id : partyName)}</strong></p>
<p>${escaped(say(language, 'pause', { title: '' })).trim()} <strong>${bdi(title)}</strong> <code>${bdi(pause.id)}</code></p>
<p>${escaped(say(language, 'sent', { at: momentIn(zone, notice.sentAt, language) }))}</p>
<p>${escaped(say(language, 'terms', { version: isolated(String(notice.terms), language) }))}</p>
${notice.lead === 'as_set' ? '' : `<p class="lead">${words(`lead.${notice.lead}`)}</p>`}
</header>
<main>
${
  changes.length === 0
    ? ''
    : `<section class="changes"><h2>${escaped(changes[0] ?? '')}</h2><ul>${changes
        .slice(1)
        .map((line) => `<li>${escaped(line.replace(/^- /, ''))}</li>`)
        .join('')}</ul></section>`
}
<h2>${kind === 'cancel' ? escaped(numbered('cancelled', notice, language)) : words(kind === 'update' ? 'now.notified' : 'first.notified')}</h2>
<table>
<thead><tr>${(['movement', 'purpose', 'route', 'time', 'vehicles'] as const).map((key) => `<th scope="col">${words(key)}</th>`).join('')}</tr></thead>
<tbody>
${notice.movements
  .map((movement) => {
    const alternates = alternatesIn(notice, movement, language)
    const route = `${escaped(routeIn(notice, movement, language))}<br>${words(`direction.${movement.direction}`)}${alternates === undefined ? '' : `<br>${escaped(alternates)}`}`
    return `<tr><th scope="row">${bdi(movement.id)}</th><td>${words(`use.${movement.use}`)}</td><td>${route}</td><td>${escaped(bandIn(zone, movement, language))}</td><td>${escaped([countsIn(movement, language), ...(movement.on_foot ? [say(language, 'on.foot')] : [])].filter((each) => each !== '').join(comma(language)))}</td></tr>`
  })
  .join('\n')}
</tbody>
</table>
</main>
<footer>
<div class="receipt">${(['received', 'received.at', 'passed.on'] as const).map((key) => `<p>${words(key)}</p>`).join('')}</div>
<p>${words('receipt.note')}</p>
<p class="standing">${words('standing')}</p>
<div class="check"><p class="digest">${escaped(say(language, 'digest', { digest: '' })).trim()} <code>${bdi(digest)}</code><br>${words('code')}</p>
${codeOf(check)}</div>
</footer>
</body>
</html>
`
}

/** Within a page it needs no namespace: there is no address in it that anything could fetch. */
function codeOf(text: string): string {
  return encodeQR(text, 'svg', { ecc: 'medium' }).replace(/ xmlns="[^"]*"/, '')
}
