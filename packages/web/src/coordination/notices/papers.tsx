// A notification in each form that it can be handed on in.

import { useWords } from '../../words.tsx'

export const forms = ['page', 'text', 'short', 'cap'] as const

export function Papers({ pause, number, party }: { pause: string; number: number; party: string }) {
  const { t, language } = useWords()
  return (
    <p className="papers no-print">
      {forms.map((form) => (
        <a
          key={form}
          href={`/pauses/${encodeURIComponent(pause)}/notifications/${number}/${encodeURIComponent(party)}/${form}/${language}`}
          target="_blank"
          rel="noreferrer"
        >
          {t(`paper.${form}`)}
        </a>
      ))}
    </p>
  )
}
