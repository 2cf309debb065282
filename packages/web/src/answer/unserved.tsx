import type { PlanView } from '../plan.ts'
import { TableScroller } from '../shell/table-scroller.tsx'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'
import { oneMoreText, takeText } from './take.ts'

type Entry = PlanView['unserved'][number]

export function Unserved({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  const words = useWords()
  const { t } = words
  return (
    <section aria-labelledby="unserved">
      <h2 id="unserved">{t('unserved.title')}</h2>
      {plan.unserved.length === 0 ? (
        <p className="empty">{t('unserved.none')}</p>
      ) : (
        <TableScroller label={t('unserved.title')}>
          <table>
            <caption className="visually-hidden">{t('unserved.title')}</caption>
            <thead>
              <tr>
                {(['unserved.who', 'unserved.many', 'unserved.reason', 'unserved.take'] as const).map((key) => (
                  <th key={key} scope="col">
                    {t(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {plan.unserved.map((entry) => (
                <tr key={`${entry.group}/${entry.consignment}/${entry.reason}`}>
                  <th scope="row">
                    <bdi>{nameOf(words, pause, entry)}</bdi>
                  </th>
                  <td>{manyText(words, pause, entry)}</td>
                  <td>{t(`reason.${entry.reason}`)}</td>
                  <td>
                    <Take pause={pause} entry={entry} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroller>
      )}
    </section>
  )
}

/** The least change, how sure it is that less would not do, and what else would do by itself. */
function Take({ pause, entry }: { pause: PauseView; entry: Entry }) {
  const words = useWords()
  const { t } = words
  const { would_take, least, also, looked_at } = entry
  const looked =
    looked_at === 'no' ? t('unserved.notLooked') : looked_at === 'in_part' ? t('unserved.lookedInPart') : ''
  if (would_take === undefined) {
    if (entry.reason === 'assurance') return t('unserved.heldBack')
    return looked === '' ? t('unserved.notOne') : looked
  }
  return (
    <>
      {takeText(words, pause, would_take)}
      {least === undefined || would_take === 'search' ? null : (
        <small className="detail">{t(`unserved.${least}`)}</small>
      )}
      {also === undefined ? null : (
        <small className="detail">
          {t('unserved.also')}
          <ul>
            {also.map((other) => (
              <li key={other.would_take}>{takeText(words, pause, other.would_take)}</li>
            ))}
          </ul>
        </small>
      )}
      {looked === '' ? null : <small className="detail">{looked}</small>}
    </>
  )
}

function nameOf({ text }: Words, pause: PauseView, { group, consignment }: Entry): string {
  const name =
    pause.people.find(({ id }) => id === group)?.name ?? pause.aid.find(({ id }) => id === consignment)?.name ?? {}
  return text(name, group ?? consignment ?? '')
}

function manyText({ t, tonnes }: Words, pause: PauseView, { people, items, consignment }: Entry): string {
  if (people !== undefined) return t('unserved.people', { count: people })
  if (items === undefined) return t('levels.unknown')
  if (typeof items === 'number') return t('unserved.items', { count: items })
  const asked = pause.aid.find(({ id }) => id === consignment)?.items ?? []
  return Object.entries(items)
    .map(([item, count]) => {
      const mass = asked.find(({ id }) => id === item)?.mass_g
      return mass === undefined
        ? t('unserved.items', { count })
        : t('unserved.pieces', { item, count, mass: tonnes(count * mass) })
    })
    .join(', ')
}

/** More would be a list to search, not an answer. */
const mostShown = 8

export function Bottlenecks({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  const words = useWords()
  const { t, number } = words
  if (plan.unserved.length === 0) return null
  const known = plan.bottleneck.flatMap(({ kind, id, marginal_value, from, until }) => {
    const change = oneMoreText(words, pause, kind, id)
    if (change === undefined || marginal_value === undefined) return []
    const when = from === undefined || until === undefined ? '' : ` (${words.time(from)}–${words.time(until)})`
    const value = number(Math.round(marginal_value * 10) / 10)
    return [{ key: `${kind} ${id}`, text: `${t('bottleneck.line', { change, value })}${when}` }]
  })
  return (
    <section aria-labelledby="bottlenecks">
      <h2 id="bottlenecks">{t('bottleneck.title')}</h2>
      {known.length === 0 ? (
        <p className="empty">{t('bottleneck.none')}</p>
      ) : (
        <>
          <ul>
            {known.slice(0, mostShown).map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
          <p className="about">{t('bottleneck.about')}</p>
        </>
      )}
    </section>
  )
}
