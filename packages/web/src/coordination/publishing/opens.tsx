// What the entry opens, before anybody signs it: of what is sealed the list that its digest names, and beside it what kinds stand in
// the clear and how much stays sealed.

import type { GetReleaseTold } from '../../client/operations.ts'
import { useWords } from '../../words.tsx'

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
                    <bdi className="code">{kind}</bdi>
                    {t('list.colon')}
                    {number(entries)}
                  </li>
                ))}
              </ul>
              <p className="mark">{t('publishing.shows.about')}</p>
            </details>
          </dd>
        </div>
      )}
    </>
  )
}
