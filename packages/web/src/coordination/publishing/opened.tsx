// What is opened when an account is, of which entries, and what stays closed by which rule: said before anybody signs.

import { useWords } from '../../words.tsx'
import { useAccountHead } from '../account-head.ts'

const heldBack = ['sealed', 'signers', 'positions', 'later'] as const

export function Opened({ pause }: { pause: string }) {
  const { t, number } = useWords()
  const head = useAccountHead(pause)
  return (
    <>
      <h3>{t('publishing.opened')}</h3>
      <p>{t('publishing.opened.about')}</p>
      {head !== undefined && (
        <dl className="facts">
          <div>
            <dt>{t('publishing.range')}</dt>
            <dd>{t('publishing.range.of', { first: number(0), last: number(Math.max(0, head.entries - 1)) })}</dd>
          </div>
          <div>
            <dt>{t('publishing.root')}</dt>
            <dd>
              <bdi className="code">{head.root}</bdi>
            </dd>
          </div>
        </dl>
      )}
      <h3>{t('publishing.heldBack')}</h3>
      <ul>
        {heldBack.map((each) => (
          <li key={each}>
            <strong>{t(`publishing.heldBack.${each}`)}</strong> {t(`publishing.heldBack.${each}.rule`)}
          </li>
        ))}
      </ul>
    </>
  )
}
