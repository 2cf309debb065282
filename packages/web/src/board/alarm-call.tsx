// Above every page of who runs the day: what nobody has taken on, whom it was taken to, and how they are reached. It is
// sounded, and shown by the system where the page lies behind others; silence lapses by itself.

import { useEffect, useRef, useState } from 'react'
import type { ContactView, ConversationView } from '../coordination/conversation/view.ts'
import { keyOf, useKept } from '../coordination/kept.ts'
import { type Live, viewOf } from '../coordination/live.ts'
import { linkTo } from '../coordination/place.ts'
import { useWords, type Words } from '../words.tsx'
import { listed } from '../words-of.ts'
import { canSound, soundAlarm } from './alarm-sound.ts'
import { alarmWords } from './alarms.tsx'
import { calledAlarms, callsOf, isMuted, isToSound, type Mute, muteMilliseconds, type Sounded } from './calling.ts'
import type { AlarmView, DayView } from './day.ts'
import './board.css'

const lookMilliseconds = 1000
/** More at once is nothing that is read: all are on the board. */
const mostShown = 4

export function AlarmCall({ pause, live }: { pause: string; live: Live }) {
  const words = useWords()
  const { t, clock } = words
  const called = calledAlarms(viewOf<DayView>(live, 'day')?.view.alarms ?? [])
  const contacts = viewOf<ConversationView>(live, 'conversation')?.view.contacts ?? []
  const calls = callsOf(called)
  const [mute, setMute] = useKept<Mute | null>(keyOf(pause, 'alarm-mute'), null)
  const [isHeard, setIsHeard] = useState(true)
  const [now, setNow] = useState(Date.now)
  const isSilent = isMuted(calls, mute ?? undefined, now)
  const text = listed(
    words,
    called.slice(0, mostShown).map((alarm) => lineOf(words, alarm)),
  )
  const sounded = useRef<Sounded>(undefined)
  const known = useRef({ calls, mute, text })
  known.current = { calls, mute, text }
  useEffect(() => {
    const look = () => {
      const at = Date.now()
      setNow(at)
      const { calls: all, mute: until, text: told } = known.current
      if (!isToSound(all, { mute: until ?? undefined, last: sounded.current }, at)) return
      sounded.current = { atMilliseconds: at, of: all }
      void soundAlarm().then(setIsHeard)
      showBySystem(told)
    }
    look()
    const timer = setInterval(look, lookMilliseconds)
    return () => clearInterval(timer)
  }, [])
  if (called.length === 0) return null
  return (
    <section className="notice-box stop alarm-call no-print" aria-labelledby="alarm-call">
      <div role="alert">
        <h2 id="alarm-call">
          <span aria-hidden="true">▲ </span>
          {t('alarmCall.title', { count: called.length })}
        </h2>
        <ul>
          {called.slice(0, mostShown).map((alarm) => (
            <li key={alarm.alarm}>
              <strong>{lineOf(words, alarm)}</strong> <bdi>{takenTo(words, alarm, contacts)}</bdi>
            </li>
          ))}
        </ul>
        {called.length > mostShown && <p>{t('wall.more', { count: called.length - mostShown })}</p>}
      </div>
      <p className="actions">
        <a {...linkTo({ pause, page: 'board' })}>{t('alarmCall.board')}</a>{' '}
        {isSilent ? (
          <span role="status">{t('alarmCall.muted', { time: clock(mute?.untilMilliseconds ?? now) })}</span>
        ) : (
          <button
            type="button"
            onClick={() => setMute({ untilMilliseconds: Date.now() + muteMilliseconds, of: calls })}
          >
            {t('alarmCall.mute')}
          </button>
        )}{' '}
        {!isHeard && (
          <button
            type="button"
            onClick={() => {
              // What the browser lets nobody do before the page was touched.
              void canSound()
                .then((can) => (can ? soundAlarm() : false))
                .then(setIsHeard)
              if ('Notification' in window) void Notification.requestPermission()
            }}
          >
            {t('alarmCall.turnOn')}
          </button>
        )}
      </p>
    </section>
  )
}

function lineOf(words: Words, { kind, about: { vehicle, gate, place, corridor, load } }: AlarmView): string {
  return listed(words, [alarmWords(kind, words.t), vehicle ?? gate ?? place ?? corridor ?? load])
}

function takenTo(words: Words, { escalated }: AlarmView, contacts: readonly ContactView[]): string {
  const { t } = words
  const to = escalated?.to ?? null
  if (to === null) return t('alarmCall.toCoordinator')
  const channels = contacts.find(({ id }) => id === to.contact)?.channels ?? []
  const numbers = channels.toSorted((a, b) => Number(b.is_primary) - Number(a.is_primary)).map(({ number }) => number)
  return t('alarmCall.to', { who: listed(words, [to.function, ...numbers.map((each) => each ?? undefined)]) })
}

/** Only where somebody has let it, and the page is not what they look at. */
function showBySystem(text: string): void {
  try {
    if (document.hidden && 'Notification' in window && Notification.permission === 'granted')
      new Notification(text, { tag: 'treve-alarm', requireInteraction: true })
  } catch {
    // A browser that has none: the tone and the title tell it.
  }
}
