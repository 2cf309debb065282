// Notifications, apart from approvals: what the parties were told, what came back, and the orders that rest on it.

import type { Part } from '../part.ts'
import { acknowledge, chase, escalate, recordForwarding } from './answering.ts'
import { chasesDue } from './chasing.ts'
import { cancelNotification, notify, updateNotification } from './notify.ts'
import { issueOrder, override, recall } from './orders.ts'
import { setNoticeRules } from './rules.ts'
import { noticesShown } from './shown.ts'
import { afterNotices, type Notices, nothingTold } from './state.ts'

export { awaitedBy } from './chasing.ts'
export { type FormAsked, noticeForm, noticeForms } from './forms.ts'
export { type Departure, departuresOf, type Order } from './order.ts'
export type { Notices, OfParty, Sent, Told } from './state.ts'

export const notices: Part<Notices> = {
  initial: nothingTold,
  after: afterNotices,
  commands: [
    setNoticeRules,
    notify,
    updateNotification,
    cancelNotification,
    acknowledge,
    recordForwarding,
    chase,
    escalate,
    issueOrder,
    override,
    recall,
  ],
  view: noticesShown,
  due: chasesDue,
}
