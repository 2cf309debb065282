// The pages by which people come in who have installed nothing: small, in four languages, with one script and no other
// request. A link opens only when it is pressed: mail and chat programs look at links by themselves.

import { type Language, languages } from '@treve/model'
import { bdi, directionOf, escaped } from '../html.ts'
import { type Catalogue, messages } from './messages/catalogue.ts'

export function linkPage(language: Language): string {
  const words = messages[language]
  const outcomes = (['refused', 'expired', 'revoked', 'often', 'away'] as const)
    .map(
      (name) =>
        `<p id="${name}" hidden>${escaped(words[name])}${name === 'expired' || name === 'revoked' ? ` <bdi class="ask"></bdi>` : ''}</p>`,
    )
    .join('\n')
  return page(
    language,
    words.title,
    `<h1>${escaped(words.title)}</h1>
<p>${escaped(words.intro)}</p>
<p class="standing">${escaped(words.standing)}</p>
<noscript><p>${escaped(words['needs.script'])}</p></noscript>
<button id="open" type="button" data-opening="${escaped(words.opening)}" hidden>${escaped(words.open)}</button>
<div role="status">
${outcomes}
</div>
<nav>${languages
      .filter((each) => each !== language)
      .map((each) => `<a lang="${each}" hreflang="${each}" href="?language=${each}">${bdi(ownName(each))}</a>`)
      .join(' ')}</nav>
<script src="/l/open.js" type="module"></script>`,
  )
}

/** @param goTo undefined where nobody was signed in */
export function returnPage(language: Language, goTo: string | undefined): string {
  const words: Catalogue = messages[language]
  // The browser sends the new cookie along only from a page of ours: so this one comes between.
  const body =
    goTo === undefined
      ? `<h1>${escaped(words['return.title'])}</h1>\n<p>${escaped(words['return.refused'])}</p>`
      : `<h1>${escaped(words['return.title'])}</h1>\n<p>${escaped(words['return.done'])} <a href="${escaped(goTo)}">${escaped(words['return.go'])}</a></p>`
  const refresh = goTo === undefined ? '' : `<meta http-equiv="refresh" content="0;url=${escaped(goTo)}">\n`
  return page(language, words['return.title'], body, refresh)
}

/** Each language is called by its own name, in every language. */
function ownName(language: Language): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
}

function page(language: Language, title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
${head}<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/l/page.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

export const pageStyles = `:root { color-scheme: light dark; font: 1.05rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-inline-size: 36rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.4rem; line-height: 1.25; }
button { font: inherit; padding: 0.7rem 1.6rem; min-block-size: 2.75rem; }
nav { margin-block-start: 2.5rem; display: flex; gap: 1.25rem; }
[role='status'] p { font-weight: 600; }
`

/** The secret stays behind #: it is sent in the body of one request alone, and then taken out of the address. */
export const linkScript = `const [, , pause, link] = location.pathname.split('/').map(decodeURIComponent)
const secret = location.hash.slice(1)
const button = document.getElementById('open')
const words = button.textContent
for (const each of document.querySelectorAll('nav a')) each.hash = location.hash
const show = (name, ask) => {
  for (const each of document.querySelectorAll('[role=status] p')) each.hidden = each.id !== name
  for (const each of document.querySelectorAll('.ask')) each.textContent = ask ?? ''
}
if (secret === '') show('refused')
else button.hidden = false
button.addEventListener('click', async () => {
  show('')
  button.disabled = true
  button.textContent = button.dataset.opening
  try {
    const answer = await fetch('/api/v1/sign-in/link', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pause, link, secret }),
    })
    const told = await answer.json()
    if (answer.ok) {
      history.replaceState(null, '', location.pathname)
      location.replace(told.go_to)
      return
    }
    if (answer.status === 410) show(told.state, told.ask)
    else show(answer.status === 429 ? 'often' : answer.status < 500 ? 'refused' : 'away')
  } catch {
    show('away')
  }
  button.disabled = false
  button.textContent = words
})
`
