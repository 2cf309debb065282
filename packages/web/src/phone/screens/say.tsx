// A screen that only says something.

import { type PhoneKey, useWords } from '../words.tsx'
import { type Look, LookChoice } from './look.tsx'

const says = {
  unfit: ['unfit.title', 'unfit.text'],
  elsewhere: ['elsewhere.title', 'elsewhere.text'],
  wiped: ['wiped.title', 'wiped.text'],
  revoked: ['wiped.title', 'wiped.revoked'],
  wipedInPart: ['wiped.failed', 'wiped.failed.text'],
} as const satisfies Readonly<Record<string, readonly [PhoneKey, PhoneKey]>>

export function SayScreen({ look, what }: { look: Look; what: keyof typeof says }) {
  const { t } = useWords()
  const [title, text] = says[what]
  return (
    <main className="plain">
      <h1 className="brand" translate="no">
        Treve
      </h1>
      <h2>{t(title)}</h2>
      <p role="status">{t(text)}</p>
      <LookChoice look={look} />
    </main>
  )
}
