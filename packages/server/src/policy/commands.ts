// Which roles may ask for what. A command that is not here is refused to everybody.

import type { Actor, Role } from './actor.ts'

const whoMay = {
  // access
  grant_role: ['coordinator'],
  revoke_role: ['coordinator'],
  enrol_device: ['coordinator', 'dispatcher'],
  revoke_device: ['coordinator', 'dispatcher', 'protection'],
  issue_link: ['coordinator'],
  revoke_link: ['coordinator', 'protection'],
  // terms
  draft_terms: ['coordinator', 'planner'],
  announce_terms: ['coordinator'],
  agree_terms: ['coordinator'],
  agree_plan: ['coordinator'],
  // approvals, go or no go
  record_approval: ['coordinator'],
  withdraw_approval: ['coordinator'],
  waive_condition: ['coordinator'],
  name_owner: ['coordinator'],
  decide_go: ['coordinator'],
  decide_no_go: ['coordinator'],
  // life
  begin: ['coordinator'],
  suspend: ['coordinator', 'dispatcher'],
  resume: ['coordinator'],
  abort: ['coordinator', 'dispatcher'],
  close: ['coordinator'],
  account_for: ['coordinator'],
  // withdrawal and mines, corridors
  report_withdrawal: ['coordinator', 'dispatcher', 'liaison'],
  verify_withdrawal: ['coordinator', 'dispatcher', 'field'],
  lapse_withdrawal: ['coordinator', 'dispatcher', 'field', 'liaison'],
  open_corridor: ['coordinator', 'dispatcher'],
  suspend_corridor: ['coordinator', 'dispatcher'],
  close_corridor: ['coordinator', 'dispatcher'],
  // notifications, orders
  set_notice_rules: ['coordinator'],
  notify: ['coordinator'],
  update_notification: ['coordinator'],
  cancel_notification: ['coordinator'],
  acknowledge: ['coordinator', 'liaison'],
  record_forwarding: ['coordinator', 'liaison'],
  chase: ['coordinator', 'dispatcher'],
  escalate: ['coordinator', 'dispatcher'],
  override: ['coordinator'],
  issue_order: ['coordinator', 'dispatcher'],
  recall: ['coordinator', 'dispatcher'],
  // the day
  report: ['coordinator', 'dispatcher', 'field', 'desk'],
  take_back: ['coordinator', 'dispatcher', 'field', 'desk'],
  dispute: ['coordinator', 'dispatcher', 'field', 'desk'],
  receive_order: ['coordinator', 'dispatcher', 'field'],
  set_duty: ['coordinator', 'dispatcher'],
  extend: ['coordinator'],
  disperse: ['coordinator', 'dispatcher'],
  bind_tracker: ['coordinator', 'dispatcher'],
  unbind_tracker: ['coordinator', 'dispatcher'],
  // alarms: raised and settled by the server itself, looked at and ended by people
  raise_alarm: [],
  settle_alarm: [],
  acknowledge_alarm: ['coordinator', 'dispatcher', 'protection'],
  end_alarm: ['coordinator', 'dispatcher', 'protection'],
  // protection cases
  open_case: ['coordinator', 'protection'],
  note_case: ['coordinator', 'protection'],
  close_case: ['coordinator', 'protection'],
  // conversation log
  log_conversation: ['coordinator', 'dispatcher', 'planner'],
  set_contact: ['coordinator', 'dispatcher'],
  test_channel: ['coordinator', 'dispatcher'],
  // messages to people inside
  draft_message: ['coordinator', 'planner', 'protection'],
  approve_message: ['coordinator', 'protection'],
  send_message: ['coordinator', 'dispatcher'],
  cancel_message: ['coordinator', 'dispatcher', 'protection'],
  // publishing
  stop_publishing: ['coordinator', 'dispatcher', 'protection'],
  resume_publishing: ['coordinator', 'protection'],
  register_key: ['coordinator', 'protection'],
  sign_release: ['coordinator', 'protection'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type CommandKind = keyof typeof whoMay

export const commandKinds = Object.keys(whoMay) as readonly CommandKind[]

/** What only the server itself asks for, when it sees it. */
const ofServer: readonly CommandKind[] = ['raise_alarm', 'settle_alarm']

export function mayAsk(actor: Actor, kind: CommandKind): boolean {
  if (actor.kind === 'server' && ofServer.includes(kind)) return true
  const allowed: readonly Role[] = whoMay[kind]
  return actor.roles.some((role) => allowed.includes(role))
}
