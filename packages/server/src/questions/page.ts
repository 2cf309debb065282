// A page to print and hand to a party: what the terms do not say, with room for the answers. One file, no request to
// anywhere, no script: it is opened on machines that are offline, and sent by whatever means there are.

import { formatInstant, type Language, type Pause, type Question, questionsOf, textIn, type Window } from '@treve/model'
import { bdi, directionOf, escaped } from '../html.ts'
import { pageWords } from './words.ts'

/** Up to so many there is room for larger type. */
const fewQuestions = 6

export function questionsPage(pause: Pause, partyId: string, language: Language): string {
  const words = pageWords[language]
  const party = pause.parties.find((each) => each.id === partyId)
  const partyName = party?.name === undefined ? partyId : textIn(party.name, language)
  const title = textIn(pause.title, language)
  const questions = questionsOf(pause, language)
  const asked = questions.map(subject).join('\n')
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${title} – ${words.heading} – ${partyName}`)}</title>
<style>${styles}</style>
</head>
<body${questions.length <= fewQuestions ? ' class="few"' : ''}>
${pause.exercise ? `<p class="watermark" aria-hidden="true">${words.exercise}</p>` : ''}
<header>
${pause.exercise ? `<p class="exercise">${words.exercise}</p>` : ''}
<h1>${bdi(title)}</h1>
<p class="to">${words.heading} <span class="sep">·</span> ${words.to} <strong>${bdi(partyName)}</strong></p>
<p class="windows">${words.windows} ${pause.terms.windows.map((window) => times(window, pause, language)).join(' ')}</p>
<p>${questions.length === 0 ? words.nothingToAsk : words.intro}</p>
</header>
<main>
${asked}
</main>
<footer>
<div class="signed">${[words.name, words.date, words.signature].map((label) => `<p>${label}</p>`).join('')}</div>
<p class="standing">${words.standing}</p>
</footer>
</body>
</html>
`
}

function subject({ title, questions, about }: Question, index: number): string {
  const text = questions.map((question) => `<p>${escaped(question)}</p>`).join('')
  const list = about.length === 0 ? '' : `<p class="about">${about.map(bdi).join(' <span class="sep">·</span> ')}</p>`
  return `<section><div class="asked"><h2><bdi>${index + 1}</bdi>. ${escaped(title)}</h2>${text}${list}</div><div class="answer"><i></i><i></i><i></i></div></section>`
}

/** `2016-11-04 08:00 – 12:00 Asia/Damascus (06:00 – 10:00 UTC)`. */
function times(window: Window, pause: Pause, language: Language): string {
  const local = [window.open, window.close].map((instant) => formatInstant(instant, pause.time_zone))
  const utc = [window.open, window.close].map((instant) => new Date(instant * 1000).toISOString())
  return `<span class="window">${bdi(`${span(local)} ${pause.time_zone}`)} (${bdi(span(utc))} ${pageWords[language].utc})</span>`
}

/** From and until, the day named again only where it differs. */
function span([from = '', until = '']: readonly string[]): string {
  const day = from.slice(0, 10)
  const end = until.slice(0, 10) === day ? '' : `${until.slice(0, 10)} `
  return `${day} ${from.slice(11, 16)} – ${end}${until.slice(11, 16)}`
}

const styles = `
@page { size: A4; margin: 8mm 12mm }
* { box-sizing: border-box }
html { font: 8.3pt/1.24 "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans", sans-serif; color: #111; background: #fff }
body { margin: 0 auto; max-inline-size: 186mm; min-block-size: 280mm; display: flex; flex-direction: column }
h1, h2, p { margin: 0 }
h1 { font-size: 14pt; line-height: 1.2 }
h2 { font-size: 9pt }
header { border-block-end: 1.2pt solid #111; padding-block-end: 1.6mm; display: grid; gap: .5mm }
.to { font-size: 10.5pt }
.sep { color: #777 }
.window { display: inline-block; margin-inline-end: 3mm }
.exercise { justify-self: start; font-weight: 700; border: 1pt solid #111; padding: .2mm 2mm }
main { flex: 1; display: flex; flex-direction: column }
section { flex: 1 0 auto; max-block-size: 46mm; display: grid; grid-template-columns: 60% 1fr; column-gap: 5mm; padding-block: .7mm; border-block-end: .5pt solid #999; break-inside: avoid }
body.few { font-size: 10.5pt; line-height: 1.4 }
body.few h2 { font-size: 11.5pt }
body.few section { grid-template-columns: 50% 1fr; padding-block: 2mm }
body.few .answer { min-block-size: 24mm }
.about { color: #333; font-size: 7.6pt }
.answer { display: flex; flex-direction: column; min-block-size: 12mm; max-block-size: 40mm }
.answer i { flex: 1; border-block-end: .4pt solid #888 }
.answer i:last-child { border-block-end: 0 }
.signed { display: grid; grid-template-columns: 2fr 1fr 1.4fr; column-gap: 5mm; margin-block-start: 7mm }
.signed p { border-block-start: .6pt solid #111; padding-block-start: .5mm; font-size: 8pt }
.standing { margin-block-start: 1.6mm; font-size: 8pt; font-weight: 600 }
footer { break-inside: avoid }
.watermark { position: fixed; inset: 0; display: grid; place-items: center; font-size: 90pt; font-weight: 800; color: #000; opacity: .06; transform: rotate(-35deg); z-index: -1; pointer-events: none }
@media screen { body { padding: 10mm 0 } }
`
