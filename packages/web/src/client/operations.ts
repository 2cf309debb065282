// Made from the operations of the server by “npm run client”: not changed by hand.

import { type Answered, ask, type Asking } from './ask.ts'

export type WhoAmITold = Readonly<Record<string, unknown>>

/** Who is signed in, in which pauses, as what; and how to sign in. */
export function whoAmI(asking: Asking = {}): Promise<Answered<WhoAmITold>> {
  return ask('GET', '/api/v1/sign-in', {}, asking)
}

export interface AskForPasskeyGiven {
  readonly input: Readonly<Record<string, never>>
}

export type AskForPasskeyTold = Readonly<Record<string, unknown>>

/** A challenge for a passkey. */
export function askForPasskey(given: AskForPasskeyGiven, asking: Asking = {}): Promise<Answered<AskForPasskeyTold>> {
  return ask('POST', '/api/v1/sign-in/passkey/begin', { input: given.input }, asking)
}

export interface SignInByPasskeyGiven {
  readonly input: {
    readonly id: string
    readonly client_data: string
    readonly authenticator_data: string
    readonly signature: string
    readonly user_handle?: string
  }
}

export type SignInByPasskeyTold = Readonly<Record<string, unknown>>

/** Signs in by a passkey. */
export function signInByPasskey(given: SignInByPasskeyGiven, asking: Asking = {}): Promise<Answered<SignInByPasskeyTold>> {
  return ask('POST', '/api/v1/sign-in/passkey', { input: given.input }, asking)
}

export interface AskToJoinGiven {
  readonly input: {
    readonly code: string
  }
}

export type AskToJoinTold = Readonly<Record<string, unknown>>

/** What the authenticator needs to make a passkey, for who has an invitation. */
export function askToJoin(given: AskToJoinGiven, asking: Asking = {}): Promise<Answered<AskToJoinTold>> {
  return ask('POST', '/api/v1/sign-in/invitation/begin', { input: given.input }, asking)
}

export interface JoinGiven {
  readonly input: {
    readonly code: string
    readonly id: string
    readonly client_data: string
    readonly attestation_object: string
    readonly transports?: readonly ('ble' | 'cable' | 'hybrid' | 'internal' | 'nfc' | 'smart-card' | 'usb')[]
  }
}

export type JoinTold = Readonly<Record<string, unknown>>

/** Takes an invitation up with a new passkey, and signs in. */
export function join(given: JoinGiven, asking: Asking = {}): Promise<Answered<JoinTold>> {
  return ask('POST', '/api/v1/sign-in/invitation', { input: given.input }, asking)
}

export interface JoinRehearsalGiven {
  readonly input: {
    readonly code: string
  }
}

export type JoinRehearsalTold = Readonly<Record<string, unknown>>

/** Takes an invitation up in a rehearsal, without a passkey. Elsewhere it is refused. */
export function joinRehearsal(given: JoinRehearsalGiven, asking: Asking = {}): Promise<Answered<JoinRehearsalTold>> {
  return ask('POST', '/api/v1/sign-in/invitation/rehearsal', { input: given.input }, asking)
}

export interface RedeemGiven {
  readonly input: {
    readonly code: string
  }
}

export type RedeemTold = Readonly<Record<string, unknown>>

/** Takes an invitation up, for who is signed in already. */
export function redeem(given: RedeemGiven, asking: Asking = {}): Promise<Answered<RedeemTold>> {
  return ask('POST', '/api/v1/sign-in/invitation/redeem', { input: given.input }, asking)
}

export type ListPasskeysTold = Readonly<Record<string, unknown>>

/** One’s own passkeys. */
export function listPasskeys(asking: Asking = {}): Promise<Answered<ListPasskeysTold>> {
  return ask('GET', '/api/v1/sign-in/passkeys', {}, asking)
}

export type AskForNewPasskeyTold = Readonly<Record<string, unknown>>

/** What the authenticator needs to make a further passkey. */
export function askForNewPasskey(asking: Asking = {}): Promise<Answered<AskForNewPasskeyTold>> {
  return ask('POST', '/api/v1/sign-in/passkeys/begin', {}, asking)
}

export interface AddPasskeyGiven {
  readonly input: {
    readonly id: string
    readonly client_data: string
    readonly attestation_object: string
    readonly transports?: readonly ('ble' | 'cable' | 'hybrid' | 'internal' | 'nfc' | 'smart-card' | 'usb')[]
  }
}

export type AddPasskeyTold = Readonly<Record<string, unknown>>

/** Keeps a further passkey. */
export function addPasskey(given: AddPasskeyGiven, asking: Asking = {}): Promise<Answered<AddPasskeyTold>> {
  return ask('POST', '/api/v1/sign-in/passkeys', { input: given.input }, asking)
}

export interface RemovePasskeyGiven {
  readonly credential: string
}

export type RemovePasskeyTold = Readonly<Record<string, unknown>>

/** Removes one of one’s own passkeys, but not the last. */
export function removePasskey(given: RemovePasskeyGiven, asking: Asking = {}): Promise<Answered<RemovePasskeyTold>> {
  return ask('POST', `/api/v1/sign-in/passkeys/${encodeURIComponent(given.credential)}/remove`, {}, asking)
}

export type ListSessionsTold = Readonly<Record<string, unknown>>

/** Where one is signed in. */
export function listSessions(asking: Asking = {}): Promise<Answered<ListSessionsTold>> {
  return ask('GET', '/api/v1/sign-in/sessions', {}, asking)
}

export interface EndSessionGiven {
  readonly session: string
}

export type EndSessionTold = Readonly<Record<string, unknown>>

/** Signs out elsewhere. */
export function endSession(given: EndSessionGiven, asking: Asking = {}): Promise<Answered<EndSessionTold>> {
  return ask('POST', `/api/v1/sign-in/sessions/${encodeURIComponent(given.session)}/end`, {}, asking)
}

export type EndOtherSessionsTold = Readonly<Record<string, unknown>>

/** Signs out everywhere else. */
export function endOtherSessions(asking: Asking = {}): Promise<Answered<EndOtherSessionsTold>> {
  return ask('POST', '/api/v1/sign-in/sessions/end-others', {}, asking)
}

export type SignOutTold = Readonly<Record<string, unknown>>

/** Signs out here. */
export function signOut(asking: Asking = {}): Promise<Answered<SignOutTold>> {
  return ask('POST', '/api/v1/sign-in/out', {}, asking)
}

export type BeginOpenIdTold = string

/** Goes to the organisation’s sign-in. */
export function beginOpenId(asking: Asking = {}): Promise<Answered<BeginOpenIdTold>> {
  return ask('GET', '/api/v1/sign-in/open-id/begin', {}, asking)
}

export type ReturnFromOpenIdTold = string

/** Where the organisation’s sign-in sends people back to. */
export function returnFromOpenId(asking: Asking = {}): Promise<Answered<ReturnFromOpenIdTold>> {
  return ask('GET', '/api/v1/sign-in/open-id/return', {}, asking)
}

export interface EnrolGiven {
  readonly input: {
    readonly code: string
    readonly key: string
    readonly proof: string
  }
}

export type EnrolTold = Readonly<Record<string, unknown>>

/** Enrols a device by its code. It proves that the key is its own: docs/guides/coordinator.md. */
export function enrol(given: EnrolGiven, asking: Asking = {}): Promise<Answered<EnrolTold>> {
  return ask('POST', '/api/v1/sign-in/devices', { input: given.input }, asking)
}

export interface OpenLinkGiven {
  readonly input: {
    readonly pause: string
    readonly link: string
    readonly secret: string
  }
}

export type OpenLinkTold = Readonly<Record<string, unknown>>

/** Opens the page of a liaison, for who has the whole link. */
export function openLink(given: OpenLinkGiven, asking: Asking = {}): Promise<Answered<OpenLinkTold>> {
  return ask('POST', '/api/v1/sign-in/link', { input: given.input }, asking)
}

export interface InviteGiven {
  readonly pause: string
  readonly id?: string
  readonly input: {
    readonly roles: readonly ('coordinator' | 'planner' | 'dispatcher' | 'field' | 'desk' | 'liaison' | 'donor' | 'analyst' | 'auditor' | 'protection')[]
    readonly party?: string
    readonly label?: string
  }
}

export type InviteTold = Readonly<Record<string, unknown>>

/** A one-time code for a person: with it they make a passkey and hold these roles. It serves for a day. */
export function invite(given: InviteGiven, asking: Asking = {}): Promise<Answered<InviteTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/invitations`, { headers: { 'idempotency-key': given.id }, input: given.input }, asking)
}

export interface GiveDeviceCodeGiven {
  readonly pause: string
  readonly id?: string
  readonly input: {
    readonly roles: readonly ('field' | 'desk')[]
    readonly label: string
    readonly person?: string
  }
}

export type GiveDeviceCodeTold = Readonly<Record<string, unknown>>

/** A one-time code for a device, also as a QR code. It serves for ten minutes. */
export function giveDeviceCode(given: GiveDeviceCodeGiven, asking: Asking = {}): Promise<Answered<GiveDeviceCodeTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/device-codes`, { headers: { 'idempotency-key': given.id }, input: given.input }, asking)
}

export interface GiveLinkGiven {
  readonly pause: string
  readonly id?: string
  readonly input: {
    readonly party: string
    readonly until: string
    readonly ask: string
  }
}

