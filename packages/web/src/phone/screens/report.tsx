// Reporting, in three taps: what, how many, send. It is kept on the phone before the screen says so.

import { type ChangeEvent, useState } from 'react'
import type { MyDay } from '../day/my-day.ts'
import { currentTrip } from '../day/next.ts'
import type { HandOverFault } from '../hand-over/signing.ts'
import type { Phone } from '../phone.ts'
import { type PhotoRefused, type TakenPhoto, takePhoto } from '../photos/photo.ts'
import {
  type FormType,
  forms,
  formTypeOf,
  groupNames,
  groups,
  isVehicle,
  likelyGate,
  likelyPlace,
  type Moving,
  missing,
  movingOf,
  offered,
  plannedLines,
} from '../reports/forms.ts'
import { incidents, type Line, type Report, removalReasons, type Said } from '../reports/report.ts'
import { useWords } from '../words.tsx'
import { Amount, countOf } from './amount.tsx'
import { GiveScreen, ReceiveScreen } from './hand-over.tsx'
import { gateName, placeName, unitName } from './names.ts'
import { StateWords } from './report-row.tsx'
import { useKept } from './use-phone.ts'

export function ReportScreen({
  phone,
  trip,
  begun,
  said,
  done,
  again,
}: {
  phone: Phone
  trip: string | undefined
  begun: FormType | undefined
  said: () => void
  done: () => void
  again: () => void
}) {
  const { t } = useWords()
  const { day, reports } = useKept(phone)
  const [type, setType] = useState(begun)
  const [made, setMade] = useState<string>()
  const [giving, setGiving] = useState<string>()
  const [isReceiving, setIsReceiving] = useState(false)
  /** What another phone says was given, and is told otherwise from here. */
  const [as, setAs] = useState<Said>()
  if (day === null) return <p className="notice">{t('today.none')}</p>
  const report = reports.find(({ id }) => id === made)
  if (report !== undefined) return <Made report={report} done={done} again={again} />
  if (giving !== undefined)
    return (
      <GiveScreen
        phone={phone}
        id={giving}
        completed={() => {
          setMade(giving)
          said()
        }}
        told={() => {
          said()
          done()
        }}
        back={done}
      />
    )
  if (isReceiving)
    return (
      <ReceiveScreen
        phone={phone}
        differs={(given) => {
          setIsReceiving(false)
          setAs(given)
          setType('received')
        }}
        done={done}
      />
    )
  if (type !== undefined)
    return (
      <Filling
        phone={phone}
        day={day}
        trip={trip}
        type={type}
        as={as}
        back={() => (begun === undefined ? setType(undefined) : done())}
        given={setGiving}
        made={(id) => {
          setMade(id)
          said()
        }}
      />
    )
  return (
    <>
      {groupNames.map((group) => (
        <section key={group} className={`kinds ${group}`} aria-labelledby={`kinds-${group}`}>
          <h2 id={`kinds-${group}`}>{t(`group.${group}`)}</h2>
          <div>
            {groups[group].map((each) => (
              <button key={each} type="button" onClick={() => setType(each)}>
                {t(`report.${each}`)}
              </button>
            ))}
            {group === 'aid' && (
              <button type="button" onClick={() => setIsReceiving(true)}>
                {t('receive.open')}
              </button>
            )}
          </div>
        </section>
      ))}
    </>
  )
}

