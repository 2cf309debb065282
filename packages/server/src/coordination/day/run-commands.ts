// What those who run the day do: who is on duty where, trackers, receipt of orders, a later close, dispersal.

import { formatInstant } from '@treve/model'
import { id, instant, list, object, oneOf, optional, required, text } from '@treve/model/schema'
import { zoneOf } from '../approvals/commands.ts'
import { isApproved, standings } from '../approvals/standing.ts'
import { personalFault } from '../channels.ts'
import { hasEnded, isTold } from '../life/state.ts'
import { command, refuse } from '../part.ts'
import { high, moderate } from '../sensitivity.ts'
import { inForce } from '../terms/state.ts'
import { dutyOf, vehiclesOf } from './duty.ts'
import { runsTheDay } from './report-command.ts'
import { dutyFields, noDuty, protocols } from './state.ts'
import { trackerMark } from './tracker.ts'

export const setDuty = command('set_duty', {
  doc: 'Sets which vehicles, gates and places a person or device reports of and is shown: all of it anew.',
  input: object({
    who: required(id(), high('Token of the person or device.')),
    ...dutyFields,
  }),
  decide: ({ who, ...set }, { state: { day, access } }) => {
    if (!access.people.has(who) && access.devices.get(who)?.revoked !== undefined)
      return refuse('device_unknown', 'This device was revoked: it is on duty nowhere.')
    if (!access.people.has(who) && !access.devices.has(who))
      return refuse('person_unknown', 'Nobody with this token holds a role in this pause, and no device has it.')
    const duty = {
      vehicles: set.vehicles ?? [],
      convoys: set.convoys ?? [],
      gates: set.gates ?? [],
      places: set.places ?? [],
    }
    if (JSON.stringify(day.duties.get(who) ?? noDuty) === JSON.stringify(duty)) return { said: [] }
    return { said: [{ type: 'duty_set', details: { who, ...duty } }] }
  },
})

export const bindTracker = command('bind_tracker', {
  doc: 'A tracker tells where a vehicle is from now on. Its id is hard to guess, and shown to nobody.',
  input: object({
    tracker: required(text(100), high('Its id, which it names in each position: 16 letters at least.')),
    vehicle: required(text(64), high('The vehicle.')),
    protocol: required(oneOf(protocols), high('How it tells.')),
  }),
  decide: ({ tracker, vehicle, protocol }, { state: { day } }) => {
    if (!/^[A-Za-z0-9._:-]{16,100}$/.test(tracker))
      return refuse(
        'tracker_guessable',
        'Whoever guesses its id can send positions in its name: 16 letters or digits at the least.',
      )
    const known = day.trackers.get(tracker)
    if (known?.vehicle === vehicle && known.protocol === protocol) return { said: [] }
    if (known !== undefined)
      return refuse('tracker_bound', 'It tells of another vehicle: unbind it first (unbind_tracker).')
    return { said: [{ type: 'tracker_bound', details: { tracker, vehicle, protocol } }] }
  },
})

export const unbindTracker = command('unbind_tracker', {
  doc: 'A tracker tells of its vehicle no longer.',
  input: object({ tracker: required(text(100), high('Its id, or the mark by which it is shown.')) }),
  decide: ({ tracker }, { state: { day } }) => {
    const found =
      day.trackers.get(tracker) ?? [...day.trackers.values()].find((each) => trackerMark(each.tracker) === tracker)
    return found === undefined
      ? refuse('tracker_not_bound', 'There is no such tracker.')
      : { said: [{ type: 'tracker_unbound', details: { tracker: found.tracker } }] }
  },
})