export type GiveLinkTold = Readonly<Record<string, unknown>>

/** A page for the liaison of a party, who installs nothing. Its address is told once. */
export function giveLink(given: GiveLinkGiven, asking: Asking = {}): Promise<Answered<GiveLinkTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/links`, { headers: { 'idempotency-key': given.id }, input: given.input }, asking)
}

export interface GrantRoleGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly person: string
    readonly roles: readonly ('coordinator' | 'planner' | 'dispatcher' | 'field' | 'desk' | 'liaison' | 'donor' | 'analyst' | 'auditor' | 'protection')[]
    readonly party?: string
    readonly label?: string
  }
}

export type GrantRoleTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Gives a person roles in this pause. A liaison is of one party and holds no other role. */
export function grantRole(given: GrantRoleGiven, asking: Asking = {}): Promise<Answered<GrantRoleTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/grant_role`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface RevokeRoleGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly person: string
    readonly roles: readonly ('coordinator' | 'planner' | 'dispatcher' | 'field' | 'desk' | 'liaison' | 'donor' | 'analyst' | 'auditor' | 'protection')[]
    readonly reason?: string
  }
}

export type RevokeRoleTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Takes roles from a person. Who is left with none loses their devices too. The last coordinator stays. */
export function revokeRole(given: RevokeRoleGiven, asking: Asking = {}): Promise<Answered<RevokeRoleTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/revoke_role`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface EnrolDeviceGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly device: string
    readonly key: string
    readonly roles: readonly ('field' | 'desk')[]
    readonly person?: string
    readonly label: string
  }
}

export type EnrolDeviceTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Lets a device report, by its own key. It may be no more than what a field team or a desk is. */
export function enrolDevice(given: EnrolDeviceGiven, asking: Asking = {}): Promise<Answered<EnrolDeviceTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/enrol_device`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface RevokeDeviceGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly device: string
    readonly reason?: string
  }
}

export type RevokeDeviceTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Ends what a device may do, at once and for good. */
export function revokeDevice(given: RevokeDeviceGiven, asking: Asking = {}): Promise<Answered<RevokeDeviceTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/revoke_device`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface IssueLinkGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly link: string
    readonly party: string
    readonly secret_sha256: string
    readonly until: string
    readonly ask: string
  }
}

export type IssueLinkTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Opens a page for the liaison of a party, who installs nothing, until a time. */
export function issueLink(given: IssueLinkGiven, asking: Asking = {}): Promise<Answered<IssueLinkTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/issue_link`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface RevokeLinkGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly link: string
    readonly reason?: string
  }
}

export type RevokeLinkTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Closes the page of a liaison, at once and for good. */
export function revokeLink(given: RevokeLinkGiven, asking: Asking = {}): Promise<Answered<RevokeLinkTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/revoke_link`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface DraftTermsGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly pause_file: string
    readonly files?: readonly ({
      readonly name: string
      readonly content: string
    })[]
    readonly agreement_of?: readonly (string)[]
    readonly approval_of?: readonly (string)[]
    readonly lead_time_s?: number
    readonly grade?: 'verbal' | 'written_in_principle' | 'written_unconditional'
    readonly elements?: readonly ({
      readonly element: string
      readonly parties?: readonly (string)[]
      readonly grade?: 'verbal' | 'written_in_principle' | 'written_unconditional'
    })[]
    readonly aid_goes_in?: 'yes' | 'no' | 'not_said'
    readonly segments?: readonly ({
      readonly corridor: string
      readonly segments: readonly (string)[]
    })[]
  }
}

export type DraftTermsTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * A version of the terms: a pause file, and what is needed beside it. Refused with every problem that `treve check`
 * finds.
 */
export function draftTerms(given: DraftTermsGiven, asking: Asking = {}): Promise<Answered<DraftTermsTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/draft_terms`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface AnnounceTermsGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly version: number
    readonly by: readonly (string)[]
    readonly accepted_by?: readonly (string)[]
    readonly text: string
  }
}

export type AnnounceTermsTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** That terms are announced, by whom. It is public. Announced by some, they are not agreed. */
export function announceTerms(given: AnnounceTermsGiven, asking: Asking = {}): Promise<Answered<AnnounceTermsTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/announce_terms`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface AgreeTermsGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly version: number
    readonly by: readonly (string)[]
    readonly text: string
  }
}

export type AgreeTermsTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** That all whose agreement is needed have agreed to a version that says the five things. It is public. */
export function agreeTerms(given: AgreeTermsGiven, asking: Asking = {}): Promise<Answered<AgreeTermsTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/agree_terms`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface AgreePlanGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly version: number
    readonly plan: string
    readonly base?: string
  }
}

export type AgreePlanTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** The plan that orders follow from now on. */
export function agreePlan(given: AgreePlanGiven, asking: Asking = {}): Promise<Answered<AgreePlanTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/agree_plan`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface RecordApprovalGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly element: string
    readonly party: string
    readonly grade: 'none' | 'verbal' | 'written_in_principle' | 'written_unconditional'
    readonly until?: string
    readonly given_at?: string
    readonly version?: number
    readonly channel?: string
    readonly evidence?: string
    readonly evidence_sha256?: string
    readonly conversation?: string
    readonly conditions?: string
  }
}

export type RecordApprovalTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * That a party approves an element of the terms: how firmly, on what evidence, until when. An acknowledgement is
 * none.
 */
export function recordApproval(given: RecordApprovalGiven, asking: Asking = {}): Promise<Answered<RecordApprovalTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/record_approval`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface WithdrawApprovalGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly element: string
    readonly party: string
    readonly channel?: string
    readonly reason?: string
  }
}

export type WithdrawApprovalTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** That a party takes its approval of an element back. */
export function withdrawApproval(given: WithdrawApprovalGiven, asking: Asking = {}): Promise<Answered<WithdrawApprovalTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/withdraw_approval`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface WaiveConditionGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly condition: string
    readonly reason: string
  }
}

export type WaiveConditionTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** That a reciprocal condition no longer holds up who waited for it, and why. */
export function waiveCondition(given: WaiveConditionGiven, asking: Asking = {}): Promise<Answered<WaiveConditionTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/waive_condition`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface NameOwnerGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly function: string
    readonly actor?: string
  }
}

export type NameOwnerTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Who decides whether it goes ahead: a function, and who holds it. Nobody else can say go. */
export function nameOwner(given: NameOwnerGiven, asking: Asking = {}): Promise<Answered<NameOwnerTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/name_owner`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface DecideGoGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly note?: string
  }
}

export type DecideGoTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** It goes ahead. Refused while anything is missing, and to everybody but the named owner. */
export function decideGo(given: DecideGoGiven, asking: Asking = {}): Promise<Answered<DecideGoTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/decide_go`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface DecideNoGoGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly reason: string
  }
}

export type DecideNoGoTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** It does not go ahead, with the reason. Possible at any time before it is over. */
export function decideNoGo(given: DecideNoGoGiven, asking: Asking = {}): Promise<Answered<DecideNoGoTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/decide_no_go`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface BeginGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: Readonly<Record<string, never>>
}

export type BeginTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * It is under way. Refused until all who must be are told, go is decided, nothing is missing and the lead time has
 * run.
 */
export function begin(given: BeginGiven, asking: Asking = {}): Promise<Answered<BeginTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/begin`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface SuspendGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly issuer?: string
    readonly by_party?: string
    readonly channel?: string
    readonly reason?: string
  }
}

export type SuspendTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Nothing further starts, for now. Who is on the way goes on to safety. */
export function suspend(given: SuspendGiven, asking: Asking = {}): Promise<Answered<SuspendTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/suspend`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface ResumeGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly channel?: string
    readonly reason?: string
  }
}

export type ResumeTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * It goes on, as it may begin: approvals stand, go is decided by the terms in force, all who must be are told. After
 * it was broken off: only with approvals given anew, and decided anew.
 */
export function resume(given: ResumeGiven, asking: Asking = {}): Promise<Answered<ResumeTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/resume`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface AbortGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly issuer?: string
    readonly by_party?: string
    readonly channel?: string
    readonly reason?: string
  }
}

export type AbortTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * The pause is broken off: by whom, by which channel and why, each of which may not be given. All approvals lapse,
 * and whoever is under way is called to the nearest safe point.
 */
export function abort(given: AbortGiven, asking: Asking = {}): Promise<Answered<AbortTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/abort`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface CloseGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly not_clear?: readonly (string)[]
  }
}

export type CloseTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** The last window has ended. Vehicles that are not known to be clear are named. */
export function close(given: CloseGiven, asking: Asking = {}): Promise<Answered<CloseTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/close`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface AccountForGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: Readonly<Record<string, never>>
}

export type AccountForTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** What was done is accounted for. */
export function accountFor(given: AccountForGiven, asking: Asking = {}): Promise<Answered<AccountForTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/account_for`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface ReportWithdrawalGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly corridor: string
    readonly segment?: string
    readonly kind: string
    readonly party: string
    readonly state: 'met' | 'not_met' | 'unknown'
    readonly until?: string
  }
}

export type ReportWithdrawalTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** A party reports whether a condition of a segment is met, and until when that holds. */
export function reportWithdrawal(given: ReportWithdrawalGiven, asking: Asking = {}): Promise<Answered<ReportWithdrawalTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/report_withdrawal`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface VerifyWithdrawalGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly corridor: string
    readonly segment?: string
    readonly kind: string
    readonly by?: string
    readonly state: 'met' | 'not_met' | 'unknown'
    readonly until?: string
  }
}

