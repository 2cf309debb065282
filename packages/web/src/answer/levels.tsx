import { toldOfLevel } from '@treve/model/levels'
import type { PlanLevel, PlanView } from '../plan.ts'
import { TableScroller } from '../shell/table-scroller.tsx'
import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'

export function Levels({ plan }: { plan: PlanView }) {
  const words = useWords()
  const { t } = words
  return (
    <section aria-labelledby="levels">
      <h2 id="levels">{t('levels.title')}</h2>
      <p className="about">{t('levels.about')}</p>
      <TableScroller label={t('levels.title')}>
        <table>
          <caption className="visually-hidden">{t('levels.title')}</caption>
          <thead>
            <tr>
              {(['levels.level', 'levels.what', 'levels.served', 'levels.bound', 'levels.gap'] as const).map((key) => (
                <th key={key} scope="col" className={isFigure(key) ? 'figure' : undefined}>
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plan.levels.map((level) => (
              <tr key={level.level}>
                <td>
                  <bdi>{level.level}</bdi>
                </td>
                <th scope="row">{t(`level.${level.level}`)}</th>
                <td className="figure">{servedText(words, level, plan)}</td>
                <td className="figure">
                  {level.bound === null ? t('levels.unknown') : levelText(words, level, level.bound, plan)}
                </td>
                <td>{gapText(words, level, plan)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroller>
    </section>
  )
}

function levelText(words: Words, { level, unit }: PlanLevel, value: number, { served }: PlanView): string {
  const told = toldOfLevel(level, value, served.people)
  return told === undefined ? '' : amountText(words, told, unit)
}

function servedText(words: Words, level: PlanLevel, plan: PlanView): string {
  const served = levelText(words, level, level.served, plan)
  return level.share_ppm === undefined
    ? served
    : words.t('levels.share', { served, share: amountText(words, level.share_ppm, 'ppm') })
}

function gapText(words: Words, level: PlanLevel, plan: PlanView): string {
  const { proved, gap, gap_percent } = level
  if (gap === null || gap_percent === null) return words.t('levels.unknown')
  if (proved) return `✓ ${words.t('levels.proved')}`
  return words.t('levels.gapOf', {
    percent: words.number(Math.ceil(gap_percent * 10) / 10, 1),
    amount: levelText(words, level, gap, plan),
  })
}

export function amountText({ number, tonnes, duration, t }: Words, value: number, unit: PlanLevel['unit']): string {
  switch (unit) {
    case 'people':
      return number(value)
    case 'ppm':
      return t('unit.percent', { value: number(value / 10_000, 1) })
    case 'g':
      return tonnes(value, 1)
    case 's':
      return duration(value)
    case 'm':
      return t('unit.km', { value: number(value / 1000) })
  }
}

const mobilities = ['on_foot', 'seated', 'wheelchair', 'stretcher'] as const
const priorities = ['life_critical', 'medical', 'dependent', 'general'] as const

/** By mobility and by priority; only those of whom there are any. */
export function PeopleTable({ pause, plan }: { pause: PauseView; plan: PlanView }) {
  const words = useWords()
  const { t, number } = words
  if (pause.people.length === 0) return null
  const parts = [
    {
      title: t('people.mobility'),
      rows: mobilities.map((key) => ({
        key,
        out: plan.served.by_mobility[key] ?? 0,
        groups: pause.people.filter(({ mobility }) => mobility === key),
      })),
    },
    {
      title: t('people.priority'),
      rows: priorities.map((key) => ({
        key,
        out: plan.served.by_priority[key] ?? 0,
        groups: pause.people.filter(({ priority }) => priority === key),
      })),
    },
  ]
  return (
    <section aria-labelledby="people">
      <h2 id="people">{t('people.title')}</h2>
      <TableScroller label={t('people.title')}>
        <table>
          <caption className="visually-hidden">{t('people.title')}</caption>
          <thead>
            <tr>
              {(['people.by', 'people.out', 'people.wish'] as const).map((key) => (
                <th key={key} scope="col" className={isFigure(key) ? 'figure' : undefined}>
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          {parts.map(({ title, rows }) => (
            <tbody key={title}>
              <tr>
                <th scope="rowgroup" colSpan={3} className="part">
                  {title}
                </th>
              </tr>
              {rows
                .filter(({ groups }) => groups.length > 0)
                .map(({ key, out, groups }) => (
                  <tr key={key}>
                    <th scope="row">{t(`people.${key}`)}</th>
                    <td className="figure">{number(out)}</td>
                    <td className="figure">
                      {wishText(words, groups)}
                      {groups.some(({ count }) => count.assumed) && (
                        <span className="mark"> {t('people.assumed')}</span>
                      )}
                    </td>
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </TableScroller>
    </section>
  )
}

/** The planned number, with the range where it is one. */
function wishText({ t, number }: Words, groups: PauseView['people']): string {
  const sum = (which: 'low' | 'best' | 'high') => groups.reduce((total, { count }) => total + count[which], 0)
  const [low, best, high] = [sum('low'), sum('best'), sum('high')]
  if (low === high) return number(best)
  return t('people.range', { best: number(best), low: number(low), high: number(high) })
}

/** The heading of a column of figures stands where they stand. */
function isFigure(key: string): boolean {
  return ['levels.served', 'levels.bound', 'people.out', 'people.wish'].includes(key)
}
