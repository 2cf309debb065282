// What changed from one version to the next, by subject: before and after.

import { TableScroller } from '../../shell/table-scroller.tsx'
import { useWords } from '../../words.tsx'
import type { TermsVersionView } from '../views.ts'

const subjects = ['times', 'places', 'routes', 'who', 'aid', 'destinations', 'everything_else'] as const

export function Differences({ differences }: { differences: TermsVersionView['differences'] }) {
  const { t } = useWords()
  if (differences.length === 0) return <p>{t('terms.same')}</p>
  return (
    <>
      {subjects.map((subject) => {
        const own = differences.filter((each) => each.subject === subject)
        if (own.length === 0) return null
        return (
          <TableScroller key={subject} label={t(`difference.${subject}`)}>
            <table className="differences">
              <caption>{t(`difference.${subject}`)}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('difference.where')}</th>
                  <th scope="col">{t('difference.before')}</th>
                  <th scope="col">{t('difference.after')}</th>
                </tr>
              </thead>
              <tbody>
                {own.map(({ path, before, after }) => (
                  <tr key={path}>
                    <th scope="row">
                      <bdi className="path">{path.replaceAll('/', ' / ')}</bdi>
                    </th>
                    <td>
                      <Value value={before} />
                    </td>
                    <td>
                      <Value value={after} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroller>
        )
      })}
    </>
  )
}

function Value({ value }: { value: unknown }) {
  const { t } = useWords()
  if (value === null || value === undefined) return <em className="not-given">{t('difference.absent')}</em>
  const words = wordsOf(value)
  return (
    <span dir="auto" className={words.length < 20 ? 'one-line' : undefined}>
      {words}
    </span>
  )
}

/** Lists come as their JSON: what is in them is told. */
function wordsOf(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  if (!value.startsWith('[')) return value
  try {
    const found: unknown = JSON.parse(value)
    return Array.isArray(found) && found.every((each) => typeof each !== 'object') ? found.join(', ') : value
  } catch {
    return value
  }
}