function Filling({
  phone,
  day,
  trip: chosen,
  type,
  as,
  back,
  given,
  made,
}: {
  phone: Phone
  day: MyDay
  trip: string | undefined
  type: FormType
  /** Of what it is told, where another has said something else of it. */
  as: Said | undefined
  back: () => void
  /** Ready to be signed by another. */
  given: (id: string) => void
  made: (id: string) => void
}) {
  const words = useWords()
  const { t, language } = words
  const { reports } = useKept(phone)
  const { isOfVehicle, where, people, counted, hasLines, hasIncident, hasReason, hasPhoto } = forms[type]
  const first = day.trips.find((each) => each.trip === (as?.trip ?? chosen)) ?? currentTrip(day.trips, reports)
  const moving = movingOf(day)
  const meant = as === undefined ? undefined : moving.find((each) => each.trip === as.trip)
  const [about, setAbout] = useState<Moving | undefined>(
    () => meant ?? moving.find((each) => each.trip === first?.trip) ?? moving[0],
  )
  /** A vehicle that is no own one, by what is painted on it. */
  const [typed, setTyped] = useState<string | undefined>(() =>
    as !== undefined && meant === undefined ? (as.vehicle ?? '') : moving.length === 0 ? '' : undefined,
  )
  const trip = typed === undefined ? day.trips.find((each) => each.trip === about?.trip) : undefined
  const [place, setPlace] = useState(() => as?.place ?? likelyPlace(type, day, first, reports))
  const isGateAlone = where === 'gate' || (where === 'either' && day.places.length === 0)
  const [gate, setGate] = useState(() => (isGateAlone ? likelyGate(day, first, reports) : undefined))
  const [count, setCount] = useState<Said['people']>()
  const [lines, setLines] = useState<readonly Line[]>(() =>
    hasLines ? (as?.lines ?? plannedLines(type, first, place)) : [],
  )
  const [reason, setReason] = useState<Said['reason']>()
  const [incident, setIncident] = useState<Said['incident']>()
  const [wounded, setWounded] = useState<Said['wounded']>()
  const [dead, setDead] = useState<Said['dead']>()
  const [note, setNote] = useState('')
  const [photo, setPhoto] = useState<TakenPhoto>()
  const [refused, setRefused] = useState<PhotoRefused>()
  const [isBusy, setIsBusy] = useState(false)
  const [fault, setFault] = useState<HandOverFault>()
  const isGiven = type === 'handed_over'
  const atGate = where === 'gate' || (where === 'either' && gate !== undefined)
  const side = day.places.find(({ id }) => id === place)?.side
  const said: Said = {
    type: isGiven ? 'received' : type === 'waiting' || type === 'queue' ? 'counted' : type,
    ...(isOfVehicle ? vehicleTokens(about, typed) : {}),
    ...(atGate && gate !== undefined ? gateTokens(day, gate) : {}),
    // What must have a place has the gate for one, where it is at a gate.
    ...(where === 'either' && gate !== undefined ? { place: gate } : {}),
    ...((where === 'place' || (where === 'either' && gate === undefined)) && place !== undefined
      ? { place, ...(side == null ? {} : { side }) }
      : {}),
    ...(people === 'none' || count === undefined ? {} : { people: count }),
    ...(counted === undefined || count === undefined ? {} : { counted, count }),
    ...(hasLines ? { lines: hasReason ? lines.filter(({ high }) => high > 0) : lines } : {}),
    ...(hasReason && reason !== undefined ? { reason } : {}),
    ...(hasIncident && incident !== undefined ? { incident } : {}),
    ...(wounded === undefined ? {} : { wounded }),
    ...(dead === undefined ? {} : { dead }),
    ...(note.trim() === '' ? {} : { note: { language, text: note.trim().slice(0, 2000).normalize('NFC') } }),
  }
  const lacks = hasIncident && incident === undefined ? 'incident' : missing(said)
  const send = async () => {
    setIsBusy(true)
    if (isGiven) {
      const ready = await phone.give(said)
      setIsBusy(false)
      return typeof ready === 'string' ? given(ready) : setFault(ready.fault)
    }
    made((await phone.report(said, photo)).id)
  }
  const onPhoto = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (file === undefined) return
    const taken = await takePhoto(file)
    event.target.value = ''
    setRefused('refused' in taken ? taken.refused : undefined)
    setPhoto('refused' in taken ? undefined : taken)
  }
  return (
    <form
      className="filling"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h2>{t(`report.${type}`)}</h2>
      {isOfVehicle && moving.length > 0 && (moving.length > 1 || typed !== undefined || day.duty.gates.length > 0) && (
        <label className="field">
          <span>{t('filling.vehicle')}</span>
          <select
            value={typed === undefined ? (about?.trip ?? '') : otherVehicle}
            onChange={(event) => {
              const { value } = event.target
              setTyped(value === otherVehicle ? '' : undefined)
              if (value !== otherVehicle) setAbout(moving.find((each) => each.trip === value))
            }}
          >
            {moving.map((each) => (
              <option key={each.trip} value={each.trip}>
                {t('today.tripOf', { vehicle: each.vehicle, time: words.clock(each.from * 1000) })}
              </option>
            ))}
            <option value={otherVehicle}>{t('filling.otherVehicle')}</option>
          </select>
        </label>
      )}
      {isOfVehicle && typed !== undefined && (
        <label className="field">
          <span>{t('filling.painted')}</span>
          <input
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value.trim())}
          />
        </label>
      )}
      {isOfVehicle && moving.length === 1 && typed === undefined && day.duty.gates.length === 0 && (
        <p>{t('filling.of', { vehicle: about?.vehicle ?? '' })}</p>
      )}
      {hasIncident && (
        <fieldset className="choices large-choices">
          <legend>{t('filling.incident')}</legend>
          {incidents.map((each) => (
            <button key={each} type="button" aria-pressed={incident === each} onClick={() => setIncident(each)}>
              {t(`incident.${each}`)}
            </button>
          ))}
        </fieldset>
      )}
      {(people !== 'none' || counted !== undefined) && (
        <Amount
          label={t(counted === undefined ? 'filling.people' : `filling.${counted}`)}
          value={count}
          set={setCount}
          offered={offered(type, trip, reports)}
        />
      )}
      {(where === 'place' || where === 'either') && (
        <label className="field">
          <span>{t('filling.place')}</span>
          <select
            value={where === 'either' && gate !== undefined ? `gate ${gate}` : `place ${place ?? ''}`}
            onChange={(event) => {
              const [what, id = ''] = event.target.value.split(' ')
              setGate(what === 'gate' ? id : undefined)
              if (what !== 'gate') setPlace(id)
            }}
          >
            {day.places.map(({ id }) => (
              <option key={id} value={`place ${id}`}>
                {placeName(words, day, id)}
              </option>
            ))}
            {where === 'either' &&
              day.gates.map(({ id }) => (
                <option key={id} value={`gate ${id}`}>
                  {gateName(words, day, id)}
                </option>
              ))}
          </select>
        </label>
      )}
      {where === 'gate' && (
        <label className="field">
          <span>{t('filling.gate')}</span>
          <select value={gate ?? ''} onChange={(event) => setGate(event.target.value)}>
            {day.gates.map(({ id }) => (
              <option key={id} value={id}>
                {gateName(words, day, id)}
              </option>
            ))}
          </select>
        </label>
      )}
      {hasReason && (
        <fieldset className="choices large-choices">
          <legend>{t('filling.reason')}</legend>
          {removalReasons.map((each) => (
            <button key={each} type="button" aria-pressed={reason === each} onClick={() => setReason(each)}>
              {t(`reason.${each}`)}
            </button>
          ))}
        </fieldset>
      )}
      {hasLines && <Lines lines={lines} set={setLines} />}
      {hasIncident && (
        <details>
          <summary>{t('filling.hurt')}</summary>
          <Amount label={t('filling.wounded')} value={wounded} set={setWounded} />
          <Amount label={t('filling.dead')} value={dead} set={setDead} />
        </details>
      )}
      {hasPhoto && (
        <div className="photo">
          <label className="button">
            {t(photo === undefined ? 'photo.take' : 'photo.again')}
            <input type="file" accept="image/*" capture="environment" className="visually-hidden" onChange={onPhoto} />
          </label>
          {photo !== undefined && (
            <p className="state well">
              {t('photo.there', { size: words.number(Math.ceil(photo.original.bytes.length / 1000)) })}
            </p>
          )}
          {refused !== undefined && (
            <p className="trouble" role="alert">
              {t(`photo.${refused}`)}
            </p>
          )}
          <p className="quiet">{t('photo.about')}</p>
        </div>
      )}
      {!isGiven && (
        <details>
          <summary>{t('filling.note')}</summary>
          <label className="field">
            <span>{t('filling.noteAbout')}</span>
            <textarea
              rows={3}
              maxLength={2000}
              dir="auto"
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
        </details>
      )}
      {fault !== undefined && (
        <p className="trouble" role="alert">
          {t(`code.fault.${fault}`)}
        </p>
      )}
      <div className="send">
        <button type="submit" className="main" disabled={isBusy || lacks !== undefined}>
          {lacks === undefined ? t(isGiven ? 'give.show' : 'filling.send') : t(`filling.lacks.${lacks}`)}
        </button>
        <button type="button" onClick={back}>
          {t('filling.back')}
        </button>
      </div>
    </form>
  )
}

