import { questionsAddress } from '../api.ts'
import type { PauseView } from '../view.ts'
import { useWords } from '../words.tsx'

export function Questions({ pause }: { pause: PauseView }) {
  const { t, text, language } = useWords()
  if (pause.parties.length === 0) return null
  return (
    <section aria-labelledby="questions" className="questions">
      <h2 id="questions">{t('questions.title')}</h2>
      <p className="about">{t('questions.about')}</p>
      <ul>
        {pause.parties.map((party) => (
          <li key={party.id}>
            <a href={questionsAddress(pause.id, party.id, language)} target="_blank" rel="noreferrer">
              {t('questions.open', { party: text(party.name, party.id) })}
              <span className="visually-hidden"> ({t('questions.newTab')})</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
