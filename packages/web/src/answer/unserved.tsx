import type { PlanView } from '../plan.ts'
import { TableScroller } from '../shell/table-scroller.tsx'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'
import { takeText } from './take.ts'

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
                  <td>{manyText(words, entry)}</td>
                  <td>{t(`reason.${entry.reason}`)}</td>
                  <td>{entry.would_take === undefined ? t('unserved.notOne') : takeText(words, entry.would_take)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroller>
      )}
    </section>
  )
}

function nameOf({ text }: Words, pause: PauseView, { group, consignment }: Entry): string {
  const name =
    pause.people.find(({ id }) => id === group)?.name ?? pause.aid.find(({ id }) => id === consignment)?.name ?? {}
  return text(name, group ?? consignment ?? '')
}

function manyText({ t }: Words, { people, items }: Entry): string {
  if (people !== undefined) return t('unserved.people', { count: people })
  const lines = typeof items === 'object' ? Object.entries(items) : []
  return lines.map(([item, count]) => t('unserved.pieces', { item, count })).join(', ')
}

const bottleneckKinds = ['vehicle', 'window', 'bed', 'intake', 'gate', 'corridor'] as const

export function Bottlenecks({ plan }: { plan: PlanView }) {
  const { t, number } = useWords()
  if (plan.unserved.length === 0) return null
  const known = plan.bottleneck.flatMap(({ kind, id, marginal_value }) => {
    const named = bottleneckKinds.find((each) => each === kind)
    return named === undefined || marginal_value === undefined
      ? []
      : [
          {
            key: `${kind} ${id}`,
            text: t(`bottleneck.${named}`, { id, value: number(Math.round(marginal_value * 10) / 10) }),
          },
        ]
  })
  return (
    <section aria-labelledby="bottlenecks">
      <h2 id="bottlenecks">{t('bottleneck.title')}</h2>
      {known.length === 0 ? (
        <p className="empty">{t('bottleneck.none')}</p>
      ) : (
        <>
          <ul>
            {known.slice(0, 8).map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
          <p className="about">{t('bottleneck.about')}</p>
        </>
      )}
    </section>
  )
}
