// How order sheets look: black on white, room to write, nothing that a poor printer or photocopier loses.

export const styles = `
@page { size: A4; margin: 10mm 12mm 12mm }
* { box-sizing: border-box }
html { font: 8.6pt/1.25 "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans", sans-serif; color: #111; background: #fff }
body { margin: 0 auto; max-inline-size: 186mm }
h1, p, dl, dd, ul { margin: 0; padding: 0 }
h1 { font-size: 19pt; line-height: 1.1 }
h1 small { font-size: 11pt; font-weight: 400 }
i { font-style: normal; color: #444 }
code { font: inherit; font-size: .86em; color: #333 }
.lane { white-space: nowrap }
code { display: inline-block; max-inline-size: 100% }
code::before { content: "[" }
code::after { content: "]" }
.sep { color: #777 }
.sheet + .sheet { break-before: page }
header { display: grid; grid-template-columns: auto 1fr; column-gap: 6mm; align-items: start; border-block-end: 1.4pt solid #111; padding-block-end: 1.4mm }
.pause { text-align: end }
.exercise { display: inline-block; font-weight: 700; border: 1.2pt solid #111; padding: 0 2mm; margin-block-start: .8mm }
.unfinished { font-weight: 700; border: 1.6pt solid #111; padding: 1mm 2mm; margin-block-start: 1.2mm }
.strip { display: grid; grid-template-columns: minmax(30mm, 1fr) auto; column-gap: 5mm; align-items: center; padding-block: 1.2mm }
.window { border-block-end: .5pt solid #999 }
.window bdi { white-space: nowrap }
.moments { display: flex; flex-wrap: wrap; direction: ltr; gap: 1.5mm; justify-content: flex-end; align-items: stretch }
.moments div { display: flex; flex-direction: column; justify-content: space-between; flex: 0 1 auto; min-inline-size: 22mm; padding: .4mm 1.6mm; border-left: .8pt solid #777; text-align: center }
.moments .strong { border: 1.2pt solid #111 }
.moments dt { font-size: 7.6pt; color: #333 }
.moments dd { font-size: 11pt; font-weight: 700 }
.at { display: inline-block; white-space: nowrap; font-variant-numeric: tabular-nums }
.at small { display: block; font-size: 7.2pt; font-weight: 400; color: #333 }
.window small { display: block; font-size: 7.6pt; color: #333 }
.day { display: block; font-size: 7.2pt; font-weight: 400 }
.trip { inline-size: 100%; border-collapse: collapse; table-layout: fixed; margin-block-end: 1.6mm }
.trip.whole { break-inside: avoid }
.trip tr { break-inside: avoid }
.trip th, .trip td { border: .5pt solid #777; padding: .3mm 1.2mm; text-align: start; vertical-align: middle; overflow-wrap: anywhere }
.trip .head th { background: #e8e8e8; font-weight: 400; border: .8pt solid #111; print-color-adjust: exact }
.trip .columns th { font-size: 7.2pt; font-weight: 600; line-height: 1.1; padding-block: .2mm; vertical-align: bottom }
.trip .about td { line-height: 1.3 }
.trip .about { break-after: avoid }
.part { display: inline-block; margin-inline-end: 4mm }
.trip .leg { block-size: 6.6mm }
.trip .leg .at { line-height: 1.08 }
.trip .leg td { padding-block: .1mm; line-height: 1.15 }
.roomy .trip .leg { block-size: 8mm }
.turns { padding-block: .3mm; grid-template-columns: auto 1fr; column-gap: 2mm }
.turns .moments { flex-wrap: nowrap }
.turns .moments div { flex-direction: row; align-items: center; column-gap: 1.2mm; padding-block: 0; text-align: start; min-inline-size: 0 }
.turns .moments dt { line-height: 1.05; font-size: 7.2pt }
.turns .moments dd { font-size: 9.5pt; line-height: 1.05 }
.trip .leg th { font-weight: 400; text-align: center; color: #333; padding-inline: 0 }
.trip .columns th:first-child { text-align: center; padding-inline: 0 }
.trip .gate td:nth-child(3) { padding-inline-start: 4mm }
.trip td.none { text-align: center; color: #777 }
col.step { inline-size: 6mm }
col.time { inline-size: 31mm }
col.load { inline-size: 44mm }
col.box { inline-size: 16mm }
col.count { inline-size: 14mm }
.turn-back { font-weight: 600; padding-block: .8mm }
.turn-back i { font-weight: 400 }
.notes { break-inside: avoid; border: .5pt solid #777; padding: .5mm 1.2mm; min-block-size: 7mm; font-size: 7.6pt; color: #333 }
.roomy .notes { min-block-size: 45mm }
footer { break-inside: avoid; margin-block-start: 1.6mm; font-size: 7.8pt }
.standing { font-weight: 600 }
.version { display: flex; justify-content: space-between; margin-block-start: .6mm }
.ids { list-style: none; display: flex; flex-wrap: wrap; gap: 1mm 5mm; margin-block: 3mm }
.watermark { position: fixed; inset: 0; display: grid; place-items: center; margin: 0; font-size: 90pt; font-weight: 800; color: #000; opacity: .06; transform: rotate(-35deg); z-index: -1; pointer-events: none }
@media screen { body { padding: 10mm 0 } .sheet + .sheet { margin-block-start: 15mm } }
@media screen and (max-width: 640px) {
  html { font-size: 16px }
  body { padding: 12px; max-inline-size: none }
  h1 { font-size: 1.6rem }
  h1 small { font-size: 1rem }
  small, i, code, .day, .at small, .window small, .moments dt, .turns .moments dt, .notes, footer { font-size: .85rem }
  header, .strip, .turns { display: block }
  .pause { text-align: start; margin-block-start: 8px }
  .moments, .turns .moments { flex-wrap: wrap; justify-content: flex-start; margin-block-start: 8px }
  .moments dd, .turns .moments dd { font-size: 1.15rem }
  .trip, .trip tbody, .trip thead, .trip tr, .trip th, .trip td { display: block; inline-size: auto; block-size: auto }
  .trip colgroup, .trip .columns, .trip .leg td:empty, .trip .leg td.none { display: none }
  .trip .leg, .roomy .trip .leg { border: 1px solid #777; margin-block-start: 8px; padding: 6px 10px; block-size: auto }
  .trip .leg th, .trip .leg td, .trip .gate td:nth-child(3) { border: 0; padding: 2px 0; text-align: start; line-height: 1.35 }
  .trip .leg .at { font-size: 1.15rem; line-height: 1.3; white-space: normal }
  .at .day, .at small { display: inline; margin-inline-end: 6px }
  .lane { white-space: normal }
  .watermark { font-size: 40pt }
}
`
