// The frontier as tables: ranked, with every figure beside what it was and what no plan exceeds.

import { figure, TitledTable } from '../shell/titled-table.tsx'
import { useWords, type Words } from '../words.tsx'
import { atMost, clearDays, type Measure, measuresOf, shownOf, signed, signedAmount, signedTonnes } from './amounts.ts'
import { type Frontier, type FrontierOption, levelOfPriority, rarelyByChance } from './model.ts'

export function Ranked({ frontier, options }: { frontier: Frontier; options: readonly FrontierOption[] }) {
  const words = useWords()
  const { t, language } = words
  const shown = shownOf(frontier.wished)
  return (
    <section aria-labelledby="ranked">
      <h2 id="ranked">{t('frontier.ranked')}</h2>
      <p className="about">{t('frontier.ranked.about', { most: '\u2066≤\u2069' })}</p>
      {options.length === 0 ? (
        <p className="empty">{t('frontier.nothing')}</p>
      ) : (
        <TitledTable
          className="frontier"
          title={t('frontier.ranked')}
          heads={[
            figure(t('frontier.rank')),
            t('frontier.ask'),
            ...shown.map((key) => figure(t(key === 'aid' ? 'frontier.aid' : `people.${key}`))),
            t('frontier.firm'),
            t('frontier.price'),
            figure(t('frontier.clear')),
          ]}
        >
          {options.map((option, index) => (
            <tr key={option.change}>
              <td className="figure">{words.number(index + 1)}</td>
              <th scope="row">{option.words[language]}</th>
              {measuresOf(option, frontier.as_it_is.aid_g, shown).map((measure) => (
                <td key={measure.key} className="figure">
                  <Gain measure={measure} />
                </td>
              ))}
              <td className={option.certainty}>{t(`frontier.${option.certainty}`)}</td>
              <td>{priceText(option, words)}</td>
              <td className="figure">{clearText(option, words)}</td>
            </tr>
          ))}
        </TitledTable>
      )}
      <p className="about">{t('frontier.read')}</p>
      <p className="about">
        {t('frontier.days', { days: frontier.effort.replications })} {t('sure.standing')}
      </p>
    </section>
  )
}

function Gain({ measure: { key, from, to, boundFrom, boundTo } }: { measure: Measure }) {
  const words = useWords()
  const { t, number, tonnes } = words
  if (from === to) return <span className="mark">{t('frontier.same')}</span>
  return (
    <>
      <strong>{key === 'aid' ? signedTonnes(to - from, words) : signed(to - from, words)}</strong>
      <span className="mark">
        {key === 'aid'
          ? tonnes(to)
          : t('frontier.range', {
              from: number(from),
              boundFrom: atMost(boundFrom, words),
              to: number(to),
              boundTo: atMost(boundTo, words),
            })}
      </span>
    </>
  )
}

export function Pairs({ frontier }: { frontier: Frontier }) {
  const words = useWords()
  const { t, language } = words
  if (frontier.pairs.length === 0) return null
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">{t('frontier.pairs')}</h2>
      <p className="about">{t('frontier.pairs.about')}</p>
      <TitledTable
        className="frontier"
        title={t('frontier.pairs')}
        heads={[
          t('frontier.ask'),
          figure(t('frontier.pairs.out')),
          figure(t('frontier.pairs.sum')),
          figure(t('frontier.aid')),
          t('frontier.firm'),
          figure(t('frontier.clear')),
        ]}
      >
        {frontier.pairs.map((pair) => {
          const levels = Object.values(levelOfPriority)
          const sum = levels.reduce(
            (total, level) => total + (pair.alone.find((each) => each.level === level)?.sum ?? 0),
            -frontier.as_it_is.people,
          )
          return (
            <tr key={pair.change}>
              <th scope="row">{pair.words[language]}</th>
              <td className="figure">
                <strong>{signed(pair.outcome.people - frontier.as_it_is.people, words)}</strong>
              </td>
              <td className="figure">{signed(sum, words)}</td>
              <td className="figure">{signedTonnes(pair.outcome.aid_g - frontier.as_it_is.aid_g, words)}</td>
              <td className={pair.certainty}>{t(`frontier.${pair.certainty}`)}</td>
              <td className="figure">{clearText(pair, words)}</td>
            </tr>
          )
        })}
      </TitledTable>
    </section>
  )
}

/** What changes nobody's place on any level: perhaps surer, perhaps not. */
export function Others({ options }: { options: readonly FrontierOption[] }) {
  const words = useWords()
  const { t, number, language } = words
  if (options.length === 0) return null
  return (
    <section aria-labelledby="others">
      <h2 id="others">{t('frontier.others')}</h2>
      <p className="about">{t('frontier.others.about')}</p>
      <TitledTable
        className="frontier"
        title={t('frontier.others')}
        heads={[t('frontier.ask'), t('frontier.firm'), figure(t('frontier.clear')), figure(t('frontier.others.out'))]}
      >
        {options.map((option) => {
          const out = option.outcome.simulated?.people_out
          return (
            <tr key={option.change}>
              <th scope="row">{option.words[language]}</th>
              <td>{t(option.certainty === 'certain' ? 'frontier.others.none' : 'frontier.others.found')}</td>
              <td className="figure">{clearText(option, words)}</td>
              <td className="figure">
                {out === undefined
                  ? t('frontier.clear.unknown')
                  : t('frontier.others.range', { low: number(out.p05), high: number(out.p95) })}
              </td>
            </tr>
          )
        })}
      </TitledTable>
    </section>
  )
}

function priceText({ by_price, by_price_level, levels }: FrontierOption, words: Words): string {
  const level = levels.find((each) => each.level === by_price_level)
  if (by_price === null || level === undefined) return words.t('frontier.price.none')
  return `${signedAmount(by_price, level.unit, words)} (\u2068${level.level}\u2069)`
}

/** By pairs of the same days; how many are clear stands behind it. */
function clearText({ clear_probability: clear, days, outcome }: FrontierOption, words: Words): string {
  const { t } = words
  if (outcome.moves_nobody) return t('frontier.clear.nobody')
  if (clear === null) return t('frontier.clear.unknown')
  const of = t('frontier.clear.of', clearDays(clear, words))
  if (days === null) return of
  const difference =
    days.chance < rarelyByChance
      ? t('frontier.clear.difference', { count: signed(days.only_changed - days.only_as_it_is, words) })
      : t('frontier.clear.same')
  return `${difference} (${of})`
}
