// The order sheets of vehicles as one document to print, a sheet a vehicle: no request to anywhere, no script, no font
// of its own. It is opened on machines that are offline, handed to crews, and read at gates.

import { formatClock, type Instant, type Language, localDay, type TimeZone, unfinishedWording, utc } from '@treve/model'
import { bdi, directionOf, escaped } from '../html.ts'
import { type Catalogue, type Key, messages } from './messages/catalogue.ts'
import type { AidOrders, Carried, LegOrders, Orders, PeopleOrders, TripOrders, VehicleOrders } from './orders.ts'
import { styles } from './styles.ts'

export function ordersPage(orders: Orders): string {
  const page = new OrdersPage(orders)
  const { language, title, exercise } = orders
  const words = messages[language]
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${title} – ${words.sheet}`)}</title>
<style>${styles}${pageMargins(orders, words)}</style>
</head>
<body>
${exercise ? `<p class="watermark" aria-hidden="true">${words.exercise}</p>` : ''}
<main>
${orders.vehicles.map((vehicle) => page.sheet(vehicle)).join('\n')}
${orders.no_trip.length > 0 || orders.vehicles.length === 0 ? page.withoutTrip() : ''}
</main>
</body>
</html>
`
}

/** What stands in the margin of every page, also where a sheet goes on: which versions it is of, and an exercise's label. */
function pageMargins({ pause, exercise, language, ...hashes }: Orders, words: Catalogue): string {
  const version = `${pause} \u00b7 ${short(hashes.input_sha256)} \u00b7 ${short(hashes.plan_sha256)}`
  const label = exercise ? `@top-center { content: "${words.exercise}"; font: 700 8pt ${families} }` : ''
  const place = directionOf(language) === 'rtl' ? '@bottom-right' : '@bottom-left'
  return `
@page { ${label} ${place} { content: "${version}"; direction: ltr; font: 7pt ${families}; color: #333; white-space: nowrap } }
`
}

const families = '"Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans", sans-serif'

/** Enough to tell two files apart by eye. */
function short(hash: string): string {
  return hash.slice(0, 12)
}

/** Digits are Latin everywhere, as on the plates, papers and radios of the field. */
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn', ru: 'ru' }

class OrdersPage {
  readonly orders: Orders
  readonly words: Catalogue
  readonly zone: TimeZone
  readonly numbers: Intl.NumberFormat

  constructor(orders: Orders) {
    this.orders = orders
    this.words = messages[orders.language]
    this.zone = orders.time_zone
    this.numbers = new Intl.NumberFormat(locales[orders.language], { maximumFractionDigits: 3 })
  }

  sheet(vehicle: VehicleOrders): string {
    const { words } = this
    const heading = `sheet-${escaped(vehicle.vehicle)}`
    const legCount = vehicle.trips.reduce((sum, { legs }) => sum + legs.length, 0)
    return `<section class="sheet${legCount <= roomyLegs ? ' roomy' : ''}" aria-labelledby="${heading}">
${this.header(`<h1 id="${heading}">${bdi(vehicle.vehicle)} <small>${words[`kind.${vehicle.kind}`]}</small></h1>`)}
${this.windows(vehicle)}
${vehicle.trips.some((trip) => trip.turn_back !== null) ? '' : this.noTurnBack()}
${vehicle.trips.map((trip, index) => this.trip(vehicle, trip, index)).join('\n')}
<div class="notes"><p>${words.notes}</p></div>
${this.footer(`${words.end} <bdi>${escaped(vehicle.vehicle)}</bdi>`)}
</section>`
  }

  withoutTrip(): string {
    const { words } = this
    const { no_trip } = this.orders
    const list = no_trip.map((id) => `<li>${bdi(id)}</li>`).join('')
    return `<section class="sheet" aria-labelledby="no-trip">
${this.header(`<h1 id="no-trip">${words['no.trip']}</h1>`)}
<p>${no_trip.length === 0 ? words['no.trip.none'] : words['no.trip.text']}</p>
<ul class="ids">${list}</ul>
${this.footer('')}
</section>`
  }

