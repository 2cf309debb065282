// The phone itself: whose it is, its clock, its keys, language and theme, locking and wiping.

import { isWorthSaying, knownOffset } from '../clock.ts'
import type { Phone } from '../phone.ts'
import { tallyOf } from '../queue.ts'
import { reportsLeft } from '../stock.ts'
import { useWords } from '../words.tsx'
import { type ChangePin, ChangePinForm } from './change-pin.tsx'
import { type Look, LookChoice } from './look.tsx'
import { useKept } from './use-phone.ts'
import { Wipe } from './wipe.tsx'

export function OwnScreen({
  phone,
  look,
  lock,
  changePin,
  wipe,
  ask,
}: {
  phone: Phone
  look: Look
  lock: () => void
  changePin: ChangePin
  wipe: () => Promise<void>
  ask: () => void
}) {
  const { t, duration, number } = useWords()
  const { day, clock, stock, reports, receipts, giving, identity } = useKept(phone)
  const offset = knownOffset(clock, phone.deviceMs())
  const tally = tallyOf(reports, receipts)
  const roles = day?.device.roles ?? []
  return (
    <>
      <h2>{t('own.title')}</h2>
      <dl className="facts">
        <div>
          <dt>{t('own.organisation')}</dt>
          <dd>{day === null ? t('head.unknown') : <bdi>{day.device.organisation}</bdi>}</dd>
        </div>
        <div>
          <dt>{t('own.label')}</dt>
          <dd>
            {[
              day?.device.label ?? identity.device.slice(0, 8),
              ...roles.map((role) => (role === 'field' || role === 'desk' ? t(`role.${role}`) : role)),
            ].map((said, at) => (
              <span key={said}>
                {at > 0 && ' · '}
                <bdi>{said}</bdi>
              </span>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('own.clock')}</dt>
          <dd className={isWorthSaying(offset) ? 'trouble' : ''}>
            {offset === null
              ? t('clock.unknown')
              : isWorthSaying(offset)
                ? t(offset > 0 ? 'clock.ahead' : 'clock.behind', { time: duration(Math.abs(offset)) })
                : t('clock.right')}
          </dd>
        </div>
        <div>
          <dt>{t('own.keys')}</dt>
          <dd>{t('own.keysLeft', { count: reportsLeft(stock), number: number(reportsLeft(stock)) })}</dd>
        </div>
      </dl>
      <div className="send">
        <button type="button" onClick={ask}>
          {t('own.ask')}
        </button>
        <button type="button" className="main" onClick={lock}>
          {t('own.lock')}
        </button>
      </div>
      <ChangePinForm change={changePin} />
      <LookChoice look={look} />
      <section aria-labelledby="wiping">
        <h2 id="wiping">{t('wipe.title')}</h2>
        <p>{t('wipe.about')}</p>
        <Wipe wipe={wipe} unsent={tally.unsigned + tally.waiting + giving.length} />
      </section>
    </>
  )
}
