// A notification in the form somebody asks for, if it is theirs to see: the one way from the state to paper, phone and CAP.

import type { Language } from '@treve/model'
import { capOf } from '../../notices/cap.ts'
import type { Notice } from '../../notices/notice.ts'
import { noticePage } from '../../notices/page.ts'
import { shortTextsOf } from '../../notices/short.ts'
import { type Actor, seesOfParty } from '../../policy/index.ts'
import type { Coordination } from '../state.ts'
import { onTheTable } from '../terms/state.ts'
import { ofParty } from './state.ts'

export const noticeForms = ['page', 'text', 'short', 'cap'] as const

export interface FormAsked {
  readonly number: number
  readonly party: string
  readonly form: (typeof noticeForms)[number]
  readonly language: Language
  /** As what this server sends CAP. */
  readonly sender: string
}

/** Undefined where there is no such notification for this reader: not even that there is one. */
export function noticeForm(
  whole: Coordination,
  reader: Actor,
  { number, party, form, language, sender }: FormAsked,
): { readonly media: string; readonly body: string } | undefined {
  if (!seesOfParty(reader, 'notices', party)) return undefined
  const { sent } = whole.notices
  const found = sent.find(({ notice }) => notice.number === number)
  const told = ofParty(whole.notices, party)?.told ?? []
  if (found === undefined || !told.some((each) => each.number === number)) return undefined
  const { notice, digest, texts } = found
  switch (form) {
    case 'text':
      return { media: 'text/plain; charset=utf-8', body: texts[language] }
    case 'short':
      return { media: 'text/plain; charset=utf-8', body: shortTextsOf(notice, digest)[language] }
    case 'cap': {
      const earlier = told.filter((each) => each.thread === notice.thread && each.number < number)
      return { media: 'application/cap+xml; charset=utf-8', body: capOf(notice, { sender, party, digest, earlier }) }
    }
    case 'page': {
      const name = onTheTable(whole.terms)?.summary.parties.find(({ id }) => id === party)?.name
      const to = { id: party, ...(name === undefined ? {} : { name }) }
      return {
        media: 'text/html; charset=utf-8',
        body: noticePage(notice, { language, party: to, digest, check: checkedAt(sender, notice, digest) }),
      }
    }
  }
}

/** What is after # is sent nowhere: it stands in the code, for who compares it with the page. */
function checkedAt(host: string, { pause, number }: Notice, digest: string): string {
  const scheme = /^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? 'http' : 'https'
  return `${scheme}://${host}/account/${pause.id}/checkpoint#${number}:${digest}`
}
