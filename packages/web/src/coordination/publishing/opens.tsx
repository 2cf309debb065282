// What the entry opens, before anybody signs it: of what is sealed the list that its digest names, and beside it what kinds stand in
// the clear and how much stays sealed.

import type { GetReleaseTold } from '../../client/operations.ts'
import { useWords, type Words } from '../../words.tsx'
import { wordOf } from '../code-words.ts'
import { isKey } from '../refusal.ts'

export function Opens({
  pause,
  opens,
  shows,
}: {
  pause: string
  opens: NonNullable<GetReleaseTold['clear']['opens']>
  shows: GetReleaseTold['shows']
}) {
  const { t, number } = useWords()
  const cases = shows?.in_the_clear.find(({ kind }) => kind === 'case_opened')?.entries ?? 0
  return (
    <>
      <div>
        <dt>{t('publishing.opens')}</dt>
        <dd>
          {t('publishing.opens.fillers', { count: number(opens.slots) })}{' '}
          <a href={`/api/v1/pauses/${encodeURIComponent(pause)}/release/opened`} download={`${pause}-opened.jsonl`}>
            {t('publishing.opens.list')}
          </a>
        </dd>
      </div>
      <div>
        <dt>{t('publishing.opens.digest')}</dt>
        <dd>
          <bdi className="code">{opens.sha256}</bdi>
        </dd>
      </div>
      {shows !== undefined && (
        <div>
          <dt>{t('publishing.shows')}</dt>
          <dd>
            <details>
              <summary>
                {t('publishing.shows.entries', { count: number(shows.entries), sealed: number(shows.sealed) })}
              </summary>
              <ul>
                {shows.in_the_clear.map(({ kind, entries }) => (
                  <li key={kind}>
                    {kindWords(kind, t)}
                    {t('list.colon')}
                    {number(entries)}
                  </li>
                ))}
              </ul>
              <p className="mark">{t('publishing.shows.about')}</p>
            </details>
            {cases > 0 && <p className="notice-box warn">{t('publishing.shows.cases', { count: number(cases) })}</p>}
          </dd>
        </div>
      )}
    </>
  )
}

/** In an exercise the kinds of reports stand in the clear, too: those that a desk types have words. */
function kindWords(kind: string, t: Words['t']): string {
  const reported = `report.what.${kind}`
  return isKey(reported) ? t(reported) : wordOf('entry', kind, t)
}
