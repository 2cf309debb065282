// How the sheet for the room looks: black on white, one page, nothing that a photocopier loses.

export const styles = `
@page { size: A4; margin: 10mm 12mm }
* { box-sizing: border-box }
html { font: 9pt/1.32 "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans", sans-serif; color: #111; background: #fff }
body { margin: 0 auto; max-inline-size: 186mm }
h1, h2, p, dl, dd, ul { margin: 0; padding: 0 }
h1 { font-size: 15pt; line-height: 1.2 }
h2 { font-size: 10.5pt; margin-block: 3mm 1mm }
small { display: block; font-size: 7pt; color: #333; line-height: 1.2 }
small span { display: block; white-space: nowrap }
i { display: inline-block; font-style: normal; color: #555; font-size: 8pt; line-height: 1.2 }
.asks td > b { white-space: nowrap }
code { font: inherit; color: #333 }
header { display: grid; grid-template-columns: auto 1fr; column-gap: 6mm; border-block-end: 1.4pt solid #111; padding-block-end: 1.6mm }
.pause { text-align: end; font-size: 8.4pt }
.window { font-variant-numeric: tabular-nums }
.exercise { display: inline-block; font-weight: 700; border: 1.2pt solid #111; padding: 0 2mm; margin-block-start: 1mm }
.partial { font-weight: 700; border: 1.2pt dashed #111; padding: .6mm 2mm; margin-block-start: 2mm }
.without { border: .8pt solid #111; padding: 0 2.5mm 1.6mm; margin-block-start: 3mm }
.without h2 { margin-block-start: 1.6mm }
.now { display: grid; grid-template-columns: 1fr auto; column-gap: 5mm; align-items: start }
.now dl div { display: flex; justify-content: space-between; gap: 4mm; font-size: 8.4pt }
.now dd { font-variant-numeric: tabular-nums; white-space: nowrap }
table { inline-size: 100%; border-collapse: collapse }
th, td { border-block-end: .5pt solid #999; padding: .8mm 1.2mm; text-align: start; vertical-align: top; font-weight: 400 }
thead th, thead td { border-block-end: 1pt solid #111; font-size: 8pt; vertical-align: bottom }
.asks tbody th { inline-size: 34%; font-weight: 600 }
.certain { font-weight: 700 }
.possible { font-style: italic }
.steps td, .steps th { font-size: 8.2pt }
ul { padding-inline-start: 4mm }
footer { margin-block-start: 3.4mm; border-block-start: .8pt solid #111; padding-block-start: 1.4mm; font-size: 7.6pt; display: grid; gap: 1mm }
.standing { font-weight: 600; font-size: 8pt }
.version { display: flex; justify-content: space-between }
.watermark { position: fixed; inset: 0; display: grid; place-items: center; margin: 0; font-size: 90pt; font-weight: 800; color: #000; opacity: .06; transform: rotate(-35deg); z-index: -1; pointer-events: none }
body.roomy { font-size: 10.4pt }
body.roomy h2 { margin-block: 4.4mm 1.4mm; font-size: 12pt }
body.roomy td, body.roomy th { padding-block: 1.3mm }
body.roomy small { font-size: 7.6pt }
body.dense { font-size: 7.4pt; line-height: 1.18 }
body.dense small, body.dense i { font-size: 6.6pt }
body.dense .pause, body.dense .now dl div { font-size: 7.4pt }
body.dense h2 { margin-block: 1.2mm .3mm; font-size: 8.6pt }
body.dense td, body.dense th { padding-block: .4mm }
body.dense thead th { font-size: 7pt }
body.dense footer { font-size: 6.9pt; margin-block-start: 1.6mm }
@media screen { body { padding: 10mm 4mm } }
`
