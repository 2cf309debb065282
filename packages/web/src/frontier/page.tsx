// What to ask for: worked out when somebody asks, then ranked, drawn, and ready to be taken into the room.

import { frontierSheetAddress } from '../api.ts'
import { useWords } from '../words.tsx'
import { listed } from '../words-of.ts'
import { clearDays } from './amounts.ts'
import type { Frontier } from './model.ts'
import { Ranges } from './ranges.tsx'
import { type FrontierState, useFrontier } from './state.ts'
import { Others, Pairs, Ranked } from './tables.tsx'
import './frontier.css'

/** As many rows as a chart can hold and be read. */
const mostDrawn = 16

export function FrontierPage({ pause }: { pause: string }) {
  const { t } = useWords()
  const { known, begin, stop, ask } = useFrontier(pause)
  return (
    <>
      <section id="answer" aria-labelledby="frontier" className="frontier-head">
        <h2 id="frontier">{t('frontier.title')}</h2>
        <p className="about">{t('frontier.about')}</p>
        {known === undefined ? (
          <p role="status">{t('app.loading')}</p>
        ) : known.state === 'unreachable' ? (
          <Failed text={`${t('app.failed')} ${t('app.failed.how')}`} action={t('app.retry')} act={ask} />
        ) : known.state === 'failed' ? (
          <Failed text={t('frontier.failed')} action={t('app.retry')} act={begin} />
        ) : known.state === 'none' ? (
          <div className="empty">
            <p>
              {t('frontier.none')} {t('frontier.how')}
            </p>
            <button type="button" onClick={begin}>
              {t('frontier.begin')}
            </button>
          </div>
        ) : known.state === 'there' ? (
          <There pause={pause} known={known} begin={begin} />
        ) : (
          <Running known={known} stop={stop} />
        )}
      </section>
      {known?.state === 'there' && <Found frontier={known.frontier} />}
    </>
  )
}

function Failed({ text, action, act }: { text: string; action: string; act: () => void }) {
  return (
    <div className="empty" role="alert">
      <p>{text}</p>
      <button type="button" onClick={act}>
        {action}
      </button>
    </div>
  )
}

function Running({ known, stop }: { known: FrontierState & { state: 'waiting' | 'running' }; stop: () => void }) {
  const { t, number } = useWords()
  const progress = known.state === 'running' ? known.progress : undefined
  const text =
    progress === undefined
      ? t('frontier.waiting')
      : t(`frontier.stage.${progress.stage}`, { done: number(progress.done), of: number(progress.of) })
  return (
    <div className="running">
      <p role="status" id="frontier-progress">
        {text}
      </p>
      {progress !== undefined && progress.stage !== 'plan' ? (
        <progress aria-labelledby="frontier-progress" value={progress.done} max={progress.of} />
      ) : (
        <progress aria-labelledby="frontier-progress" />
      )}
      <button type="button" onClick={stop}>
        {t('frontier.stop')}
      </button>
    </div>
  )
}

function There({
  pause,
  known: { frontier, refused },
  begin,
}: {
  pause: string
  known: FrontierState & { state: 'there' }
  begin: () => void
}) {
  const words = useWords()
  const { t, language } = words
  return (
    <>
      {frontier.partial && (
        <div className="empty" role="alert">
          <p>{t('frontier.partial', { count: frontier.not_tried.length })}</p>
          <button type="button" onClick={begin}>
            {t('frontier.again')}
          </button>
        </div>
      )}
      {refused.length > 0 && (
        <p className="empty" role="alert">
          {t('frontier.refused', { changes: listed(words, refused) })}
        </p>
      )}
      <p>
        <a className="sheet-link" href={frontierSheetAddress(pause, language)} target="_blank" rel="noreferrer">
          {t('frontier.sheet')}
          <span className="visually-hidden"> ({t('questions.newTab')})</span>
        </a>
      </p>
    </>
  )
}

function Found({ frontier }: { frontier: Frontier }) {
  const gaining = frontier.options.filter(({ gain_level }) => gain_level !== null)
  const others = frontier.options.filter(({ gain_level }) => gain_level === null)
  return (
    <>
      <AsItIs frontier={frontier} />
      <Ranked frontier={frontier} options={gaining} />
      {gaining.length > 0 && <Ranges frontier={frontier} options={gaining.slice(0, mostDrawn)} />}
      <Pairs frontier={frontier} />
      <Others options={others} />
    </>
  )
}

function AsItIs({ frontier: { as_it_is: now, wished, kept } }: { frontier: Frontier }) {
  const words = useWords()
  const { t, number, tonnes, duration } = words
  const left = wished.people - now.people
  const clear = now.clear_probability
  return (
    <section aria-labelledby="as-it-is" className="answer">
      <h2 id="as-it-is">{t('frontier.now')}</h2>
      <p>
        {t('frontier.now.out', {
          out: number(now.people),
          wish: number(wished.people),
          in: tonnes(now.aid_g),
          asked: tonnes(wished.aid_g),
        })}
      </p>
      {left > 0 && <p>{t('frontier.now.left', { count: number(left) })}</p>}
      {now.simulated !== null && (
        <p>
          {t('frontier.now.days', {
            low: number(now.simulated.people_out.p05),
            high: number(now.simulated.people_out.p95),
          })}
        </p>
      )}
      <p>
        {now.moves_nobody
          ? t('frontier.now.nobody')
          : clear === null
            ? t('answer.sure.unknown')
            : t('frontier.now.sure', clearDays(clear, words))}
      </p>
      <p>
        {t(kept.is_of_terms ? 'frontier.now.keptTerms' : 'frontier.now.keptReserve', {
          buffer: duration(kept.buffer_s),
        })}
        {now.slack_s > 0 && ` ${t('frontier.now.slack', { slack: duration(now.slack_s) })}`}
      </p>
      <p className="standing">{t('answer.stay')}</p>
    </section>
  )
}
