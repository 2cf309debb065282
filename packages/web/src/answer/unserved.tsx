import { isAnyAtMost, isTimeForMore, unservedByReason } from '@treve/model/unserved'
import { itemName } from '../item-name.ts'
import type { PlanView } from '../plan.ts'
import { TitledTable } from '../shell/titled-table.tsx'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'
import { listed } from '../words-of.ts'
import { oneMoreText, placeName, takeText } from './take.ts'

type Entry = PlanView['unserved'][number]

type Alike = readonly [Entry, ...Entry[]]

export function Unserved({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  const { t } = useWords()
  const { unserved, notPlanned } = unservedByReason(plan.unserved, pause.people)
  return (
    <>
      <section aria-labelledby="unserved">
        <h2 id="unserved">{t('unserved.title')}</h2>
        {unserved.length === 0 ? (
          <p className="empty">{t('unserved.none')}</p>
        ) : (
          <UnservedTable pause={pause} unserved={unserved} />
        )}
        {isAnyAtMost(plan.unserved) ? <p className="about">{t('unserved.found')}</p> : null}
        {isTimeForMore(plan.unserved) ? (
          <p className="about">{t('unserved.moreTime', { command: 'treve plan FILE --reasons 120' })}</p>
        ) : null}
      </section>
      {notPlanned.length === 0 ? null : <CountedApart pause={pause} entries={notPlanned} />}
    </>
  )
}

function UnservedTable({ pause, unserved }: { pause: PauseView; unserved: readonly Alike[] }) {
  const { t } = useWords()
  return (
    <TitledTable
      className="told"
      title={t('unserved.title')}
      heads={[t('unserved.who'), t('unserved.many'), t('unserved.reason'), t('unserved.take')]}
    >
      {unserved.map((alike) => {
        const [entry] = alike
        return (
          <tr key={`${entry.group}/${entry.consignment}/${entry.reason}/${entry.would_take}`}>
            <th scope="row">
              <Who pause={pause} alike={alike} />
            </th>
            <td>
              <Many pause={pause} alike={alike} />
            </td>
            <td>{t(entry.would_take === 'search' ? 'unserved.agreed' : `reason.${entry.reason}`)}</td>
            <td>
              <Take pause={pause} entry={entry} />
            </td>
          </tr>
        )
      })}
    </TitledTable>
  )
}

/** Who chose to stay, or was not asked: no remainder, and nobody's plan. */
function CountedApart({ pause, entries }: { pause: PauseView; entries: readonly Entry[] }) {
  const words = useWords()
  const { t } = words
  return (
    <section aria-labelledby="apart">
      <h2 id="apart">{t('apart.title')}</h2>
      <p className="about">{t('apart.about')}</p>
      <TitledTable
        title={t('apart.title')}
        heads={[t('unserved.who'), t('apart.where'), t('unserved.many'), t('apart.wish')]}
      >
        {entries.map((entry) => (
          <tr key={entry.group}>
            <th scope="row">
              <bdi>{nameOf(words, pause, entry)}</bdi>
            </th>
            <td>
              <bdi>{placeName(words, pause, pause.not_planned.find(({ id }) => id === entry.group)?.at ?? '')}</bdi>
            </td>
            <td>{manyText(words, pause, entry)}</td>
            <td>{t(`reason.${entry.reason}`)}</td>
          </tr>
        ))}
      </TitledTable>
    </section>
  )
}

/** Those with one explanation; of several, who they are and how many of each. */
function Who({ pause, alike }: { pause: PauseView; alike: Alike }) {
  const words = useWords()
  const { t } = words
  const [first] = alike
  if (alike.length === 1) return <bdi>{nameOf(words, pause, first)}</bdi>
  const kind = first.consignment === undefined ? 'unserved.groups' : 'unserved.consignments'
  return (
    <>
      {t(kind, { count: alike.length })}
      <small className="detail">
        <ul>
          {alike.map((entry) => (
            <li key={`${entry.group}/${entry.consignment}/${entry.people}`}>
              {t('unserved.member', { who: nameOf(words, pause, entry), many: manyText(words, pause, entry) })}
            </li>
          ))}
        </ul>
      </small>
    </>
  )
}

function Many({ pause, alike }: { pause: PauseView; alike: Alike }) {
  const words = useWords()
  const [first] = alike
  if (alike.length === 1) return manyText(words, pause, first)
  if (first.consignment === undefined)
    return words.t('unserved.people', { count: alike.reduce((sum, { people }) => sum + (people ?? 0), 0) })
  return words.tonnes(alike.reduce((sum, entry) => sum + gramsOf(pause, entry), 0))
}

/** The least change, how sure it is that less would not do, and what else would do by itself. */
function Take({ pause, entry }: { pause: PauseView; entry: Entry }) {
  const words = useWords()
  const { t } = words
  const { would_take, least, at_least, also, looked_at } = entry
  const looked =
    looked_at === 'no' ? t('unserved.notLooked') : looked_at === 'in_part' ? t('unserved.lookedInPart') : ''
  if (would_take === undefined) {
    if (entry.reason !== 'assurance') return looked === '' ? t('unserved.notOne') : looked
    return (
      <>
        {t('unserved.heldBack')}
        <small className="detail">{looked === '' ? t('unserved.notOne') : looked}</small>
      </>
    )
  }
  return (
    <>
      {changeText(words, pause, would_take, least)}
      {at_least === undefined ? null : (
        <small className="detail">{t('unserved.atLeast', { change: takeText(words, pause, at_least) })}</small>
      )}
      {least === 'proved' ? <small className="detail">{t('unserved.proved')}</small> : null}
      {also === undefined ? null : (
        <small className="detail">
          {t('unserved.also')}
          <ul>
            {also.map((other) => (
              <li key={other.would_take}>{changeText(words, pause, other.would_take, other.least)}</li>
            ))}
          </ul>
        </small>
      )}
      {looked === '' ? null : <small className="detail">{looked}</small>}
    </>
  )
}

/** What was found and not proved is an upper limit of the least, and says so. */
function changeText(words: Words, pause: PauseView, change: string, least: Entry['least']): string {
  const text = takeText(words, pause, change)
  return least === 'found' ? words.t('unserved.atMost', { change: text }) : text
}

function nameOf({ text }: Words, pause: PauseView, { group, consignment }: Entry): string {
  const name =
    [...pause.people, ...pause.not_planned].find(({ id }) => id === group)?.name ??
    pause.aid.find(({ id }) => id === consignment)?.name ??
    {}
  return text(name, group ?? consignment ?? '')
}

function manyText(words: Words, pause: PauseView, { people, items, consignment = '' }: Entry): string {
  const { t, tonnes } = words
  if (people !== undefined) return t('unserved.people', { count: people })
  if (items === undefined) return t('levels.unknown')
  if (typeof items === 'number') return t('unserved.items', { count: items })
  const asked = pause.aid.find(({ id }) => id === consignment)?.items ?? []
  return listed(
    words,
    Object.entries(items).map(([id, count]) => {
      const mass = asked.find((line) => line.id === id)?.mass_g
      const item = itemName(words, pause, consignment, id)
      return mass === undefined
        ? t('unserved.items', { count })
        : t('unserved.pieces', { item, count, mass: tonnes(count * mass) })
    }),
  )
}

function gramsOf(pause: PauseView, { items, consignment }: Entry): number {
  if (items === undefined || typeof items === 'number') return 0
  const asked = pause.aid.find(({ id }) => id === consignment)?.items ?? []
  return asked.reduce((sum, { id, mass_g }) => sum + (items[id] ?? 0) * mass_g, 0)
}

/** More would be a list to search, not an answer. */
const mostShown = 8

export function Bottlenecks({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  const words = useWords()
  const { t, number } = words
  if (unservedByReason(plan.unserved, pause.people).unserved.length === 0) return null
  const lookedAt = plan.bottleneck_looked_at
  if (lookedAt === 'no')
    return (
      <section aria-labelledby="bottlenecks">
        <h2 id="bottlenecks">{t('bottleneck.title')}</h2>
        <p className="empty">{t('unserved.notLooked')}</p>
      </section>
    )
  const known = plan.bottleneck.flatMap(({ kind, id, marginal_value, from, until }) => {
    const change = oneMoreText(words, pause, kind, id)
    if (change === undefined || marginal_value === undefined) return []
    const when =
      from === undefined || until === undefined ? '' : ` (\u2066${words.time(from)}–${words.time(until)}\u2069)`
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
      {lookedAt === 'in_part' ? <p className="about">{t('unserved.lookedInPart')}</p> : null}
    </section>
  )
}
