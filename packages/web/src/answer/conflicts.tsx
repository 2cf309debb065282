// Where nobody can be brought out, or nothing in: the smallest set of what cannot be kept together, each with its line, so
// that somebody can change it.

import { constraintWords } from '@treve/model/constraints'
import type { ConflictView, PlanView } from '../plan.ts'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'
import { corridorName, placeName, takeText } from './take.ts'

export function Conflicts({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  const { t } = useWords()
  const { conflicts } = plan
  if (conflicts === undefined || conflicts.length === 0) return null
  return (
    <section aria-labelledby="conflicts">
      <h2 id="conflicts">{t('conflict.title')}</h2>
      {conflicts.map((conflict) => (
        <Conflict key={conflict.about} pause={pause} conflict={conflict} />
      ))}
    </section>
  )
}

function Conflict({ pause, conflict }: { pause: PauseView; conflict: ConflictView }) {
  const words = useWords()
  const { t } = words
  const { about, members, proved, smallest, would_take, least_window } = conflict
  return (
    <>
      <p>{t(`conflict.${about}`)}</p>
      {members.length === 0 ? (
        <p>{t('conflict.even')}</p>
      ) : (
        <ul>
          {members.map((member) => (
            <li key={`${member.path} ${member.kind} ${member.id}`}>
              {memberText(words, pause, member)}
              <small className="detail">
                <code>
                  <bdi>{member.path}</bdi>
                </code>
                {member.line === undefined ? null : ` (${t('conflict.line', { line: member.line })})`}
              </small>
            </li>
          ))}
        </ul>
      )}
      {least_window === undefined ? null : (
        <p>
          {t('conflict.leastWindow', {
            time: words.duration(least_window.length_s),
            clock: words.time(least_window.close),
          })}
        </p>
      )}
      {would_take === undefined ? null : <p>{t('conflict.take', { change: takeText(words, pause, would_take) })}</p>}
      {members.length === 0 ? null : (
        <p className="about">
          {[
            t('conflict.rest'),
            t(proved ? 'conflict.proved' : 'conflict.notProved'),
            t(smallest ? 'conflict.smallest' : 'conflict.notSmallest'),
          ].join(' ')}
        </p>
      )}
    </>
  )
}

function memberText(words: Words, pause: PauseView, { kind, id }: ConflictView['members'][number]): string {
  const what = constraintWords[words.language][kind]
  const [first = '', rest] = id.split('/')
  const corridor = pause.corridors.find((each) => each.id === first)
  const place = pause.places.find((each) => each.id === first)
  // What there is but one of needs no name.
  if (kind === 'ways' || kind === 'buffer') return what
  const named =
    corridor !== undefined
      ? corridorName(words, pause, first)
      : place !== undefined
        ? placeName(words, pause, first)
        : first
  return words.t('conflict.member', { name: rest === undefined ? named : `${named}, ${rest}`, what })
}
