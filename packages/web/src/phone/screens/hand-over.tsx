// A hand-over, on the phone of who gives and on that of who receives: the same words on both of what is signed.

import { Fragment, useState } from 'react'
import type { MyDay } from '../day/my-day.ts'
import { codeToShow, type Receiving } from '../hand-over/signing.ts'
import type { Given } from '../hand-over/told.ts'
import type { Phone } from '../phone.ts'
import type { Said } from '../reports/report.ts'
import { useWords } from '../words.tsx'
import { ShownCode, TakenCode } from './code.tsx'
import { placeName, unitName } from './names.ts'
import { useKept } from './use-phone.ts'

/** What is handed over now is not of another hour; an exercise may go faster. */
const oddSeconds = 900

/** All that is signed, in words. */
export function HandedOver({ day, said, happenedS }: { day: MyDay | null; said: Said; happenedS: number }) {
  const words = useWords()
  const { t, clock, number } = words
  return (
    <div className="handed">
      <ul>
        {(said.lines ?? []).map(({ consignment, item, category, unit, low, best, high }) => (
          <li key={`${consignment} ${item} ${unit}`}>
            <strong>
              {low === high ? number(best) : t('row.counted', { low, best, high })} <bdi>{unitName(words, unit)}</bdi>
            </strong>{' '}
            <bdi>{item}</bdi> <bdi className="quiet">{consignment}</bdi>
            {category !== null && (
              <>
                {' '}
                <bdi className="quiet">{category}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
      <p>
        <span className="when">{clock(happenedS * 1000)}</span>
        {said.vehicle !== undefined && (
          <>
            {' · '}
            <bdi>{said.vehicle}</bdi>
          </>
        )}
        {said.place !== undefined && (
          <>
            {' · '}
            <bdi>{placeName(words, day, said.place)}</bdi>
          </>
        )}
        {[said.side, said.trip, said.convoy].map(
          (each) =>
            each !== undefined && (
              <Fragment key={each}>
                {' · '}
                <bdi className="quiet">{each}</bdi>
              </Fragment>
            ),
        )}
      </p>
    </div>
  )
}

/** Of who gives. */
export function GiveScreen({
  phone,
  id,
  completed,
  told,
  back,
}: {
  phone: Phone
  id: string
  completed: () => void
  /** By one side, or not at all. */
  told: () => void
  back: () => void
}) {
  const { t } = useWords()
  const [asks, setAsks] = useState<'alone' | 'not'>()
  const { giving: all, day } = useKept(phone)
  const giving = all.find(({ given }) => given.id === id)
  if (giving === undefined) return null
  const { said, happenedS } = giving.given
  return (
    <section className="hand-over" aria-labelledby="giving">
      <h2 id="giving">{t('give.title')}</h2>
      <HandedOver day={day} said={said} happenedS={happenedS} />
      <p>{t('give.about')}</p>
      <ShownCode code={codeToShow(giving)} label={t('give.code')} />
      <h3>{t('give.then')}</h3>
      <TakenCode
        take={async (code) => {
          const fault = await phone.complete(id, code)
          if (fault === undefined) completed()
          return fault
        }}
      />
      <h3>{t('give.without')}</h3>
      {asks === undefined ? (
        <div className="send">
          <button type="button" onClick={() => setAsks('alone')}>
            {t('give.alone')}
          </button>
          <button type="button" onClick={() => setAsks('not')}>
            {t('give.not')}
          </button>
          <button type="button" onClick={back}>
            {t('give.later')}
          </button>
        </div>
      ) : (
        <div className="asks">
          <p>{t(`give.${asks}.asks`)}</p>
          <button
            type="button"
            className="main"
            onClick={async () => {
              await (asks === 'alone' ? phone.giveAlone(id) : phone.giveNot(id))
              told()
            }}
          >
            {t(`give.${asks}.sure`)}
          </button>
          <button type="button" onClick={() => setAsks(undefined)}>
            {t('filling.back')}
          </button>
        </div>
      )}
    </section>
  )
}

/** What who received shows back, as often as need be. */
export function ReceivedCode({
  phone,
  receiving: { said, happenedS, code },
  done,
}: {
  phone: Phone
  receiving: Receiving
  done: () => void
}) {
  const { t } = useWords()
  const { day } = useKept(phone)
  return (
    <section className="hand-over" aria-labelledby="signed">
      <h2 id="signed">{t('receive.signed')}</h2>
      <HandedOver day={day} said={said} happenedS={happenedS} />
      <ShownCode code={code} label={t('receive.code')} />
      <p>{t('receive.sends')}</p>
      <button type="button" className="main" onClick={done}>
        {t('made.done')}
      </button>
    </section>
  )
}

/** Of who receives. */
export function ReceiveScreen({
  phone,
  differs,
  done,
}: {
  phone: Phone
  /** What was given, to be told as it was counted here. */
  differs: (said: Said) => void
  done: () => void
}) {
  const { t, duration } = useWords()
  const { receiving, day } = useKept(phone)
  const [given, setGiven] = useState<Given>()
  const [isWithoutKeys, setIsWithoutKeys] = useState(false)
  const signed = receiving.find(({ id }) => id === given?.id)
  if (given === undefined)
    return (
      <section className="hand-over" aria-labelledby="receiving">
        <h2 id="receiving">{t('receive.title')}</h2>
        <p>{t('receive.about')}</p>
        <TakenCode
          take={async (code) => {
            const read = phone.read(code)
            if (typeof read === 'string') return read
            setGiven(read)
            return undefined
          }}
        />
        <button type="button" onClick={done}>
          {t('filling.back')}
        </button>
      </section>
    )
  if (signed !== undefined) return <ReceivedCode phone={phone} receiving={signed} done={done} />
  const apartS = Math.abs(phone.nowS() - given.happenedS)
  return (
    <section className="hand-over" aria-labelledby="shown">
      <h2 id="shown">{t('receive.shown')}</h2>
      <HandedOver day={day} said={given.said} happenedS={given.happenedS} />
      {apartS > oddSeconds * (day?.clock?.speed ?? 1) && (
        <p className="trouble" role="alert">
          {t('receive.odd', { time: duration(apartS) })}
        </p>
      )}
      <p>{t('receive.means')}</p>
      {isWithoutKeys && (
        <p className="trouble" role="alert">
          {t('code.fault.no_keys')}
        </p>
      )}
      <div className="send">
        <button
          type="button"
          className="main"
          onClick={async () => setIsWithoutKeys((await phone.receive(given)) !== undefined)}
        >
          {t('receive.sign')}
        </button>
        <button type="button" onClick={() => differs(given.said)}>
          {t('receive.differs')}
        </button>
        <button type="button" onClick={done}>
          {t('filling.back')}
        </button>
      </div>
      <p className="quiet">{t('receive.differsAbout')}</p>
    </section>
  )
}