export type VerifyWithdrawalTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Others than the parties to the conflict have seen whether a condition of a segment is met. */
export function verifyWithdrawal(given: VerifyWithdrawalGiven, asking: Asking = {}): Promise<Answered<VerifyWithdrawalTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/verify_withdrawal`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface LapseWithdrawalGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly corridor: string
    readonly segment?: string
    readonly kind: string
    readonly state: 'not_met' | 'unknown'
    readonly party?: string
    readonly reason?: string
  }
}

export type LapseWithdrawalTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * A condition of a segment is met no longer, or nobody knows any more. Said by a party, its own word ends, and what
 * others saw stands until it says that it is not met.
 */
export function lapseWithdrawal(given: LapseWithdrawalGiven, asking: Asking = {}): Promise<Answered<LapseWithdrawalTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/lapse_withdrawal`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface OpenCorridorGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly corridor: string
    readonly use: 'civilians' | 'medical' | 'aid' | 'armed_groups'
  }
}

export type OpenCorridorTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** A corridor is open for a use. Refused until each of its conditions holds. */
export function openCorridor(given: OpenCorridorGiven, asking: Asking = {}): Promise<Answered<OpenCorridorTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/open_corridor`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface SuspendCorridorGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly corridor: string
    readonly use?: 'civilians' | 'medical' | 'aid' | 'armed_groups'
    readonly reason?: string
  }
}

export type SuspendCorridorTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** A corridor is closed to a use, for now. */
export function suspendCorridor(given: SuspendCorridorGiven, asking: Asking = {}): Promise<Answered<SuspendCorridorTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/suspend_corridor`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface CloseCorridorGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly corridor: string
    readonly use?: 'civilians' | 'medical' | 'aid' | 'armed_groups'
    readonly reason?: string
  }
}

export type CloseCorridorTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** A corridor is closed to a use. */
export function closeCorridor(given: CloseCorridorGiven, asking: Asking = {}): Promise<Answered<CloseCorridorTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/close_corridor`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface SetNoticeRulesGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly lead_s?: number
    readonly emergency_lead_s?: number
    readonly chase_every_s?: number
    readonly chases_before_escalation?: number
    readonly await_forwarding?: boolean
    readonly contact_test_h?: number
    readonly message_languages?: readonly ('en' | 'fr' | 'ar' | 'ru')[]
  }
}

export type SetNoticeRulesTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Sets lead times of notifications, when acknowledgements are asked for again, and languages of messages. */
export function setNoticeRules(given: SetNoticeRulesGiven, asking: Asking = {}): Promise<Answered<SetNoticeRulesTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/set_notice_rules`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface NotifyGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly movements: readonly ({
      readonly id: string
      readonly use: 'civilians' | 'medical' | 'aid' | 'armed_groups'
      readonly corridor: string
      readonly segments?: readonly (string)[]
      readonly direction: 'in' | 'out' | 'both'
      readonly from: string
      readonly until: string
      readonly vehicles?: readonly ({
        readonly kind: 'bus' | 'minibus' | 'car' | 'ambulance' | 'truck' | 'escort'
        readonly count: number
      })[]
      readonly on_foot?: boolean
      readonly alternates?: readonly ({
        readonly corridor: string
        readonly segments?: readonly (string)[]
      })[]
    })[]
    readonly short_notice?: {
      readonly ground: 'emergency' | 'overridden'
      readonly reason: string
    }
    readonly also?: readonly (string)[]
  }
}

export type NotifyTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Notifies all parties of movements at once, in the same words. */
export function notify(given: NotifyGiven, asking: Asking = {}): Promise<Answered<NotifyTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/notify`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface UpdateNotificationGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly notification: number
    readonly movements: readonly ({
      readonly id: string
      readonly use: 'civilians' | 'medical' | 'aid' | 'armed_groups'
      readonly corridor: string
      readonly segments?: readonly (string)[]
      readonly direction: 'in' | 'out' | 'both'
      readonly from: string
      readonly until: string
      readonly vehicles?: readonly ({
        readonly kind: 'bus' | 'minibus' | 'car' | 'ambulance' | 'truck' | 'escort'
        readonly count: number
      })[]
      readonly on_foot?: boolean
      readonly alternates?: readonly ({
        readonly corridor: string
        readonly segments?: readonly (string)[]
      })[]
    })[]
    readonly short_notice?: {
      readonly ground: 'emergency' | 'overridden'
      readonly reason: string
    }
    readonly also?: readonly (string)[]
  }
}

export type UpdateNotificationTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Notifies all parties anew: what is different, and all that holds from now on. */
export function updateNotification(given: UpdateNotificationGiven, asking: Asking = {}): Promise<Answered<UpdateNotificationTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/update_notification`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface CancelNotificationGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly notification: number
    readonly reason?: 'plan_changed' | 'terms_changed' | 'pause_ended' | 'sent_in_error' | 'danger'
  }
}

export type CancelNotificationTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Takes a notification back, to all parties that had it. Possible also while notification is stopped. */
export function cancelNotification(given: CancelNotificationGiven, asking: Asking = {}): Promise<Answered<CancelNotificationTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/cancel_notification`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface AcknowledgeGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly number: number
    readonly party: string
    readonly channel: 'link' | 'cap' | 'email' | 'telephone' | 'satellite_telephone' | 'radio' | 'text_message' | 'letter' | 'in_person'
    readonly by_function?: string
    readonly at?: string
    readonly cap?: string
  }
}

export type AcknowledgeTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Records that a party has received a notification. It permits nothing and guarantees nothing. */
export function acknowledge(given: AcknowledgeGiven, asking: Asking = {}): Promise<Answered<AcknowledgeTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/acknowledge`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface RecordForwardingGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly number: number
    readonly party: string
    readonly to_function: string
    readonly channel: 'link' | 'cap' | 'email' | 'telephone' | 'satellite_telephone' | 'radio' | 'text_message' | 'letter' | 'in_person'
    readonly at?: string
  }
}

export type RecordForwardingTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Records that a party has passed a notification on, to whom by function. */
export function recordForwarding(given: RecordForwardingGiven, asking: Asking = {}): Promise<Answered<RecordForwardingTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/record_forwarding`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface ChaseGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly number: number
    readonly party: string
    readonly channel: 'link' | 'cap' | 'email' | 'telephone' | 'satellite_telephone' | 'radio' | 'text_message' | 'letter' | 'in_person'
  }
}

export type ChaseTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Records that a party was asked again for what is awaited: its acknowledgement, or that it has passed it on. */
export function chase(given: ChaseGiven, asking: Asking = {}): Promise<Answered<ChaseTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/chase`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface EscalateGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly number: number
    readonly party: string
    readonly channel: 'link' | 'cap' | 'email' | 'telephone' | 'satellite_telephone' | 'radio' | 'text_message' | 'letter' | 'in_person'
  }
}

export type EscalateTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Takes what is awaited and has not come to the next contact of the party. */
export function escalate(given: EscalateGiven, asking: Asking = {}): Promise<Answered<EscalateTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/escalate`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface IssueOrderGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly id: string
    readonly notification: number
    readonly movement: string
    readonly use: 'civilians' | 'medical' | 'aid' | 'armed_groups'
    readonly corridor: string
    readonly segments?: readonly (string)[]
    readonly direction: 'in' | 'out' | 'both'
    readonly from: string
    readonly until: string
    readonly vehicles?: readonly ({
      readonly id: string
      readonly kind: 'bus' | 'minibus' | 'car' | 'ambulance' | 'truck' | 'escort'
    })[]
    readonly on_foot?: boolean
  }
}

export type IssueOrderTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * Issues an order. Refused before go, while by the terms it waits for others to move, and where it departs from what
 * was notified or the terms in force, with what departs.
 */
export function issueOrder(given: IssueOrderGiven, asking: Asking = {}): Promise<Answered<IssueOrderTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/issue_order`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface OverrideGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly order: {
      readonly id: string
      readonly notification: number
      readonly movement: string
      readonly use: 'civilians' | 'medical' | 'aid' | 'armed_groups'
      readonly corridor: string
      readonly segments?: readonly (string)[]
      readonly direction: 'in' | 'out' | 'both'
      readonly from: string
      readonly until: string
      readonly vehicles?: readonly ({
        readonly id: string
        readonly kind: 'bus' | 'minibus' | 'car' | 'ambulance' | 'truck' | 'escort'
      })[]
      readonly on_foot?: boolean
    }
    readonly reason: string
  }
}

export type OverrideTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Lets one order depart from what was notified, by decision of the coordinator who asks, with the reason. */
export function override(given: OverrideGiven, asking: Asking = {}): Promise<Answered<OverrideTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/override`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface RecallGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly vehicles?: readonly (string)[]
    readonly reason: string
    readonly to?: string
  }
}

export type RecallTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Calls vehicles, or all, to the nearest safe point. Always possible. */
export function recall(given: RecallGiven, asking: Asking = {}): Promise<Answered<RecallTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/recall`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface SetContactGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly id: string
    readonly of: 'gate' | 'party' | 'pause'
    readonly gate?: string
    readonly party?: string
    readonly order?: number
    readonly function: string
    readonly call_sign?: string
    readonly channels: readonly ({
      readonly channel: 'link' | 'cap' | 'email' | 'telephone' | 'satellite_telephone' | 'radio' | 'text_message' | 'letter' | 'in_person'
      readonly number?: string
      readonly is_primary?: boolean
    })[]
    readonly stop?: {
      readonly word: string
      readonly by: readonly (string)[]
    }
    readonly cap_sender?: string
    readonly ended?: boolean
  }
}

