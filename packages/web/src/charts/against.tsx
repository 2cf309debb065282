// What stands against a departure where it is moved to, in the reader's words: seen here while it is moved, or by the checker.

import { isKey } from '../coordination/refusal.ts'
import { useWords, type Words } from '../words.tsx'

export interface AgainstIt {
  /** Of the checker, or of the day. */
  readonly rule: string
  /** Milliseconds since 1970. */
  readonly at: number | null
  readonly trip: string | null
  /** In English, with all figures: shown where the rule has no words of its own. */
  readonly text?: string
}

export function Against({ all }: { all: readonly AgainstIt[] }) {
  const words = useWords()
  const { t, clock } = words
  const said = all.map(({ rule, at, trip, text }) => ({
    line: lineOf(at === null ? undefined : clock(at), trip ?? undefined, ruleWords(rule, t), t),
    more: isKey(keyOf(rule)) ? undefined : text,
  }))
  const once = said.filter(({ line }, index) => said.findIndex((each) => each.line === line) === index)
  return (
    <ul className="against">
      {once.map(({ line, more }) => (
        <li key={line}>
          {line}
          {more !== undefined && (
            <>
              {' '}
              <bdi lang="en" dir="ltr">
                ({more})
              </bdi>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Of a plan as a whole, neither is told. */
function lineOf(time: string | undefined, trip: string | undefined, what: string, t: Words['t']): string {
  return time === undefined || trip === undefined ? what : t('rule.said', { time, trip, what })
}

/** Those of convoys, and those of second ways out, say the same to whoever moves a departure. */
function keyOf(rule: string): string {
  const of = ['convoy', 'second_exit'].find((each) => rule.startsWith(`${each}_`))
  return `rule.${of ?? rule}`
}

function ruleWords(rule: string, t: Words['t']): string {
  const key = keyOf(rule)
  return t(isKey(key) ? key : 'rule.other')
}
