// schema.org ClaimReview (https://schema.org/ClaimReview), without a rating: what was found is told in words, of a reading.

import type { Language } from '@treve/model'
import type { Statement } from './read.ts'
import type { Told, ToldClaim, ToldStatement } from './told.ts'
import { statementWords } from './words.ts'

export interface ReviewSetup {
  /** Who publishes the findings; never the server of a pause. */
  readonly publisher: string
  readonly url: string
  /** A day. */
  readonly published: string
  /** In which the findings were told (en). */
  readonly language?: Language
}

const replySeconds = 72 * 3600

/** The speaker has replied, or has had 72 hours to. */
export function mayBePublished({ toldAt, replies }: Statement, nowSeconds: number): boolean {
  if (replies.length > 0) return true
  return toldAt !== undefined && Date.parse(toldAt) / 1000 + replySeconds <= nowSeconds
}

/** One review for each claim that can be checked. */
export function claimReviews({ statements }: Told, setup: ReviewSetup): object[] {
  return statements.flatMap((statement) =>
    statement.claims
      .filter(({ kind }) => kind !== 'opinion' && kind !== 'purpose')
      .map((claim) => reviewOf(statement, claim, setup)),
  )
}

function reviewOf(
  statement: ToldStatement,
  claim: ToldClaim,
  { publisher, url, published, language = 'en' }: ReviewSetup,
): object {
  const told = statementWords[language]
  // Of claims made together, each reading is of one of them.
  const lineOf = new Map(claim.parts?.map(({ id, line }) => [id, `${line}: `]))
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: `${url}#${claim.id}`,
    datePublished: published,
    author: { '@type': 'Organization', name: publisher },
    claimReviewed: claim.line,
    itemReviewed: {
      '@type': 'Claim',
      text: claim.line,
      description: statement.paraphrase,
      author: { '@type': 'Thing', name: statement.speaker },
      ...(statement.said_at === null ? {} : { datePublished: statement.said_at }),
      ...(typeof statement.appeared?.address === 'string'
        ? { appearance: { '@type': 'CreativeWork', url: statement.appeared.address } }
        : {}),
    },
    reviewBody: [
      `${claim.words}.`,
      ...claim.readings.map(
        ({ part, reading, found_public: found, words, note }) =>
          `${lineOf.get(part) ?? ''}${reading}: ${found === null ? '' : `${found}; `}${words}${note === undefined ? '' : ` (${note})`}.`,
      ),
      ...(claim.attested_by.length === 0 ? [] : [`${sentence(told.onTheWordOf(claim.attested_by))}.`]),
      ...(claim.would_settle === '' ? [] : [`${sentence(told.wouldSettle(claim.would_settle))}.`]),
      ...statement.replies.map(({ words }) => sentence(told.reply(words))),
    ].join(' '),
  }
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
