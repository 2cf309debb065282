// Gates, places where people wait, beds: each figure with its age.

import { figure, TitledTable } from '../shell/titled-table.tsx'
import { useWords } from '../words.tsx'
import type { BedsView, DayView } from './day.ts'
import { Age, Range } from './figures.tsx'
import type { BoardNames } from './names.ts'

export function Gates({ day, names, now }: { day: DayView; names: BoardNames; now: number }) {
  const { t, number, duration } = useWords()
  return (
    <div className="columns even">
      <section aria-labelledby="gates">
        <h2 id="gates">{t('gates.title')}</h2>
        {day.gates.length === 0 ? (
          <p className="empty">{t('gates.none')}</p>
        ) : (
          <TitledTable
            title={t('gates.title')}
            heads={[
              t('gates.gate'),
              figure(t('gates.queue')),
              t('vehicles.told'),
              figure(t('gates.service')),
              t('vehicles.told'),
            ]}
          >
            {day.gates.map(
              ({ gate, corridor, queue, queue_at: queueAt, service_s: service, service_at: serviceAt }) => (
                <tr key={`${corridor} ${gate}`}>
                  <th scope="row">
                    <bdi>{gate}</bdi>
                    {corridor !== null && (
                      <small>
                        <bdi>{names.corridor(corridor)}</bdi>
                      </small>
                    )}
                  </th>
                  <td className="figure">
                    <Range value={queue} />
                  </td>
                  <td>{queue !== null && <Age at={queueAt} now={now} />}</td>
                  <td className="figure">
                    {service === null ? <em className="not-known">{t('board.unknown')}</em> : duration(service.best)}
                  </td>
                  <td>{service !== null && <Age at={serviceAt} now={now} />}</td>
                </tr>
              ),
            )}
          </TitledTable>
        )}
      </section>
      <section aria-labelledby="waiting">
        <h2 id="waiting">{t('waiting.title')}</h2>
        {day.waiting.length === 0 ? (
          <p className="empty">{t('waiting.none')}</p>
        ) : (
          <TitledTable
            title={t('waiting.title')}
            heads={[t('map.site'), figure(t('waiting.count')), figure(t('waiting.holds')), t('vehicles.told')]}
          >
            {day.waiting.map(({ place, count, at, holds }) => {
              const isOver = count !== null && holds !== null && count.best > holds
              return (
                <tr key={place} className={isOver ? 'past' : undefined}>
                  <th scope="row">
                    <bdi>{names.place(place)}</bdi>
                  </th>
                  <td className="figure">
                    {isOver && <span aria-hidden="true">▲ </span>}
                    <Range value={count} />
                    {isOver && <span className="mark">{t('waiting.over')}</span>}
                  </td>
                  <td className="figure">{holds === null ? t('board.unknown') : number(holds)}</td>
                  <td>
                    <Age at={at} now={now} />
                  </td>
                </tr>
              )
            })}
          </TitledTable>
        )}
      </section>
      <Beds beds={day.beds} nameOf={names.place} now={now} />
    </div>
  )
}

export function Beds({
  beds,
  nameOf,
  now,
}: {
  beds: readonly BedsView[]
  nameOf: (place: string) => string
  now: number
}) {
  const { t } = useWords()
  if (beds.length === 0) return null
  return (
    <section aria-labelledby="beds">
      <h2 id="beds">{t('beds.title')}</h2>
      <TitledTable
        title={t('beds.title')}
        heads={[t('map.site'), t('beds.kind'), figure(t('beds.free')), t('vehicles.told')]}
      >
        {beds.flatMap(({ place, free }) =>
          Object.entries(free).map(([kind, { count, at }]) => (
            <tr key={`${place} ${kind}`}>
              <th scope="row">
                <bdi>{nameOf(place)}</bdi>
              </th>
              <td>{kind === 'seated' || kind === 'wheelchair' || kind === 'stretcher' ? t(`people.${kind}`) : '–'}</td>
              <td className="figure">
                <Range value={count} />
              </td>
              <td>
                <Age at={at} now={now} />
              </td>
            </tr>
          )),
        )}
      </TitledTable>
    </section>
  )
}