  header(heading: string): string {
    const { words, orders } = this
    const { unfinished } = orders
    return `<header>
<div>${heading}${orders.exercise ? `<p class="exercise">${words.exercise}</p>` : ''}</div>
<div class="pause"><p>${words.sheet}</p><p><strong>${bdi(orders.title)}</strong> <code>${bdi(orders.pause)}</code></p><p>${orders.is_agreed ? words.agreed : words.announced}</p></div>
</header>${unfinished === null ? '' : `\n<p class="unfinished">${unfinishedWording[orders.language][unfinished]}</p>`}`
  }

  footer(end: string): string {
    const { words, orders } = this
    const versions = [
      `${words['version.input']} <code>${bdi(short(orders.input_sha256))}</code>`,
      `${words['version.plan']} <code>${bdi(short(orders.plan_sha256))}</code>`,
    ]
    return `<footer>
<p class="standing">${words.standing}</p>
<p class="version"><span>${versions.join(separator)}</span><span>${end}</span></p>
</footer>`
  }

  /** A window's times in the order of time, which runs from left to right in every language. */
  windows({ windows }: VehicleOrders): string {
    const { words } = this
    const zone = this.fill('zone', { zone: bdi(this.zone) })
    return windows
      .map((window) => {
        const day = localDay(window.open, this.zone)
        const times = (
          [
            ['shift.from', window.shift.from],
            ['opens', window.open],
            ['shift.until', window.shift.until],
            ['clear.by', window.clear_by],
            ['closes', window.close],
          ] as const
        )
          .map(([label, at], order) => ({ label, at, order }))
          .sort((a, b) => a.at - b.at || a.order - b.order)
        const cells = times.map(({ label, at }) => this.moment(words[label], at, day, label === 'clear.by'))
        return `<div class="strip window"><p>${words.window} ${bdi(window.id)} <bdi dir="ltr">${day}</bdi><small>${zone}</small></p><dl class="moments">${cells.join('')}</dl></div>`
      })
      .join('\n')
  }

  moment(label: string, at: Instant, day: string, isStrong = false): string {
    const direction = directionOf(this.orders.language)
    return `<div${isStrong ? ' class="strong"' : ''}><dt dir="${direction}">${label}</dt><dd>${this.times([at], day)}</dd></div>`
  }

  trip(vehicle: VehicleOrders, trip: TripOrders, index: number): string {
    const { words } = this
    const day = localDay(trip.legs[0]?.from ?? (0 as Instant), this.zone)
    const head = [
      `<b>${words.trip} <bdi dir="ltr">${index + 1} / ${vehicle.trips.length}</bdi></b>`,
      bdi(vehicle.vehicle),
      `<bdi dir="ltr">${day}</bdi>`,
      `<code>${bdi(trip.id)}</code>`,
    ].join(separator)
    const heads = ['time', 'what', 'load', 'actual.from', 'actual.until', 'actual.count'] as const
    return `<table class="trip${trip.legs.length <= wholeTripLegs ? ' whole' : ''}">
<colgroup><col class="step"><col class="time"><col class="what"><col class="load"><col class="box"><col class="box"><col class="count"></colgroup>
<thead>
<tr class="head"><th colspan="7" scope="colgroup">${head}</th></tr>
<tr class="columns"><th scope="col" aria-label="${words.step}">#</th>${heads.map((key) => `<th scope="col">${words[key]}</th>`).join('')}</tr>
</thead>
<tbody>
<tr class="about"><td colspan="7">${this.about(trip)}${this.turnBack(vehicle, trip, day)}</td></tr>
${trip.legs.map((leg, number) => this.leg(leg, number, trip, day)).join('\n')}
</tbody>
</table>`
  }

  about(trip: TripOrders): string {
    const { words } = this
    const parts: [label: string, text: string][] = []
    const fittedOut = this.fittedOut(trip)
    if (fittedOut !== '') parts.push([words['fitted.out'], fittedOut])
    if (trip.escort_of === null) {
      const before = this.aboard(trip.aboard_before)
      const load = [
        ...(before === '' ? [] : [`${words['aboard.before']} ${before}`]),
        ...this.people(trip.people),
        ...this.aid(trip.aid),
      ]
      parts.push([words.carries, load.length === 0 ? words.nothing : load.join(separator)])
      if (trip.destinations.length > 0)
        parts.push([words.destination, trip.destinations.map((place) => this.named(place)).join(separator)])
    } else parts.push([words['escort.of'], `${bdi(trip.escort_of)}${separator}${words['escort.carries']}`])
    if (trip.convoy !== null) parts.push([words.convoy, bdi(trip.convoy)])
    if (trip.convoy_vehicles.length > 0)
      parts.push([words['convoy.with'], trip.convoy_vehicles.map(bdi).join(this.comma())])
    if (trip.escorts.length > 0) parts.push([words['convoy.escort'], trip.escorts.map(bdi).join(this.comma())])
    return `<p>${parts.map(([label, text]) => `<span class="part"><i>${label}</i> ${text}</span>`).join(' ')}</p>`
  }