export type SetContactTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Sets who is reached where, by which channels, and who may stop a movement by what word. */
export function setContact(given: SetContactGiven, asking: Asking = {}): Promise<Answered<SetContactTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/set_contact`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface TestChannelGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly contact: string
    readonly channel: 'link' | 'cap' | 'email' | 'telephone' | 'satellite_telephone' | 'radio' | 'text_message' | 'letter' | 'in_person'
    readonly result: 'reached' | 'no_answer' | 'wrong_function' | 'out_of_service'
    readonly took_s?: number
  }
}

export type TestChannelTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Records that a channel of a contact was tried, and what came of it. */
export function testChannel(given: TestChannelGiven, asking: Asking = {}): Promise<Answered<TestChannelTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/test_channel`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface LogConversationGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly with: string
    readonly party?: string
    readonly contact?: string
    readonly by: string
    readonly direction: 'incoming' | 'outgoing'
    readonly channel: 'link' | 'cap' | 'email' | 'telephone' | 'satellite_telephone' | 'radio' | 'text_message' | 'letter' | 'in_person'
    readonly verbal?: boolean
    readonly at?: string
    readonly language: 'en' | 'fr' | 'ar' | 'ru'
    readonly text: string
    readonly about?: readonly (string)[]
    readonly form?: 'page' | 'text' | 'short' | 'cap'
    readonly form_sha256?: string
    readonly shift?: 'handed_over' | 'taken_over'
  }
}

export type LogConversationTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Enters a conversation, spoken ones too, by function, call sign or duty number. */
export function logConversation(given: LogConversationGiven, asking: Asking = {}): Promise<Answered<LogConversationTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/log_conversation`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface DraftMessageGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly id: string
    readonly kind: 'information' | 'call_forward'
    readonly texts: {
      readonly en?: string
      readonly fr?: string
      readonly ar?: string
      readonly ru?: string
    }
    readonly where: readonly (string)[]
    readonly until: string
    readonly call?: readonly ({
      readonly place: string
      readonly from: string
      readonly until: string
      readonly seats: number
      readonly planned_seats: number
    })[]
  }
}

export type DraftMessageTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Drafts a message to people inside; it goes nowhere before somebody else has approved it. */
export function draftMessage(given: DraftMessageGiven, asking: Asking = {}): Promise<Answered<DraftMessageTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/draft_message`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface ApproveMessageGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly id: string
  }
}

export type ApproveMessageTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Approves a message that somebody else drafted, just as it is. */
export function approveMessage(given: ApproveMessageGiven, asking: Asking = {}): Promise<Answered<ApproveMessageTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/approve_message`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface SendMessageGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly id: string
    readonly way: 'loudspeaker' | 'broadcast' | 'text_message' | 'leaflet' | 'in_person' | 'social_media'
  }
}

export type SendMessageTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Records that an approved message goes out, and how. */
export function sendMessage(given: SendMessageGiven, asking: Asking = {}): Promise<Answered<SendMessageTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/send_message`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface CancelMessageGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly id: string
  }
}

export type CancelMessageTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Says that a message no longer holds. Possible also while publishing is stopped. */
export function cancelMessage(given: CancelMessageGiven, asking: Asking = {}): Promise<Answered<CancelMessageTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/cancel_message`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface StopPublishingGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: Readonly<Record<string, never>>
}

export type StopPublishingTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Stops all publishing and notification at once, until two people let it go on. */
export function stopPublishing(given: StopPublishingGiven, asking: Asking = {}): Promise<Answered<StopPublishingTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/stop_publishing`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface ResumePublishingGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: Readonly<Record<string, never>>
}

export type ResumePublishingTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Signs that publishing and notification go on. They do once a second person has signed. */
export function resumePublishing(given: ResumePublishingGiven, asking: Asking = {}): Promise<Answered<ResumePublishingTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/resume_publishing`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface RegisterKeyGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly key: string
    readonly organisation: string
  }
}

export type RegisterKeyTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * Registers the verifier key of a person, with which they will sign with another what nobody does alone. It is
 * public.
 */
export function registerKey(given: RegisterKeyGiven, asking: Asking = {}): Promise<Answered<RegisterKeyTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/register_key`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface SignReleaseGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly key?: string
    readonly ready?: string
    readonly half?: string
  }
}

export type SignReleaseTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * Signs that the account may be opened to the public, and names the key that the entry is signed with. Two people
 * sign, once it is due.
 */
export function signRelease(given: SignReleaseGiven, asking: Asking = {}): Promise<Answered<SignReleaseTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/sign_release`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface ReportGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly what: 'departed' | 'came' | 'clear' | 'broke_down' | 'people_boarded' | 'people_passed' | 'people_arrived' | 'held' | 'turned_back' | 'stepped_down' | 'born' | 'died' | 'walked_out' | 'refused_to_leave' | 'requested' | 'loaded' | 'cleared' | 'entered' | 'offloaded' | 'received' | 'distributed' | 'removed_at_clearance' | 'not_offloaded' | 'in_transit' | 'lost' | 'counted' | 'watched' | 'unregistered_vehicle' | 'child_alone' | 'incident'
    readonly vehicle?: string
    readonly trip?: string
    readonly load?: string
    readonly group?: string
    readonly corridor?: string
    readonly gate?: string
    readonly convoy?: string
    readonly place?: string
    readonly people?: readonly ({
      readonly group?: string
      readonly movement?: 'civilians' | 'medical' | 'armed_groups'
      readonly low: number
      readonly best: number
      readonly high: number
    })[]
    readonly lines?: readonly ({
      readonly consignment: string
      readonly item: string
      readonly category?: 'food' | 'water' | 'medicine' | 'medical_equipment' | 'daily_necessities' | 'shelter' | 'fuel' | 'other'
      readonly unit: 'g' | 'ml' | 's' | 'people' | 'vehicles' | 'trucks' | 'buses' | 'ambulances' | 'parcels' | 'items' | 'times' | 'beds'
      readonly low: number
      readonly best: number
      readonly high: number
      readonly owner?: string
      readonly funder?: string
      readonly reason?: string
    })[]
    readonly counts?: readonly ({
      readonly subject: 'aid' | 'people' | 'vehicles' | 'casualties' | 'corridor' | 'window' | 'opening' | 'withdrawal' | 'announcement' | 'order' | 'agreement' | 'acknowledgement' | 'incident' | 'feedback' | 'waiting' | 'queue' | 'service' | 'beds'
      readonly detail?: string
      readonly unit: 'g' | 'ml' | 's' | 'people' | 'vehicles' | 'trucks' | 'buses' | 'ambulances' | 'parcels' | 'items' | 'times' | 'beds'
      readonly low: number
      readonly best: number
      readonly high: number
    })[]
    readonly watched?: {
      readonly of: readonly ({
        readonly subject: 'aid' | 'people' | 'vehicles' | 'casualties' | 'corridor' | 'window' | 'opening' | 'withdrawal' | 'announcement' | 'order' | 'agreement' | 'acknowledgement' | 'incident' | 'feedback' | 'waiting' | 'queue' | 'service' | 'beds'
        readonly detail?: string
      })[]
      readonly gaps?: readonly ({
        readonly from: string
        readonly until: string
      })[]
    }
    readonly happened?: string
    readonly until?: string
    readonly chain?: string
    readonly event?: string
    readonly corrects?: string
    readonly text?: {
      readonly language: string
      readonly text: string
    }
  }
}

export type ReportTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * Reports what happened: by who saw it, or for somebody who reports by radio. It says what was seen, and corrects
 * nothing else.
 */
export function report(given: ReportGiven, asking: Asking = {}): Promise<Answered<ReportTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/report`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface TakeBackGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly entry: string
    readonly reason?: {
      readonly language: string
      readonly text: string
    }
  }
}

export type TakeBackTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * Takes a report back: it was wrong, and nothing stands in its place. It stays on the account, and counts no longer.
 */
