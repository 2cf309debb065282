// People were sent away from a place: what they were told, which vehicles are there or still to come, and whether a message to
// them holds.

import { useWords } from '../words.tsx'
import { listed } from '../words-of.ts'
import type { DispersalView } from './day.ts'
import { When } from './figures.tsx'

export function Dispersed({
  told,
  nameOf,
  now,
}: {
  told: readonly DispersalView[] | undefined
  nameOf: (place: string) => string
  now: number
}) {
  const words = useWords()
  const { t, time } = words
  // Of a place that people were sent from twice, what was said last.
  return [...new Map((told ?? []).map((each) => [each.place, each])).values()].map(
    ({ at, place, to, vehicles, messages }) => (
      <section key={place} className="notice-box warn" aria-label={t('dispersed.title', { place: nameOf(place) })}>
        <p>
          <strong>{t('dispersed.title', { place: nameOf(place) })}</strong> <When at={at} now={now} />
          {to.length > 0 && <> {t('dispersed.to', { places: listed(words, to.map(nameOf)) })}</>} {t('dispersed.about')}
        </p>
        {vehicles !== undefined && vehicles.length > 0 && (
          <p>{t('dispersed.vehicles', { vehicles: listed(words, vehicles) })}</p>
        )}
        {messages?.length === 0 && <p>{t('dispersed.message.none')}</p>}
        {messages?.map(({ message, sent }) => (
          <p key={message}>
            {sent === null
              ? t('dispersed.message.ready', { message })
              : t('dispersed.message.sent', { message, time: time(sent.at) })}
          </p>
        ))}
      </section>
    ),
  )
}
