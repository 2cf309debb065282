export const styles = `
@page { size: A4; margin: 12mm 14mm }
* { box-sizing: border-box }
html { font: 9.5pt/1.35 "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans", sans-serif; color: #111; background: #fff }
body { margin: 0 auto; max-inline-size: 182mm }
h1, h2, p, ul { margin: 0 }
h1 { font-size: 15pt; line-height: 1.2 }
h2 { font-size: 11pt; margin-block: 4mm 1.5mm }
header { border-block-end: 1.2pt solid #111; padding-block-end: 2mm; display: grid; gap: .8mm }
.exercise { justify-self: start; font-weight: 700; border: 1pt solid #111; padding: .2mm 2mm }
.lead { font-weight: 600 }
.changes { border: 1pt solid #111; padding: 0 3mm 2mm; margin-block-start: 3mm }
.changes ul { padding-inline-start: 5mm }
table { inline-size: 100%; border-collapse: collapse }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: .5pt solid #777; padding: 1mm 1.5mm; text-align: start; vertical-align: top }
footer { break-inside: avoid; margin-block-start: 5mm; display: grid; gap: 1.2mm }
.receipt { display: grid; grid-template-columns: 1.4fr 1fr 1.6fr; column-gap: 5mm; margin-block: 12mm 1mm }
.receipt p { border-block-start: .6pt solid #111; padding-block-start: .5mm; font-size: 8pt }
.standing { font-weight: 600 }
.digest { font-size: 8pt; color: #333; overflow-wrap: anywhere }
.check { display: flex; justify-content: space-between; gap: 5mm; align-items: start }
.check svg { inline-size: 24mm; block-size: 24mm; flex: none }
.watermark { position: fixed; inset: 0; display: grid; place-items: center; margin: 0; font-size: 90pt; font-weight: 800; color: #000; opacity: .06; transform: rotate(-35deg); z-index: -1; pointer-events: none }
@media screen { body { padding: 10mm 0 } }
`
