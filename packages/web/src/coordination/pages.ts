// The pages of coordination, in the order of the links. Each is a folder of its own, with one component.

import { type FunctionComponent, type LazyExoticComponent, lazy } from 'react'
import type { Held } from '../sign-in/who.ts'
import type { Key } from '../words.tsx'
import { AccessPage } from './access/page.tsx'
import { ConversationPage } from './conversation/page.tsx'
import { GoPage } from './go/page.tsx'
import { LiaisonPage } from './liaison/page.tsx'
import { LifePage } from './life/page.tsx'
import type { Live, PartName } from './live.ts'
import { MessagesPage } from './messages/page.tsx'
import { NoticesPage } from './notices/page.tsx'
import { PublishingPage } from './publishing/page.tsx'
import { TermsPage } from './terms/page.tsx'
import { WithdrawalPage } from './withdrawal/page.tsx'

export interface PageGiven {
  readonly pause: string
  readonly live: Live
  /** What the reader is in this pause. */
  readonly held: Held
  /** Token of the reader. */
  readonly me: string
  /** It is planned here too: there are questions to print. */
  readonly isPlanned: boolean
}

export interface PageOf {
  /** In the address: `?page=…`. */
  readonly name: string
  readonly title: Key
  /** Shown to whoever is shown this part. */
  readonly part: PartName
  /** Only to these of them. */
  readonly roles?: readonly string[]
  readonly Page: FunctionComponent<PageGiven> | LazyExoticComponent<FunctionComponent<PageGiven>>
}

/** Of the day: loaded when it is opened, since most readers never do. */
const BoardPage = lazy(async () => ({ default: (await import('../board/page.tsx')).BoardPage }))
const HandoverPage = lazy(async () => ({ default: (await import('../board/handover.tsx')).HandoverPage }))
const PaperPage = lazy(async () => ({ default: (await import('../paper/page.tsx')).PaperPage }))
const DeskPage = lazy(async () => ({ default: (await import('../desk/page.tsx')).DeskPage }))
const CasesPage = lazy(async () => ({ default: (await import('../cases/page.tsx')).CasesPage }))
const whoFollows = ['coordinator', 'dispatcher']

/** A liaison has all of these on one page. */
const whoRuns = ['coordinator', 'dispatcher', 'planner']

export const pages: readonly PageOf[] = [
  { name: 'liaison', title: 'nav.liaison', part: 'notices', roles: ['liaison'], Page: LiaisonPage },
  { name: 'desk', title: 'nav.desk', part: 'day', roles: ['desk'], Page: DeskPage },
  { name: 'life', title: 'nav.life', part: 'life', Page: LifePage },
  { name: 'board', title: 'nav.board', part: 'day', roles: whoFollows, Page: BoardPage },
  { name: 'paper', title: 'nav.paper', part: 'day', roles: whoFollows, Page: PaperPage },
  { name: 'handover', title: 'nav.handover', part: 'day', roles: whoFollows, Page: HandoverPage },
  { name: 'cases', title: 'nav.cases', part: 'cases', roles: ['coordinator', 'protection'], Page: CasesPage },
  { name: 'terms', title: 'nav.terms', part: 'terms', Page: TermsPage },
  { name: 'go', title: 'nav.go', part: 'approvals', Page: GoPage },
  { name: 'notices', title: 'nav.notices', part: 'notices', roles: whoRuns, Page: NoticesPage },
  { name: 'withdrawal', title: 'nav.withdrawal', part: 'withdrawal', roles: whoRuns, Page: WithdrawalPage },
  { name: 'conversation', title: 'nav.conversation', part: 'conversation', Page: ConversationPage },
  { name: 'messages', title: 'nav.messages', part: 'messages', Page: MessagesPage },
  { name: 'publishing', title: 'nav.publishing', part: 'publishing', Page: PublishingPage },
  { name: 'access', title: 'nav.access', part: 'access', Page: AccessPage },
]

export function pagesFor({ views }: Live, held: Held): readonly PageOf[] {
  return pages.filter(
    ({ part, roles }) =>
      views[part] !== undefined && (roles === undefined || roles.some((role) => held.roles.includes(role))),
  )
}
