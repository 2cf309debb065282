// The day at a glance: what comes next, until when one can turn back, where the way goes, and whether the order was received.

import type { DispersalTold, GateRecall, Leg, MyDay, Recall, Trip } from '../day/my-day.ts'
import { currentTrip, type Deadline, deadlines, isStop, legsDone } from '../day/next.ts'
import type { Phone } from '../phone.ts'
import { type FormType, likelyNext } from '../reports/forms.ts'
import { refusalWords, useWords } from '../words.tsx'
import { gateName, placeName } from './names.ts'
import { RouteMap } from './route-map.tsx'
import { useKept, useNow } from './use-phone.ts'

export function TodayScreen({
  phone,
  chosen,
  choose,
  report,
  said,
}: {
  phone: Phone
  chosen: string | undefined
  choose: (trip: string) => void
  report: (type: FormType) => void
  said: () => void
}) {
  const words = useWords()
  const { t, clock, duration, number } = words
  const kept = useKept(phone)
  const now = useNow(phone)
  const { day, reports, receipts, dayFetchedMs } = kept
  if (day === null) return <p className="notice">{t('today.none')}</p>
  const trip = day.trips.find((each) => each.trip === chosen) ?? currentTrip(day.trips, reports)
  const window = day.pause.windows.find(({ close }) => close > now) ?? day.pause.windows.at(-1)
  const receipt = receipts.find(({ order }) => order === trip?.order?.order)
  const done = trip === undefined ? 0 : legsDone(trip, reports)
  const next = trip?.legs[done]
  const age = ageOf(phone, dayFetchedMs)
  return (
    <>
      {day.recall !== null && <RecallCard phone={phone} day={day} recall={day.recall} said={said} />}
      {(day.gate_recalls ?? []).length > 0 && <GateRecalls day={day} recalls={day.gate_recalls ?? []} />}
      {(day.dispersals ?? []).map((each) => (
        <Dispersed key={each.place} day={day} told={each} />
      ))}
      {window !== undefined && (
        <p className="window">
          <strong>
            {now < window.open
              ? t('window.opens', { time: duration(window.open - now) })
              : now < window.close
                ? t('window.closes', { time: duration(window.close - now) })
                : t('window.closed')}
          </strong>{' '}
          {t('window.at', {
            open: clock(window.open * 1000),
            close: clock(window.close * 1000),
            utc: clock(window.close * 1000, 'UTC'),
            zone: day.pause.time_zone,
          })}
        </p>
      )}
      {day.trips.length > 1 && (
        <label className="field">
          <span>{t('today.trip')}</span>
          <select value={trip?.trip ?? ''} onChange={(event) => choose(event.target.value)}>
            {day.trips.map((each) => (
              <option key={each.trip} value={each.trip}>
                {t('today.tripOf', { vehicle: each.vehicle, time: clock((each.legs[0]?.from ?? 0) * 1000) })}
              </option>
            ))}
          </select>
        </label>
      )}
      {trip === undefined && day.arrivals.length === 0 && <p className="notice">{t('today.noTrip')}</p>}
      {day.arrivals.length > 0 && <Arrivals day={day} />}
      {trip !== undefined && (
        <>
          {trip.order !== null && (
            <section className="order" aria-label={t('order.title')}>
              <p>{t('order.of', { order: trip.order.order, vehicle: trip.vehicle })}</p>
              {trip.order.received_at !== null || receipt?.state === 'taken' ? (
                <p className="state well">{t('order.received')}</p>
              ) : receipt?.state === 'waiting' ? (
                <p className="state waits">{t('order.waits')}</p>
              ) : (
                <>
                  {receipt?.refusal != null && (
                    <p className="trouble" role="alert">
                      {refusalWords(words, receipt.refusal)}
                    </p>
                  )}
                  <button
                    type="button"
                    className="main"
                    onClick={async () => {
                      if (trip.order === null) return
                      await phone.receiveOrder(trip.order.order, trip.vehicle)
                      said()
                    }}
                  >
                    {t('order.receive')}
                  </button>
                </>
              )}
            </section>
          )}
          <Next day={day} trip={trip} leg={next} />
          <div className="quick">
            {likelyNext(trip, reports).map((type) => (
              <button key={type} type="button" className="main" onClick={() => report(type)}>
                {t(`report.${type}`)}
              </button>
            ))}
          </div>
          <TurnBack
            times={deadlines(trip, reports, now)}
            refuge={trip.turn_back?.refuge ? placeName(words, day, trip.turn_back.refuge) : null}
          />
          <section aria-labelledby="way">
            <h2 id="way">{t('way.title')}</h2>
            <RouteMap day={day} trip={trip} next={next} />
            <ol className="stops">
              {trip.legs.map((leg, at) =>
                isStop(leg) ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the legs of a trip are known by their order alone
                  <li key={at} className={at < done ? 'done' : at === done ? 'coming' : ''}>
                    <span className="when">{clock(leg.from * 1000)}</span>
                    <span>
                      <strong>{stopName(words, day, leg)}</strong> <span className="quiet">{t(`leg.${leg.kind}`)}</span>
                      {leg.people > 0 && ` · ${t('leg.people', { count: leg.people })}`}
                    </span>
                    {at < done && <span className="quiet">{t('way.done')}</span>}
                  </li>
                ) : null,
              )}
            </ol>
          </section>
        </>
      )}
      {day.contacts.length > 0 && (
        <section aria-labelledby="contacts">
          <h2 id="contacts">{t('contacts.title')}</h2>
          <ul className="contacts">
            {day.contacts.map(({ function: what, channel, value }) => (
              <li key={`${what} ${value}`}>
                <bdi>{what}</bdi> <bdi className="quiet">{channel}</bdi>{' '}
                {/^\+?[\d ]{5,}$/.test(value) ? (
                  <a href={`tel:${value.replaceAll(' ', '')}`} dir="ltr">
                    {value}
                  </a>
                ) : (
                  <bdi>{value}</bdi>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="quiet">
        {age < 60
          ? t('today.asOf.now', { time: clock(day.at * 1000) })
          : t('today.asOf', { time: clock(day.at * 1000), age: duration(age) })}{' '}
        · {t('today.trips', { count: day.trips.length, number: number(day.trips.length) })}
      </p>
    </>
  )
}

/** Where each of one's vehicles is to go, and that it was received. */
/** What was told to people there; a vehicle goes by its order until somebody tells it otherwise. */
function Dispersed({ day, told: { at, place, to, vehicles } }: { day: MyDay; told: DispersalTold }) {
  const words = useWords()
  const { t, clock } = words
  return (
    <section className="recall" role="alert">
      <h2>{t('dispersed.title', { place: placeName(words, day, place) })}</h2>
      <p>
        {to.length > 0 &&
          `${t('dispersed.to', { places: to.map((each) => placeName(words, day, each)).join(t('list.comma')) })} `}
        {t('recall.told', { time: clock(at * 1000) })}
      </p>
      {vehicles.length > 0 && <p>{t('dispersed.vehicles', { vehicles: vehicles.join(t('list.comma')) })}</p>}
      <p>{t('dispersed.about')}</p>
    </section>
  )
}

function RecallCard({ phone, day, recall, said }: { phone: Phone; day: MyDay; recall: Recall; said: () => void }) {
  const words = useWords()
  const { t } = words
  const { receipts } = useKept(phone)
  return (
    <section className="recall" role="alert">
      <h2>{t('recall.title')}</h2>
      {recall.vehicles.map(({ vehicle, recall: own, to, by_plan, lacks, reasons, received_at }) => {
        const entry = own ?? recall.recall
        const isTold = receipts.some((each) => each.order === entry && each.vehicle === vehicle)
        return (
          <div key={vehicle}>
            <p>
              <bdi>{vehicle}</bdi>
            </p>
            <p className="large">
              {to === null ? t('recall.safe') : t('recall.to', { place: placeName(words, day, to) })}
            </p>
            {to !== null && by_plan === true && <p>{t('recall.byPlan')}</p>}
            {to !== null && lacks !== null && <p>{t(`recall.${lacks}`)}</p>}
            <RecallReasons reasons={reasons ?? [{ at: recall.at, reason: recall.reason }]} />
            {received_at !== null || isTold ? (
              <p className="state well">{t(received_at === null ? 'order.waits' : 'order.received')}</p>
            ) : (
              <button
                type="button"
                className="danger is-sure"
                onClick={async () => {
                  await phone.receiveOrder(entry, vehicle)
                  said()
                }}
              >
                {t('recall.receive')}
              </button>
            )}
          </div>
        )
      })}
    </section>
  )
}

/** Each that still holds: that one is over does not end the others. */
function RecallReasons({ reasons }: { reasons: readonly { readonly at: number; readonly reason: string | null }[] }) {
  const { t, clock } = useWords()
  return (
    <ul className="reasons">
      {reasons.map(({ at, reason }) => (
        <li key={`${at} ${reason}`}>
          {reason !== null && <bdi>{reason}</bdi>}{' '}
          <span className="quiet">{t('recall.told', { time: clock(at * 1000) })}</span>
        </li>
      ))}
    </ul>
  )
}

/** Of a gate: who of those that are called back comes through it, and who does not come. */
function GateRecalls({ day, recalls }: { day: MyDay; recalls: readonly GateRecall[] }) {
  const words = useWords()
  const { t, clock } = words
  return (
    <section className="recall" role="alert">
      <h2>{t('gateRecall.title')}</h2>
      <ul>
        {recalls.map(({ gate, vehicle, way, at }) => (
          <li key={`${gate} ${vehicle}`}>
            <strong>
              <bdi>{vehicle}</bdi>
            </strong>{' '}
            <span>{t(`gateRecall.${way}`, { gate: gateName(words, day, gate) })}</span>{' '}
            <span className="quiet">{t('recall.told', { time: clock(at * 1000) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Of a desk: what comes, in the order of time. */
function Arrivals({ day }: { day: MyDay }) {
  const words = useWords()
  const { t, clock } = words
  return (
    <section aria-labelledby="arrivals">
      <h2 id="arrivals">{t('arrivals.title')}</h2>
      <ol className="stops">
        {[...day.arrivals]
          .sort((a, b) => a.planned_at - b.planned_at)
          .map(({ trip, vehicle, place, planned_at, groups, recalled }) => (
            <li key={`${trip} ${place}`}>
              <span className="when">{clock(planned_at * 1000)}</span>
              <span>
                <strong>
                  <bdi>{vehicle}</bdi>
                </strong>{' '}
                <bdi className="quiet">{placeName(words, day, place)}</bdi>
                {recalled === true && <span className="state">{t('arrivals.recalled')}</span>}
              </span>
              <span>{t('leg.people', { count: Object.values(groups).reduce((sum, count) => sum + count, 0) })}</span>
            </li>
          ))}
      </ol>
    </section>
  )
}

function ageOf(phone: Phone, fetchedMs: number | null): number {
  return fetchedMs === null ? 0 : Math.max(0, (phone.deviceMs() - fetchedMs) / 1000)
}

function Next({ day, trip, leg }: { day: MyDay; trip: Trip; leg: Leg | undefined }) {
  const words = useWords()
  const { t, clock } = words
  if (leg === undefined)
    return (
      <section className="next">
        <h2>{t('next.none')}</h2>
      </section>
    )
  return (
    <section className="next" aria-labelledby="next">
      <h2 id="next">{t('next.title', { vehicle: trip.vehicle })}</h2>
      <p className="large">
        <bdi>{stopName(words, day, leg)}</bdi>
      </p>
      <p>
        {t(`leg.${leg.kind}`)}
        {leg.people > 0 && ` · ${t('leg.people', { count: leg.people })}`}
        {leg.aid.length > 0 && ` · ${t('leg.aid', { count: leg.aid.length })}`}
      </p>
      <p>
        {t('next.planned')} <span className="large when">{clock(leg.from * 1000)}</span>{' '}
        {leg.until > leg.from && t('next.until', { time: clock(leg.until * 1000) })}
      </p>
    </section>
  )
}

function TurnBack({ times, refuge }: { times: readonly Deadline[]; refuge: string | null }) {
  const { t, clock, duration } = useWords()
  return (
    <section aria-labelledby="turn-back">
      <h2 id="turn-back">{t('turnBack.title')}</h2>
      {times.length === 0 && <p>{t('turnBack.none')}</p>}
      <ul className="deadlines">
        {times.map(({ name, at, left, state }) => (
          <li key={name} className={state}>
            <span>{t(`turnBack.${name}`)}</span>
            <span className="large when">{clock(at * 1000)}</span>
            <strong>
              {state === 'passed'
                ? t('turnBack.passed', { time: duration(-left) })
                : t(state === 'soon' ? 'turnBack.soon' : 'turnBack.left', { time: duration(left) })}
            </strong>
          </li>
        ))}
      </ul>
      {refuge !== null && <p>{t('turnBack.refuge', { place: refuge })}</p>}
    </section>
  )
}

function stopName(words: ReturnType<typeof useWords>, day: MyDay, { place, gate, corridor }: Leg): string {
  if (gate !== null) return gateName(words, day, gate)
  if (place !== null) return placeName(words, day, place)
  return words.text(day.corridors.find(({ id }) => id === corridor)?.name ?? {}, corridor ?? '')
}