export function takeBack(given: TakeBackGiven, asking: Asking = {}): Promise<Answered<TakeBackTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/take_back`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface DisputeGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly entry: string
    readonly people?: readonly ({
      readonly group?: string
      readonly movement?: 'civilians' | 'medical' | 'armed_groups'
      readonly low: number
      readonly best: number
      readonly high: number
    })[]
    readonly lines?: readonly ({
      readonly consignment: string
      readonly item: string
      readonly category?: 'food' | 'water' | 'medicine' | 'medical_equipment' | 'daily_necessities' | 'shelter' | 'fuel' | 'other'
      readonly unit: 'g' | 'ml' | 's' | 'people' | 'vehicles' | 'trucks' | 'buses' | 'ambulances' | 'parcels' | 'items' | 'times' | 'beds'
      readonly low: number
      readonly best: number
      readonly high: number
      readonly owner?: string
      readonly funder?: string
      readonly reason?: string
    })[]
    readonly counts?: readonly ({
      readonly subject: 'aid' | 'people' | 'vehicles' | 'casualties' | 'corridor' | 'window' | 'opening' | 'withdrawal' | 'announcement' | 'order' | 'agreement' | 'acknowledgement' | 'incident' | 'feedback' | 'waiting' | 'queue' | 'service' | 'beds'
      readonly detail?: string
      readonly unit: 'g' | 'ml' | 's' | 'people' | 'vehicles' | 'trucks' | 'buses' | 'ambulances' | 'parcels' | 'items' | 'times' | 'beds'
      readonly low: number
      readonly best: number
      readonly high: number
    })[]
    readonly text?: {
      readonly language: string
      readonly text: string
    }
    readonly chain?: string
  }
}

export type DisputeTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Does not agree with a report, and says what was seen instead. Both stand. */
export function dispute(given: DisputeGiven, asking: Asking = {}): Promise<Answered<DisputeTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/dispute`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface RaiseAlarmGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly kind: 'will_not_be_clear' | 'turn_back_passed' | 'standing' | 'waiting_over' | 'seen_inside' | 'off_corridor' | 'silent' | 'gate_slow' | 'counts_differ' | 'arrivals_uncounted' | 'unregistered_vehicle' | 'child_alone' | 'approval_lapses' | 'withdrawal_lapses' | 'approval_lapsed' | 'withdrawal_lapsed' | 'impossible_position' | 'clock_off' | 'incident'
    readonly key: string
    readonly vehicle?: string
    readonly trip?: string
    readonly place?: string
    readonly corridor?: string
    readonly gate?: string
    readonly load?: string
    readonly group?: string
    readonly particulars?: string
  }
}

export type RaiseAlarmTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Raises an alarm: by the server itself, once while one of its kind is open for the same. */
export function raiseAlarm(given: RaiseAlarmGiven, asking: Asking = {}): Promise<Answered<RaiseAlarmTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/raise_alarm`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface SettleAlarmGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly alarm: string
    readonly why?: string
  }
}

export type SettleAlarmTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Ends an alarm whose cause is over: by the server itself. */
export function settleAlarm(given: SettleAlarmGiven, asking: Asking = {}): Promise<Answered<SettleAlarmTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/settle_alarm`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface AcknowledgeAlarmGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly alarm: string
    readonly note?: {
      readonly language: string
      readonly text: string
    }
  }
}

export type AcknowledgeAlarmTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** A person has looked at an alarm. It stays open until its cause is over or somebody ends it. */
export function acknowledgeAlarm(given: AcknowledgeAlarmGiven, asking: Asking = {}): Promise<Answered<AcknowledgeAlarmTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/acknowledge_alarm`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface EndAlarmGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly alarm: string
    readonly reason: string
  }
}

export type EndAlarmTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Ends an alarm, by decision of a person and with the reason. */
export function endAlarm(given: EndAlarmGiven, asking: Asking = {}): Promise<Answered<EndAlarmTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/end_alarm`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface ReceiveOrderGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly order: string
    readonly vehicle: string
    readonly happened?: string
  }
}

export type ReceiveOrderTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * A vehicle has received an order, or that it was called back. Receipt alone: it says neither that it can nor that it
 * will.
 */
export function receiveOrder(given: ReceiveOrderGiven, asking: Asking = {}): Promise<Answered<ReceiveOrderTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/receive_order`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface SetDutyGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly who: string
    readonly vehicles?: readonly (string)[]
    readonly convoys?: readonly (string)[]
    readonly gates?: readonly (string)[]
    readonly places?: readonly (string)[]
  }
}

export type SetDutyTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Sets which vehicles, gates and places a person or device reports of and is shown: all of it anew. */
export function setDuty(given: SetDutyGiven, asking: Asking = {}): Promise<Answered<SetDutyTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/set_duty`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface ExtendGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly window: string
    readonly until: string
    readonly reason?: string
  }
}

export type ExtendTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** The close is later: as the terms in force have it, once all who must have approved it and were told. */
export function extend(given: ExtendGiven, asking: Asking = {}): Promise<Answered<ExtendTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/extend`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface DisperseGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly place: string
    readonly to?: readonly (string)[]
    readonly reason?: string
  }
}

export type DisperseTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * People are sent from a waiting place in danger, to where they are told. What is so there is not shown to be safe.
 */
export function disperse(given: DisperseGiven, asking: Asking = {}): Promise<Answered<DisperseTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/disperse`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface BindTrackerGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly tracker: string
    readonly vehicle: string
    readonly protocol: 'osmand' | 'owntracks'
  }
}

export type BindTrackerTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** A tracker tells where a vehicle is from now on. Its id is hard to guess, and shown to nobody. */
export function bindTracker(given: BindTrackerGiven, asking: Asking = {}): Promise<Answered<BindTrackerTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/bind_tracker`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface UnbindTrackerGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly tracker: string
  }
}

export type UnbindTrackerTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** A tracker tells of its vehicle no longer. */
export function unbindTracker(given: UnbindTrackerGiven, asking: Asking = {}): Promise<Answered<UnbindTrackerTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/unbind_tracker`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface OpenCaseGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly what: 'difference' | 'held' | 'uncounted' | 'child_alone' | 'other'
    readonly load?: string
    readonly text?: {
      readonly language: string
      readonly text: string
    }
  }
}

export type OpenCaseTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Opens a protection case. It is seen by those who deal with it, and by nobody else. */
export function openCase(given: OpenCaseGiven, asking: Asking = {}): Promise<Answered<OpenCaseTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/open_case`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface NoteCaseGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly case: string
    readonly text: {
      readonly language: string
      readonly text: string
    }
  }
}

export type NoteCaseTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Notes what was done or learnt in a protection case. */
export function noteCase(given: NoteCaseGiven, asking: Asking = {}): Promise<Answered<NoteCaseTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/note_case`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface CloseCaseGiven {
  readonly pause: string
  readonly id: string
  readonly version?: string
  readonly input: {
    readonly case: string
    readonly outcome: 'explained' | 'followed_elsewhere' | 'not_established' | 'opened_in_error'
    readonly reason: string
  }
}

export type CloseCaseTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** Closes a protection case, how and why. What was counted stays as it was counted. */
export function closeCase(given: CloseCaseGiven, asking: Asking = {}): Promise<Answered<CloseCaseTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/commands/close_case`, { headers: { 'idempotency-key': given.id, 'if-match': given.version }, input: given.input }, asking)
}

export interface GetOutcomeGiven {
  readonly pause: string
  readonly id: string
}

export type GetOutcomeTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/** What became of a command, for who sent it. */
export function getOutcome(given: GetOutcomeGiven, asking: Asking = {}): Promise<Answered<GetOutcomeTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/outcomes/${encodeURIComponent(given.id)}`, {}, asking)
}

export interface PreviewNotifyGiven {
  readonly pause: string
  readonly input: {
    readonly movements: readonly ({
      readonly id: string
      readonly use: 'civilians' | 'medical' | 'aid' | 'armed_groups'
      readonly corridor: string
      readonly segments?: readonly (string)[]
      readonly direction: 'in' | 'out' | 'both'
      readonly from: string
      readonly until: string
      readonly vehicles?: readonly ({
        readonly kind: 'bus' | 'minibus' | 'car' | 'ambulance' | 'truck' | 'escort'
        readonly count: number
      })[]
      readonly on_foot?: boolean
      readonly alternates?: readonly ({
        readonly corridor: string
        readonly segments?: readonly (string)[]
      })[]
    })[]
    readonly short_notice?: {
      readonly ground: 'emergency' | 'overridden'
      readonly reason: string
    }
    readonly also?: readonly (string)[]
  }
}

export type PreviewNotifyTold = {
  readonly parties: readonly (string)[]
  readonly texts: Readonly<Record<string, string>>
}

/** What “notify” would tell now, and to whom. Nothing is said, and nothing is entered. */
export function previewNotify(given: PreviewNotifyGiven, asking: Asking = {}): Promise<Answered<PreviewNotifyTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/previews/notify`, { input: given.input }, asking)
}

export interface PreviewUpdateNotificationGiven {
  readonly pause: string
  readonly input: {
    readonly notification: number
    readonly movements: readonly ({
      readonly id: string
      readonly use: 'civilians' | 'medical' | 'aid' | 'armed_groups'
      readonly corridor: string
      readonly segments?: readonly (string)[]
      readonly direction: 'in' | 'out' | 'both'
      readonly from: string
      readonly until: string
      readonly vehicles?: readonly ({
        readonly kind: 'bus' | 'minibus' | 'car' | 'ambulance' | 'truck' | 'escort'
        readonly count: number
      })[]
      readonly on_foot?: boolean
      readonly alternates?: readonly ({
        readonly corridor: string
        readonly segments?: readonly (string)[]
      })[]
    })[]
    readonly short_notice?: {
      readonly ground: 'emergency' | 'overridden'
      readonly reason: string
    }
    readonly also?: readonly (string)[]
  }
}

export type PreviewUpdateNotificationTold = {
  readonly parties: readonly (string)[]
  readonly texts: Readonly<Record<string, string>>
}

/** What “update_notification” would tell now, and to whom. Nothing is said, and nothing is entered. */
export function previewUpdateNotification(given: PreviewUpdateNotificationGiven, asking: Asking = {}): Promise<Answered<PreviewUpdateNotificationTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/previews/update_notification`, { input: given.input }, asking)
}