export const receiveOrder = command('receive_order', {
  doc: 'A vehicle has received an order, or that it was called back. Receipt alone: it says neither that it can nor that it will.',
  input: object({
    order: required(text(100), high('The order, or the entry of the recall.')),
    vehicle: required(text(64), high('The vehicle.')),
    happened: optional(instant(), high('When, if not now.')),
  }),
  decide: ({ order, vehicle, happened }, { state: { day, notices }, by, now }) => {
    if (!runsTheDay(by) && !vehiclesOf(day, dutyOf(day, by)).has(vehicle))
      return refuse('not_own', 'It is no vehicle of yours.')
    const issued = notices.orders.find((each) => each.order.id === order)
    const recall = day.recalls.find(({ entry }) => entry === order)
    const isFor =
      issued?.order.vehicles.some((each) => each.id === vehicle) === true ||
      (recall !== undefined && (recall.vehicles.length === 0 || recall.vehicles.includes(vehicle)))
    if (!isFor) return refuse('order_unknown', 'There is no such order for this vehicle.')
    if (happened !== undefined && happened > now)
      return refuse('not_yet', 'It lies in the future: report it once it has happened.')
    if (day.receipts.some((each) => each.order === order && each.vehicle === vehicle)) return { said: [] }
    const at = happened ?? now
    return { said: [{ type: 'order_received', details: { order, vehicle }, happened: { from: at, until: at } }] }
  },
})

export const extend = command('extend', {
  doc: 'The close is later: as the terms in force have it, once all who must have approved it and were told.',
  input: object({
    window: required(id(), moderate('The window.')),
    until: required(instant(), moderate('Its close, as the terms in force have it.')),
    reason: optional(text(400), high('Why.')),
  }),
  decide: ({ window, until, reason }, { state, now }) => {
    const personal = personalFault({ reason })
    if (personal !== undefined) return personal
    const { life, terms, day } = state
    if (hasEnded(life))
      return refuse('wrong_phase', `It is ${life.phase}: there is nothing to extend.`, { phase: life.phase })
    const close = inForce(terms)?.summary.windows.find((each) => each.id === window)?.close
    if (close === undefined) return refuse('window_unknown', 'The terms in force have no such window.')
    const at = formatInstant(close, zoneOf(state))
    if (close !== until)
      return refuse(
        'not_in_terms',
        `By the terms in force it closes at ${at}: draft, agree and notify the later close first.`,
        { close: at },
      )
    const earlier = terms.versions
      .filter(
        ({ version, announcedAt, agreedAt }) => version !== terms.inForce && (announcedAt ?? agreedAt) !== undefined,
      )
      .flatMap(({ summary }) => summary.windows.filter((each) => each.id === window).map((each) => each.close))
    if (earlier.length === 0 || !earlier.every((before) => before < until))
      return refuse('not_later', 'It is no later than what was announced or agreed before: nothing is extended.')
    if (until <= now) return refuse('not_later', 'It has passed already.')
    const element = `window.${window}`
    if (!isApproved(state, element, now))
      return refuse('approvals_missing', 'Not all who must have approved the later close.', {
        missing: standings(state, now)
          .filter((each) => each.element === element && !each.isEnough)
          .map(({ party, grade, needed }) => ({ element, party, grade, needed })),
      })
    if (!isTold(life)) return refuse('not_notified', 'Not all who must be were told of it: notify them first.')
    if (day.extensions.some((each) => each.window === window && each.until === until)) return { said: [] }
    return {
      said: [
        {
          type: 'extended',
          notice: { element, until: at, ...(reason === undefined ? {} : { reason }) },
          details: { window, until: at },
        },
      ],
    }
  },
})

export const disperse = command('disperse', {
  doc: 'People are sent from a waiting place in danger, to where they are told. What is so there is not shown to be safe.',
  input: object({
    place: required(id(), high('The place.')),
    to: optional(list(id(), { min: 1, max: 20 }), high('Where to, where that is said.')),
    reason: optional(text(400), high('Why.')),
  }),
  decide: ({ place, to = [], reason }, { state: { day } }) => {
    const personal = personalFault({ reason })
    if (personal !== undefined) return personal
    const known = day.figures?.places
    const unknown = known === undefined ? [] : [place, ...to].filter((each) => !known.has(each))
    if (unknown.length > 0)
      return refuse('place_unknown', `The pause has no ${unknown.join(', ')}.`, { places: unknown })
    return {
      said: [
        {
          type: 'dispersed',
          place: { place },
          ...(reason === undefined ? {} : { notice: { reason } }),
          details: { to },
        },
      ],
    }
  },
})
