// schema.org ClaimReview (https://schema.org/ClaimReview), without a rating: what was found is told in words, of a reading.

import type { Statement } from './read.ts'
import type { Told, ToldClaim, ToldStatement } from './told.ts'

export interface ReviewSetup {
  /** Who publishes the findings; never the server of a pause. */
  readonly publisher: string
  readonly url: string
  /** A day. */
  readonly published: string
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

function reviewOf(statement: ToldStatement, claim: ToldClaim, { publisher, url, published }: ReviewSetup): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: `${url}#${claim.id}`,
    datePublished: published,
    author: { '@type': 'Organization', name: publisher },
    claimReviewed: statement.paraphrase,
    itemReviewed: {
      '@type': 'Claim',
      author: { '@type': 'Thing', name: statement.speaker },
      ...(statement.said_at === null ? {} : { datePublished: statement.said_at }),
      ...(typeof statement.appeared?.address === 'string'
        ? { appearance: { '@type': 'CreativeWork', url: statement.appeared.address } }
        : {}),
    },
    reviewBody: [
      `${claim.words}.`,
      ...claim.readings.map(
        ({ reading, words, note }) => `${reading}: ${words}${note === undefined ? '' : ` (${note})`}.`,
      ),
      ...(claim.would_settle === '' ? [] : [`It would be settled by ${claim.would_settle}.`]),
      ...statement.replies.map(({ words }) => `Reply of the speaker: ${words}`),
    ].join(' '),
  }
}