/** No trip is called so: ids have no spaces. */
const otherVehicle = 'another vehicle'

function vehicleTokens(
  about: Moving | undefined,
  typed: string | undefined,
): Pick<Said, 'vehicle' | 'trip' | 'convoy'> {
  if (typed !== undefined) return isVehicle(typed) ? { vehicle: typed } : {}
  if (about === undefined) return {}
  const { vehicle, trip, convoy } = about
  return { vehicle, trip, ...(convoy === null ? {} : { convoy }) }
}

/** A thousand tonnes, in grams. */
const mostOfLine = 1_000_000_000

function gateTokens(day: MyDay, gate: string): Pick<Said, 'gate' | 'corridor'> {
  const corridor = day.gates.find(({ id }) => id === gate)?.corridor
  return { gate, ...(corridor === undefined ? {} : { corridor }) }
}

function Lines({ lines, set }: { lines: readonly Line[]; set: (lines: readonly Line[]) => void }) {
  const words = useWords()
  const { t } = words
  if (lines.length === 0) return <p className="trouble">{t('lines.none')}</p>
  return (
    <fieldset className="lines">
      <legend>{t('lines.title')}</legend>
      {lines.map((line, at) => (
        <label key={`${line.consignment} ${line.item} ${line.unit}`} className="field">
          <span>
            <bdi>{line.item}</bdi> <bdi className="quiet">{line.consignment}</bdi>
          </span>
          <span className="with-unit">
            <input
              inputMode="numeric"
              dir="ltr"
              autoComplete="off"
              value={line.best}
              onChange={(event) => {
                const best = countOf(event.target.value, mostOfLine) ?? 0
                set(lines.map((each, index) => (index === at ? { ...each, low: best, best, high: best } : each)))
              }}
            />
            <bdi>{unitName(words, line.unit)}</bdi>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Made({ report, done, again }: { report: Report; done: () => void; again: () => void }) {
  const { t } = useWords()
  return (
    <section className="made" role="status">
      <h2>{t('made.title')}</h2>
      <p className="large">{t(`report.${formTypeOf(report.said)}`)}</p>
      <StateWords report={report} />
      <div className="send">
        <button type="button" className="main" onClick={done}>
          {t('made.done')}
        </button>
        <button type="button" onClick={again}>
          {t('made.again')}
        </button>
      </div>
    </section>
  )
}