export interface PreviewCancelNotificationGiven {
  readonly pause: string
  readonly input: {
    readonly notification: number
    readonly reason?: 'plan_changed' | 'terms_changed' | 'pause_ended' | 'sent_in_error' | 'danger'
  }
}

export type PreviewCancelNotificationTold = {
  readonly parties: readonly (string)[]
  readonly texts: Readonly<Record<string, string>>
}

/** What “cancel_notification” would tell now, and to whom. Nothing is said, and nothing is entered. */
export function previewCancelNotification(given: PreviewCancelNotificationGiven, asking: Asking = {}): Promise<Answered<PreviewCancelNotificationTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/previews/cancel_notification`, { input: given.input }, asking)
}

export interface GetReleaseGiven {
  readonly pause: string
}

export type GetReleaseTold = {
  readonly log: string
  readonly pause: string
  readonly mode: 'exercise' | 'live'
  readonly beat_s: number
  readonly now: string
  readonly clear: {
    readonly type: string
    readonly last_close: string
    readonly delay_s: number
    readonly opens?: {
      readonly slots: number
      readonly sha256: string
    }
  }
  readonly shows?: {
    readonly entries: number
    readonly in_the_clear: readonly ({
      readonly kind: string
      readonly entries: number
    })[]
    readonly sealed: number
  }
  readonly keys: readonly ({
    readonly key: string
    readonly organisation: string
  })[]
  readonly signed: readonly ({
    readonly by: string
    readonly key?: string
    readonly ready?: string
    readonly half?: string
  })[]
}

/**
 * What two people are to sign so that the account is opened to the public, the keys that are registered, and what
 * each of them has made of it so far.
 */
export function getRelease(given: GetReleaseGiven, asking: Asking = {}): Promise<Answered<GetReleaseTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/release`, {}, asking)
}

export interface ListOpenedGiven {
  readonly pause: string
}

export type ListOpenedTold = string

/**
 * The list of what the release opens of what is sealed, one slot a line: its SHA-256 is what two people sign. Once it
 * is due.
 */
export function listOpened(given: ListOpenedGiven, asking: Asking = {}): Promise<Answered<ListOpenedTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/release/opened`, {}, asking)
}

export interface EnterReleaseGiven {
  readonly pause: string
  readonly id: string
  readonly input: {
    readonly signed: string
  }
}

export type EnterReleaseTold = {
  readonly state: 'done' | 'waiting'
  readonly id: string
  readonly entries?: readonly ({
    readonly id: string
    readonly leaf: string
  })[]
}

/**
 * Enters what two people have signed: the account is opened to the public. Refused until the last window has closed,
 * all are clear, the delay has passed, and both have said so here (sign_release).
 */
export function enterRelease(given: EnterReleaseGiven, asking: Asking = {}): Promise<Answered<EnterReleaseTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/release`, { headers: { 'idempotency-key': given.id }, input: given.input }, asking)
}

export interface GetClockGiven {
  readonly pause: string
}

export type GetClockTold = {
  readonly now: string
  readonly exercise_clock: {
    readonly real_s: number
    readonly pause_s: number
    readonly speed: number
  } | null
}

/** What time it is in a pause: an exercise may be played on a day of its own. */
export function getClock(given: GetClockGiven, asking: Asking = {}): Promise<Answered<GetClockTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/clock`, {}, asking)
}

export interface SetClockGiven {
  readonly pause: string
  readonly input: {
    readonly at?: string
    readonly speed: number
  }
}

export type SetClockTold = {
  readonly now: string
  readonly exercise_clock: {
    readonly real_s: number
    readonly pause_s: number
    readonly speed: number
  } | null
}

/** Sets the clock of an exercise, on and never back. Of a real pause it is refused. */
export function setClock(given: SetClockGiven, asking: Asking = {}): Promise<Answered<SetClockTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/clock`, { input: given.input }, asking)
}

export interface ViewAccessGiven {
  readonly pause: string
}

export type ViewAccessTold = Readonly<Record<string, unknown>>

/** “access” of a pause, as the reader may see it. Its ETag is its version. */
export function viewAccess(given: ViewAccessGiven, asking: Asking = {}): Promise<Answered<ViewAccessTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/access`, {}, asking)
}

export interface ViewTermsGiven {
  readonly pause: string
}

export type ViewTermsTold = Readonly<Record<string, unknown>>

/** “terms” of a pause, as the reader may see it. Its ETag is its version. */
export function viewTerms(given: ViewTermsGiven, asking: Asking = {}): Promise<Answered<ViewTermsTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/terms`, {}, asking)
}

export interface ViewApprovalsGiven {
  readonly pause: string
}

export type ViewApprovalsTold = Readonly<Record<string, unknown>>

/** “approvals” of a pause, as the reader may see it. Its ETag is its version. */
export function viewApprovals(given: ViewApprovalsGiven, asking: Asking = {}): Promise<Answered<ViewApprovalsTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/approvals`, {}, asking)
}

export interface ViewLifeGiven {
  readonly pause: string
}

export type ViewLifeTold = Readonly<Record<string, unknown>>

/** “life” of a pause, as the reader may see it. Its ETag is its version. */
export function viewLife(given: ViewLifeGiven, asking: Asking = {}): Promise<Answered<ViewLifeTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/life`, {}, asking)
}

export interface ViewWithdrawalGiven {
  readonly pause: string
}

export type ViewWithdrawalTold = Readonly<Record<string, unknown>>

/** “withdrawal” of a pause, as the reader may see it. Its ETag is its version. */
export function viewWithdrawal(given: ViewWithdrawalGiven, asking: Asking = {}): Promise<Answered<ViewWithdrawalTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/withdrawal`, {}, asking)
}

export interface ViewNoticesGiven {
  readonly pause: string
}

export type ViewNoticesTold = Readonly<Record<string, unknown>>

/** “notices” of a pause, as the reader may see it. Its ETag is its version. */
export function viewNotices(given: ViewNoticesGiven, asking: Asking = {}): Promise<Answered<ViewNoticesTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/notices`, {}, asking)
}

export interface ViewConversationGiven {
  readonly pause: string
}

export type ViewConversationTold = Readonly<Record<string, unknown>>

/** “conversation” of a pause, as the reader may see it. Its ETag is its version. */
export function viewConversation(given: ViewConversationGiven, asking: Asking = {}): Promise<Answered<ViewConversationTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/conversation`, {}, asking)
}

export interface ViewMessagesGiven {
  readonly pause: string
}

export type ViewMessagesTold = Readonly<Record<string, unknown>>

/** “messages” of a pause, as the reader may see it. Its ETag is its version. */
export function viewMessages(given: ViewMessagesGiven, asking: Asking = {}): Promise<Answered<ViewMessagesTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/messages`, {}, asking)
}

export interface ViewPublishingGiven {
  readonly pause: string
}

export type ViewPublishingTold = Readonly<Record<string, unknown>>

/** “publishing” of a pause, as the reader may see it. Its ETag is its version. */
export function viewPublishing(given: ViewPublishingGiven, asking: Asking = {}): Promise<Answered<ViewPublishingTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/publishing`, {}, asking)
}

export interface ViewDayGiven {
  readonly pause: string
}

export type ViewDayTold = Readonly<Record<string, unknown>>

/** “day” of a pause, as the reader may see it. Its ETag is its version. */
export function viewDay(given: ViewDayGiven, asking: Asking = {}): Promise<Answered<ViewDayTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/day`, {}, asking)
}

export interface ViewCasesGiven {
  readonly pause: string
}

export type ViewCasesTold = Readonly<Record<string, unknown>>

/** “cases” of a pause, as the reader may see it. Its ETag is its version. */
export function viewCases(given: ViewCasesGiven, asking: Asking = {}): Promise<Answered<ViewCasesTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/cases`, {}, asking)
}

export interface ListReportsGiven {
  readonly pause: string
  readonly after?: string
}

export type ListReportsTold = {
  readonly reports: readonly (Readonly<Record<string, unknown>>)[]
  readonly next: string
}

/** What was reported of the day, in the order in which it came; also what was taken back since. */
export function listReports(given: ListReportsGiven, asking: Asking = {}): Promise<Answered<ListReportsTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/day/reports`, { query: { after: given.after } }, asking)
}

export interface GetPlanInForceGiven {
  readonly pause: string
  readonly mark?: string
}

export type GetPlanInForceTold = Readonly<Record<string, unknown>>

/** The plan that was agreed last, or one agreed before it, as it was agreed (docs/formats/plan.md). */
export function getPlanInForce(given: GetPlanInForceGiven, asking: Asking = {}): Promise<Answered<GetPlanInForceTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/plan-in-force`, { query: { mark: given.mark } }, asking)
}

export interface CertifyKeysGiven {
  readonly pause: string
  readonly input: {
    readonly keys: readonly (string)[]
  }
}

export type CertifyKeysTold = {
  readonly certificates: readonly ({
    readonly vkey: string
    readonly certificate: Readonly<Record<string, unknown>>
  })[]
}

/** Certifies one-use keys of the device that asks, so that it can sign for a day without a network. */
export function certifyKeys(given: CertifyKeysGiven, asking: Asking = {}): Promise<Answered<CertifyKeysTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/certificates`, { input: given.input }, asking)
}