  fittedOut({ configuration }: TripOrders): string {
    if (configuration === null) return ''
    const { seated, wheelchair, stretcher, mass_g, volume_ml } = configuration
    const places = (['seated', 'wheelchair', 'stretcher'] as const).flatMap((kind) => {
      const count = { seated, wheelchair, stretcher }[kind]
      return count === null ? [] : [this.fill(`fitted.${kind}`, { count: this.number(count) })]
    })
    const mass = mass_g === null ? [] : [this.fill('fitted.mass', { amount: this.mass(mass_g) })]
    const cubicMetres =
      volume_ml === null ? '' : this.fill('unit.cubic.metres', { value: this.number(volume_ml / 1e6) })
    const volume = volume_ml === null ? [] : [this.fill('fitted.volume', { amount: cubicMetres })]
    return [...places, ...mass, ...volume].join(separator)
  }

  noTurnBack(): string {
    return `<p class="turn-back"><i>${this.words['turn.back']}</i> ${this.words['turn.back.unknown']}</p>`
  }

  /** Where no trip has any, it is said once, above them. */
  turnBack({ trips }: VehicleOrders, { turn_back, refuge, second_exit }: TripOrders, day: string): string {
    const { words } = this
    if (turn_back === null) return trips.some((trip) => trip.turn_back !== null) ? this.noTurnBack() : ''
    const moments = (
      [
        ['turn.back.enter', turn_back.enter_by],
        ['turn.back.leave', turn_back.leave_stop_by],
        ['turn.back.join', turn_back.join_exit_by],
      ] as const
    ).flatMap(([label, at]) => (at === null ? [] : [this.moment(words[label], at, day, true)]))
    if (second_exit !== null) {
      const label = this.fill('turn.back.second', { corridor: this.named(second_exit.corridor) })
      moments.push(this.moment(label, second_exit.turn_by, day))
      moments.push(this.moment(words['turn.back.second.kept'], second_exit.kept_until, day))
    }
    if (refuge !== null && turn_back.reach_refuge_by !== undefined) {
      const label = this.fill('turn.back.refuge', { place: this.named(refuge) })
      moments.push(this.moment(label, turn_back.reach_refuge_by, day))
    }
    return `<div class="strip turns"><p>${words['turn.back']}</p><dl class="moments">${moments.join('')}</dl></div>`
  }

  leg(leg: LegOrders, number: number, trip: TripOrders, day: string): string {
    const isPoint = leg.from === leg.until
    const isCounted = leg.kind !== 'depart' && leg.kind !== 'arrive' && leg.kind !== 'wait' && trip.escort_of === null
    const times = isPoint ? [leg.from] : [leg.from, leg.until]
    return `<tr class="leg ${leg.kind}"><th scope="row">${number + 1}</th><td>${this.times(times, day)}</td><td>${this.what(leg)}</td><td>${this.load(leg, trip)}</td>${box(true)}${box(!isPoint)}${box(isCounted)}</tr>`
  }

  what({ kind, place, corridor, gate, lane, lanes, people, aid }: LegOrders): string {
    const { words } = this
    const isHandling = kind === 'load' || kind === 'unload'
    // An escort, or a vehicle that finds nobody to take, only stands there.
    const isIdle = isHandling && people.length === 0 && aid.length === 0
    const action =
      isHandling && people.length > 0 ? words[`leg.${kind}.people`] : words[`leg.${isIdle ? 'wait' : kind}`]
    const where = gate ?? corridor ?? place
    const passage =
      lane === null
        ? ''
        : `${this.comma()}<span class="lane">${this.fill('lane', { number: this.number(lane + 1), count: this.number(lanes ?? lane + 1) })}</span>`
    return `<b>${action}</b> ${where === null ? '' : this.named(where)}${passage}`
  }