export interface SendEntriesGiven {
  readonly pause: string
  readonly input: {
    readonly entries: readonly ({
      readonly bytes: string
      readonly openings: readonly ({
        readonly id: string
        readonly slot: string
        readonly salt: string
        readonly value: unknown
      })[]
      readonly attachments?: readonly ({
        readonly index: number
        readonly salt: string
        readonly sha256: string
      })[]
    })[]
  }
}

export type SendEntriesTold = {
  readonly entries: readonly ({
    readonly id: string
    readonly state: 'done' | 'waiting' | 'refused'
    readonly code?: string
    readonly text?: string
  })[]
}

/** Takes entries that a device has signed. Sent again, each is the same; what is refused says why. */
export function sendEntries(given: SendEntriesGiven, asking: Asking = {}): Promise<Answered<SendEntriesTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/entries`, { input: given.input }, asking)
}

export interface SendAttachmentGiven {
  readonly pause: string
  readonly sha256: string
}

export type SendAttachmentTold = {
  readonly sha256: string
  readonly bytes: number
}

/** Takes the bytes of a photograph, before the entry that names it: JPEG, PNG or WebP, 10 MB at most. */
export function sendAttachment(given: SendAttachmentGiven, asking: Asking = {}): Promise<Answered<SendAttachmentTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/attachments`, { query: { sha256: given.sha256 } }, asking)
}

export interface GetProofGiven {
  readonly pause: string
  readonly id: string
}

export type GetProofTold = string

/** A proof (c2sp.org/tlog-proof) that an entry of this device is in the account; once a checkpoint covers it. */
export function getProof(given: GetProofGiven, asking: Asking = {}): Promise<Answered<GetProofTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/proof/${encodeURIComponent(given.id)}`, {}, asking)
}

export interface GetMyDayGiven {
  readonly pause: string
}

export type GetMyDayTold = Readonly<Record<string, unknown>>

/** Own trips, places, ways and whom to ask: what a phone keeps for a day without a network. */
export function getMyDay(given: GetMyDayGiven, asking: Asking = {}): Promise<Answered<GetMyDayTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/my-day`, {}, asking)
}

export interface ReadEventsGiven {
  readonly pause: string
}

export type ReadEventsTold = string

/**
 * The live stream of a pause: frames of the views that changed, whole, each with its version; four a second at most.
 * It goes on by Last-Event-ID.
 */
export function readEvents(given: ReadEventsGiven, asking: Asking = {}): Promise<Answered<ReadEventsTold>> {
  return ask('GET', '/api/v1/events', { query: { pause: given.pause } }, asking)
}

export interface GetPositionsGiven {
  readonly pause: string
}

export type GetPositionsTold = {
  readonly at: string
  readonly whole: boolean
  readonly vehicles: readonly ({
    readonly id: string
    readonly lat: number
    readonly lon: number
    readonly at: string
    readonly speed_mps?: number
    readonly heading?: number
    readonly accuracy_m?: number
    readonly age_s: number
    readonly flags: readonly ('duplicate' | 'late' | 'clock_off' | 'outside' | 'impossible' | 'mock')[]
  })[]
}

/** Where the vehicles are now, as far as the reader may follow them. */
export function getPositions(given: GetPositionsGiven, asking: Asking = {}): Promise<Answered<GetPositionsTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/positions.json`, {}, asking)
}

export interface ReadPositionsGiven {
  readonly pause: string
}

export type ReadPositionsTold = string

/**
 * The stream of positions, as server-sent events “positions”: first all that the reader may follow, then those that
 * changed; four a second at most.
 */
export function readPositions(given: ReadPositionsGiven, asking: Asking = {}): Promise<Answered<ReadPositionsTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/positions`, {}, asking)
}

export interface GetReplanGiven {
  readonly pause: string
}

export type GetReplanTold = {
  readonly state: 'none' | 'running' | 'there' | 'failed'
  readonly reason?: 'state_unreadable' | 'not_valid' | 'stranded' | 'no_window_left' | 'trip_unknown' | 'not_moved' | 'trip_promised' | 'departs_too_soon' | 'outside_notified' | 'fault'
  readonly since?: string
  readonly violations?: readonly ({
    readonly rule: string
    readonly text: string
    readonly at?: string
    readonly trip?: string
  })[]
  readonly stranded?: readonly ({
    readonly vehicle: string
    readonly why: 'not_out_in_time' | 'after_hours' | 'no_way_out'
    readonly aboard: number
    readonly soonest: readonly ({
      readonly trip?: string
      readonly corridor_in?: string
      readonly enter_at?: string
      readonly stop?: string
      readonly corridor_out?: string
      readonly exit_at?: string
      readonly to?: string
      readonly people?: number
    })[]
    readonly violations: readonly ({
      readonly rule: string
      readonly text: string
      readonly at?: string
      readonly trip?: string
    })[]
  })[]
  readonly promised_s?: number
  readonly shift?: {
    readonly trip: string
    readonly seconds: number
  } | null
  readonly proposal?: {
    readonly id?: string
    readonly base?: string
    readonly made_at?: string
    readonly state_at?: string
    readonly gained?: {
      readonly clear_probability?: {
        readonly from?: number | null
        readonly to?: number | null
      }
      readonly people_out?: {
        readonly from?: number | null
        readonly to?: number | null
      }
      readonly levels?: readonly ({
        readonly level?: string
        readonly from?: number
        readonly to?: number
      })[]
    }
    readonly changed_orders?: readonly ({
      readonly vehicle?: string
      readonly from?: readonly ({
        readonly trip?: string
        readonly corridor_in?: string
        readonly enter_at?: string
        readonly stop?: string
        readonly corridor_out?: string
        readonly exit_at?: string
        readonly to?: string
        readonly people?: number
      })[]
      readonly to?: readonly ({
        readonly trip?: string
        readonly corridor_in?: string
        readonly enter_at?: string
        readonly stop?: string
        readonly corridor_out?: string
        readonly exit_at?: string
        readonly to?: string
        readonly people?: number
      })[]
    })[]
    readonly affected?: number
    readonly within_notified?: boolean
    readonly departures?: readonly (Readonly<Record<string, unknown>>)[]
  }
}

/** A plan made anew from where everybody is now: how far it is, and what it would change. */
export function getReplan(given: GetReplanGiven, asking: Asking = {}): Promise<Answered<GetReplanTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/replan`, {}, asking)
}

export interface BeginReplanGiven {
  readonly pause: string
}

export type BeginReplanTold = {
  readonly state: 'none' | 'running' | 'there' | 'failed'
  readonly reason?: 'state_unreadable' | 'not_valid' | 'stranded' | 'no_window_left' | 'trip_unknown' | 'not_moved' | 'trip_promised' | 'departs_too_soon' | 'outside_notified' | 'fault'
  readonly since?: string
  readonly violations?: readonly ({
    readonly rule: string
    readonly text: string
    readonly at?: string
    readonly trip?: string
  })[]
  readonly stranded?: readonly ({
    readonly vehicle: string
    readonly why: 'not_out_in_time' | 'after_hours' | 'no_way_out'
    readonly aboard: number
    readonly soonest: readonly ({
      readonly trip?: string
      readonly corridor_in?: string
      readonly enter_at?: string
      readonly stop?: string
      readonly corridor_out?: string
      readonly exit_at?: string
      readonly to?: string
      readonly people?: number
    })[]
    readonly violations: readonly ({
      readonly rule: string
      readonly text: string
      readonly at?: string
      readonly trip?: string
    })[]
  })[]
  readonly promised_s?: number
  readonly shift?: {
    readonly trip: string
    readonly seconds: number
  } | null
  readonly proposal?: {
    readonly id?: string
    readonly base?: string
    readonly made_at?: string
    readonly state_at?: string
    readonly gained?: {
      readonly clear_probability?: {
        readonly from?: number | null
        readonly to?: number | null
      }
      readonly people_out?: {
        readonly from?: number | null
        readonly to?: number | null
      }
      readonly levels?: readonly ({
        readonly level?: string
        readonly from?: number
        readonly to?: number
      })[]
    }
    readonly changed_orders?: readonly ({
      readonly vehicle?: string
      readonly from?: readonly ({
        readonly trip?: string
        readonly corridor_in?: string
        readonly enter_at?: string
        readonly stop?: string
        readonly corridor_out?: string
        readonly exit_at?: string
        readonly to?: string
        readonly people?: number
      })[]
      readonly to?: readonly ({
        readonly trip?: string
        readonly corridor_in?: string
        readonly enter_at?: string
        readonly stop?: string
        readonly corridor_out?: string
        readonly exit_at?: string
        readonly to?: string
        readonly people?: number
      })[]
    })[]
    readonly affected?: number
    readonly within_notified?: boolean
    readonly departures?: readonly (Readonly<Record<string, unknown>>)[]
  }
}

/** Begins to plan anew, unless that is going on. Nothing of it is in force before it is agreed. */
export function beginReplan(given: BeginReplanGiven, asking: Asking = {}): Promise<Answered<BeginReplanTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/replan`, {}, asking)
}

export interface ProposeShiftGiven {
  readonly pause: string
  readonly input: {
    readonly trip: string
    readonly seconds: number
  }
}

export type ProposeShiftTold = {
  readonly state: 'none' | 'running' | 'there' | 'failed'
  readonly reason?: 'state_unreadable' | 'not_valid' | 'stranded' | 'no_window_left' | 'trip_unknown' | 'not_moved' | 'trip_promised' | 'departs_too_soon' | 'outside_notified' | 'fault'
  readonly since?: string
  readonly violations?: readonly ({
    readonly rule: string
    readonly text: string
    readonly at?: string
    readonly trip?: string
  })[]
  readonly stranded?: readonly ({
    readonly vehicle: string
    readonly why: 'not_out_in_time' | 'after_hours' | 'no_way_out'
    readonly aboard: number
    readonly soonest: readonly ({
      readonly trip?: string
      readonly corridor_in?: string
      readonly enter_at?: string
      readonly stop?: string
      readonly corridor_out?: string
      readonly exit_at?: string
      readonly to?: string
      readonly people?: number
    })[]
    readonly violations: readonly ({
      readonly rule: string
      readonly text: string
      readonly at?: string
      readonly trip?: string
    })[]
  })[]
  readonly promised_s?: number
  readonly shift?: {
    readonly trip: string
    readonly seconds: number
  } | null
  readonly proposal?: {
    readonly id?: string
    readonly base?: string
    readonly made_at?: string
    readonly state_at?: string
    readonly gained?: {
      readonly clear_probability?: {
        readonly from?: number | null
        readonly to?: number | null
      }
      readonly people_out?: {
        readonly from?: number | null
        readonly to?: number | null
      }
      readonly levels?: readonly ({
        readonly level?: string
        readonly from?: number
        readonly to?: number
      })[]
    }
    readonly changed_orders?: readonly ({
      readonly vehicle?: string
      readonly from?: readonly ({
        readonly trip?: string
        readonly corridor_in?: string
        readonly enter_at?: string
        readonly stop?: string
        readonly corridor_out?: string
        readonly exit_at?: string
        readonly to?: string
        readonly people?: number
      })[]
      readonly to?: readonly ({
        readonly trip?: string
        readonly corridor_in?: string
        readonly enter_at?: string
        readonly stop?: string
        readonly corridor_out?: string
        readonly exit_at?: string
        readonly to?: string
        readonly people?: number
      })[]
    })[]
    readonly affected?: number
    readonly within_notified?: boolean
    readonly departures?: readonly (Readonly<Record<string, unknown>>)[]
  }
}

/**
 * Proposes the plan in force with one departure moved, and with it all that pass in convoy with it. It is refused
 * where it is too late, begins too soon, or is outside what the parties were told; then the checker has the last
 * word.
 */
export function proposeShift(given: ProposeShiftGiven, asking: Asking = {}): Promise<Answered<ProposeShiftTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/replan/shift`, { input: given.input }, asking)
}

export interface GetReplanPlanGiven {
  readonly pause: string
}

export type GetReplanPlanTold = Readonly<Record<string, unknown>>

/** The plan of the proposal, as agree_plan takes it. */
export function getReplanPlan(given: GetReplanPlanGiven, asking: Asking = {}): Promise<Answered<GetReplanPlanTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/replan/plan`, {}, asking)
}

export interface GetPlayedDayGiven {
  readonly pause: string
}

export type GetPlayedDayTold = {
  readonly state: 'not_offered' | 'none' | 'beginning' | 'preparing' | 'playing' | 'over' | 'failed'
  readonly address?: string
  readonly speed?: number
  readonly ordered?: number
  readonly trips?: number
  readonly reason?: string
}

/** Whether a day of it is being played in a rehearsal beside this server. */
export function getPlayedDay(given: GetPlayedDayGiven, asking: Asking = {}): Promise<Answered<GetPlayedDayTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/played-day`, {}, asking)
}

export interface BeginPlayedDayGiven {
  readonly pause: string
}

export type BeginPlayedDayTold = {
  readonly state: 'not_offered' | 'none' | 'beginning' | 'preparing' | 'playing' | 'over' | 'failed'
  readonly address?: string
  readonly speed?: number
  readonly ordered?: number
  readonly trips?: number
  readonly reason?: string
}

/** Begins to play a day of it, where that is offered. */
export function beginPlayedDay(given: BeginPlayedDayGiven, asking: Asking = {}): Promise<Answered<BeginPlayedDayTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/played-day`, {}, asking)
}

export interface StopPlayedDayGiven {
  readonly pause: string
}

export type StopPlayedDayTold = {
  readonly state: 'not_offered' | 'none' | 'beginning' | 'preparing' | 'playing' | 'over' | 'failed'
  readonly address?: string
  readonly speed?: number
  readonly ordered?: number
  readonly trips?: number
  readonly reason?: string
}

/** Stops it. */
export function stopPlayedDay(given: StopPlayedDayGiven, asking: Asking = {}): Promise<Answered<StopPlayedDayTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/played-day/stop`, {}, asking)
}

export type ListPausesTold = readonly ({
  readonly id: string
  readonly title: Readonly<Record<string, unknown>>
  readonly exercise: boolean
  readonly phase?: 'draft' | 'announced' | 'agreed' | 'notified' | 'under_way' | 'suspended' | 'aborted' | 'closed' | 'accounted'
  readonly planned?: boolean
})[]

/** The pauses that are served, as far as they are the reader’s. */
export function listPauses(asking: Asking = {}): Promise<Answered<ListPausesTold>> {
  return ask('GET', '/api/v1/pauses', {}, asking)
}

export interface GetPauseGiven {
  readonly pause: string
}

export type GetPauseTold = Readonly<Record<string, unknown>>

/**
 * A pause, for drawing: quantities in whole base units, instants in ISO 8601 with offset; when those who walk by its
 * plan come out.
 */
export function getPause(given: GetPauseGiven, asking: Asking = {}): Promise<Answered<GetPauseTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}`, {}, asking)
}

export interface GetPlanGiven {
  readonly pause: string
}

export type GetPlanTold = Readonly<Record<string, unknown>>

/** Its plan, as in docs/formats/plan.md. */
export function getPlan(given: GetPlanGiven, asking: Asking = {}): Promise<Answered<GetPlanTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/plan`, {}, asking)
}

export interface GetNowGiven {
  readonly pause: string
  readonly after?: number
}

export type GetNowTold = {
  readonly is_watched: boolean
  readonly version: number
  readonly is_working: boolean
  readonly told_at: string
  readonly answer: {
    readonly told_at?: string
    readonly answered_at?: string
    readonly is_whole?: boolean
    readonly assurance?: Readonly<Record<string, unknown>>
  } | null
  readonly trouble: {
    readonly told_at?: string
    readonly kind?: 'missing' | 'unreadable' | 'unknown_trips' | 'astray' | 'nobody' | 'fault'
    readonly problems?: Readonly<Record<string, unknown>>
    readonly trips?: readonly (string)[]
    readonly vehicles?: readonly (string)[]
  } | null
  readonly vehicles: readonly ({
    readonly vehicle: string
    readonly trip: string
    readonly exit_at: string
    readonly arrive_at: string
    readonly late_s: number
    readonly by: 'position' | 'report' | 'plan'
    readonly as_of: string
  })[]
}

/** How sure the plan in force is now, and who must leave when; at once, or when it has changed. */
export function getNow(given: GetNowGiven, asking: Asking = {}): Promise<Answered<GetNowTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/now`, { query: { after: given.after } }, asking)
}

export interface GetFrontierGiven {
  readonly pause: string
}

export type GetFrontierTold = {
  readonly state: 'none' | 'waiting' | 'running' | 'there' | 'failed'
  readonly progress?: Readonly<Record<string, unknown>>
  readonly frontier?: Readonly<Record<string, unknown>>
  readonly refused?: readonly (string)[]
}

/** What other terms would bring, as in docs/formats/frontier.md, or how far it is worked out. */
export function getFrontier(given: GetFrontierGiven, asking: Asking = {}): Promise<Answered<GetFrontierTold>> {
  return ask('GET', `/api/v1/pauses/${encodeURIComponent(given.pause)}/frontier`, {}, asking)
}

export interface BeginFrontierGiven {
  readonly pause: string
}

export type BeginFrontierTold = {
  readonly state: 'none' | 'waiting' | 'running' | 'there' | 'failed'
  readonly progress?: Readonly<Record<string, unknown>>
  readonly frontier?: Readonly<Record<string, unknown>>
  readonly refused?: readonly (string)[]
}

/** Begins to work it out, unless it is begun already. Only for pages of this server, and programs. */
export function beginFrontier(given: BeginFrontierGiven, asking: Asking = {}): Promise<Answered<BeginFrontierTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/frontier`, {}, asking)
}

export interface StopFrontierGiven {
  readonly pause: string
}

export type StopFrontierTold = {
  readonly state: 'none' | 'waiting' | 'running' | 'there' | 'failed'
  readonly progress?: Readonly<Record<string, unknown>>
  readonly frontier?: Readonly<Record<string, unknown>>
  readonly refused?: readonly (string)[]
}

/** Stops it; what is done so far is kept, and says that it is not all. */
export function stopFrontier(given: StopFrontierGiven, asking: Asking = {}): Promise<Answered<StopFrontierTold>> {
  return ask('POST', `/api/v1/pauses/${encodeURIComponent(given.pause)}/frontier/stop`, {}, asking)
}