  load(leg: LegOrders, trip: TripOrders): string {
    if (leg.people.length > 0 || leg.aid.length > 0) {
      return [...this.people(leg.people, leg.kind === 'load' ? trip : undefined), ...this.aid(leg.aid)]
        .map((line) => `<div>${line}</div>`)
        .join('')
    }
    if (leg.corridor === null || trip.escort_of !== null) return ''
    const aboard = this.aboard(leg.aboard)
    return aboard === '' ? this.words.empty : `<i>${this.words.aboard}</i> ${aboard}`
  }

  aboard({ people, companions, aid_g }: Carried): string {
    return [
      ...(people > 0 ? [`<b>${this.number(people)}</b>`] : []),
      ...(companions > 0 ? [this.fill('companions', { count: this.number(companions) })] : []),
      ...(aid_g > 0 ? [this.mass(aid_g)] : []),
    ].join(this.comma())
  }

  /**
   * People who are alike to the crew are one line. Who boards for a trip: also how many stay together, and where the trip
   * has several destinations, theirs.
   */
  people(people: readonly PeopleOrders[], boarded?: TripOrders): string[] {
    const alike = new Map<string, Alike>()
    for (const each of people) {
      const to =
        boarded === undefined || boarded.destinations.length < 2
          ? ''
          : this.fill('for', { place: each.to.map((place) => this.named(place)).join(' ') })
      const together = boarded === undefined ? 1 : each.group_size
      const key = [each.mobility, each.priority, together, to].join('\n')
      const line = alike.get(key)
      if (line === undefined) alike.set(key, { ...each, together, goals: to })
      else {
        line.count += each.count
        line.companions += each.companions
      }
    }
    return [...alike.values()].map(({ mobility, priority, together, count, companions, goals }) =>
      [
        `<b>${this.number(count)}</b> ${this.words[`mobility.${mobility}`]}`,
        ...(priority === null ? [] : [this.words[`priority.${priority}`]]),
        ...(companions === 0 ? [] : [this.fill('companions', { count: this.number(companions) })]),
        ...(together > 1 ? [this.fill('together', { count: this.number(together) })] : []),
        ...(goals === '' ? [] : [goals]),
      ].join(this.comma()),
    )
  }

  aid(aid: readonly AidOrders[]): string[] {
    return aid.map(({ consignment, item, count, mass_g }) =>
      [`<b>${this.number(count)}</b> × ${bdi(item.name)}`, this.named(consignment), this.mass(mass_g)].join(
        this.comma(),
      ),
    )
  }

  comma(): string {
    return this.orders.language === 'ar' ? '\u060c ' : ', '
  }

  /** Local time, and UTC beneath; the day where it is not the one that stands above. */
  times(instants: readonly Instant[], day: string): string {
    const span = (zone: TimeZone) => {
      let shown = day
      return instants
        .map((instant) => {
          const own = localDay(instant, zone)
          const date = own === shown ? '' : `<span class="day">${own}</span>`
          shown = own
          return `${date}${formatClock(instant, zone)}`
        })
        .join('\u2013')
    }
    return `<bdi class="at" dir="ltr"><span>${span(this.zone)}</span><small>${span(utc)}</small></bdi>`
  }

  named({ id, name }: { readonly id: string; readonly name: string }): string {
    return name === id ? `<code>${bdi(id)}</code>` : `${bdi(name)} <code>${bdi(id)}</code>`
  }

  mass(grams: number): string {
    return grams < 1e6
      ? this.fill('unit.kilograms', { value: this.number(grams / 1000) })
      : this.fill('unit.tonnes', { value: this.number(grams / 1e6) })
  }

  number(value: number): string {
    return `<bdi>${this.numbers.format(value)}</bdi>`
  }

  /** Values are markup already: what is put in is escaped where it comes from. */
  fill(key: Key, values: Readonly<Record<string, string>>): string {
    return this.words[key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  }
}

interface Alike extends Pick<PeopleOrders, 'mobility' | 'priority'> {
  count: number
  companions: number
  readonly together: number
  /** Markup. */
  readonly goals: string
}

/** To be written in by hand; a dash where there is nothing to write. */
function box(isOpen: boolean): string {
  return isOpen ? '<td></td>' : '<td class="none">–</td>'
}

const separator = ' <span class="sep">·</span> '

/** Up to so many legs a trip is kept on one page; a longer one goes on, under its own head. */
const wholeTripLegs = 14

/** Up to so many legs there is room for more notes. */
const roomyLegs = 15
