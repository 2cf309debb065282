// Who is it that asks? A person with a session, a device that signs, or the liaison of a party with a link. What they may do
// is taken from the pause each time: what was revoked ends with the very next request, and so do open streams.

import type { Instant } from '@treve/model'
import type { Context } from 'hono'
import { bytesOf } from '../api/body.ts'
import {
  actorOfDevice,
  actorOfLink,
  actorOfPerson,
  hasCoordinator,
  type Link,
  linkState,
} from '../coordination/access/index.ts'
import type { JsonObject, Refused } from '../coordination/index.ts'
import type { Actor } from '../policy/index.ts'
import type { Database } from '../storage/database.ts'
import { uuidOf } from '../storage/uuid.ts'
import { Cookies } from './cookies.ts'
import {
  digestNamed,
  digestOf,
  enrolmentText,
  isClockOff,
  isFirstTime,
  isSignedBy,
  requestText,
  type SignedRequest,
  signedRequest,
} from './devices.ts'
import { type IssuedCode, type OneTimeCode, OneTimeCodes } from './one-time-codes.ts'
import { OpenId, type OpenIdSettings } from './open-id.ts'
import { type NewPasskey, type PasskeyAnswer, Passkeys } from './passkeys.ts'
import type { AskedByDesk, Pauses } from './pauses.ts'
import { purgeSignIn } from './purging.ts'
import { type RefusedSignIn, refusedSignIn } from './refusals.ts'
import { hashOf, isSame, Keyed, newSecret, newToken, tokenOf } from './secrets.ts'
import { longestIdleS, type Session, Sessions, type SignedIn } from './sessions.ts'
import { UsedOnce } from './used-once.ts'

export interface SignInSetup {
  readonly database: Database
  readonly pauses: Pauses
  /** Of `signInKey`. */
  readonly key: Uint8Array
  /** By what address people reach our pages: scheme, host and port. */
  readonly origin: string
  readonly openId?: OpenIdSettings
  /** On this machine alone: an invitation to an exercise lets in by itself, to a real pause never. */
  readonly isRehearsal?: boolean
  /** Seconds since 1970. */
  readonly nowSeconds?: () => number
}

export type Credential =
  | { readonly kind: 'session'; readonly session: Session; readonly secret: string }
  | { readonly kind: 'device'; readonly device: string; readonly pause: string }

/** Refused by us, or by the rules of the pause. */
export type NotDone = RefusedSignIn | { readonly refusedByPause: Refused }

export interface Begun {
  readonly secret: string
  readonly endsAtSeconds: number
}

/** Path at which people come back from their provider. */
export const openIdReturnPath = '/api/v1/sign-in/open-id/return'

/** In whose name a first coordinator is made: refused by the pause where there is one. */
const server: Actor = { token: 'server', kind: 'server', roles: ['coordinator'] }

/** What devices send is no longer: photographs come apart, and by their digest. */
const mostSignedBytes = 1024 * 1024

export class SignInDesk {
  readonly cookies: Cookies
  readonly sessions: Sessions
  readonly passkeys: Passkeys
  readonly openId: OpenId | undefined
  readonly origin: string
  readonly isRehearsal: boolean
  readonly nowSeconds: () => number
  private readonly database: Database
  private readonly pauses: Pauses
  private readonly keyed: Keyed
  private readonly codes: OneTimeCodes
  private readonly usedOnce: UsedOnce
  /** A request is looked at once, however often it is asked whose it is: its nonce serves once. */
  private readonly seen = new WeakMap<Request, Promise<Credential | RefusedSignIn>>()

  constructor({
    database,
    pauses,
    key,
    origin,
    openId,
    isRehearsal = false,
    nowSeconds = () => Date.now() / 1000,
  }: SignInSetup) {
    const keyed = new Keyed(key)
    this.keyed = keyed
    this.database = database
    this.pauses = pauses
    this.origin = origin
    this.isRehearsal = isRehearsal
    this.nowSeconds = nowSeconds
    this.cookies = new Cookies(origin)
    this.usedOnce = new UsedOnce(database)
    this.sessions = new Sessions(database, nowSeconds)
    this.codes = new OneTimeCodes(database, keyed, nowSeconds)
    const shared = { keyed, usedOnce: this.usedOnce, nowSeconds }
    this.passkeys = new Passkeys({ ...shared, database, origin })
    this.openId =
      openId === undefined
        ? undefined
        : new OpenId({ ...shared, settings: openId, returnUrl: `${origin}${openIdReturnPath}` })
  }

  /** With the roles held in this pause now. No roles: somebody is signed in, and holds none in it. */
  async actorOf(context: Context, pause: string, { isUse = true } = {}): Promise<Actor | undefined> {
    const credential = await this.credentialOf(context, { isUse })
    if ('refused' in credential) return undefined
    const access = this.pauses.access(pause)
    if (credential.kind === 'device')
      return credential.pause === pause && access !== undefined ? actorOfDevice(access, credential.device) : undefined
    // Looked for again: who has signed out meanwhile is gone, also where a stream stands open.
    const session = await this.sessionOf(credential.secret, { isUse })
    if (session === undefined) return undefined
    const { who } = session
    if (who.method === 'link')
      return who.pause === pause && access !== undefined ? actorOfLink(access, who.link, this.nowIn(pause)) : undefined
    return this.personIn(pause, who) ?? { token: who.person, kind: 'person', roles: [] }
  }

  /** By what a request is told to be somebody’s, or why it is not. */
  credentialOf(context: Context, { isUse = true } = {}): Promise<Credential | RefusedSignIn> {
    const { raw } = context.req
    const known = this.seen.get(raw)
    if (known !== undefined) return known
    const found = this.look(context, isUse)
    this.seen.set(raw, found)
    return found
  }

  private async look(context: Context, isUse: boolean): Promise<Credential | RefusedSignIn> {
    const signed = signedRequest(context.req.header('authorization'))
    if (signed === 'malformed') return refusedSignIn('device_refused')
    if (signed !== undefined) return this.deviceOf(context, signed)
    const secret = this.cookies.get(context, 'session')
    if (secret === undefined) return refusedSignIn('not_signed_in')
    const session = await this.sessionOf(secret, { isUse })
    return session === undefined ? refusedSignIn('not_signed_in') : { kind: 'session', session, secret }
  }

  /** One that an invitation began by itself is none outside of a rehearsal, whoever stands on the same database. */
  private async sessionOf(secret: string, how: { readonly isUse: boolean }): Promise<Session | undefined> {
    const session = await this.sessions.of(secret, how)
    return session?.who.method === 'rehearsal' && !this.isRehearsal ? undefined : session
  }

  /** Who came in without a key of their own holds nothing in a real pause. */
  private personIn(pause: string, { method, person }: Exclude<SignedIn, { method: 'link' }>): Actor | undefined {
    if (method === 'rehearsal' && !this.pauses.isExercise(pause)) return undefined
    const access = this.pauses.access(pause)
    return access && actorOfPerson(access, person)
  }

  private async deviceOf(context: Context, signed: SignedRequest): Promise<Credential | RefusedSignIn> {
    const refused = refusedSignIn('device_refused')
    for (const pause of this.pauses.ids) {
      const access = this.pauses.access(pause)
      const device = access?.devices.get(signed.device)
      if (device === undefined) continue
      const { pathname, search } = new URL(context.req.url)
      // What is too long to be read twice names its own digest in the address: whoever takes it holds it against that.
      const bodySha256 =
        digestNamed(context.req.method, context.req.url) ??
        digestOf(await bytesOf(context.req.raw.clone().body, mostSignedBytes))
      if (bodySha256 === undefined) return refused
      const text = requestText(signed, { method: context.req.method, pathAndQuery: `${pathname}${search}`, bodySha256 })
      if (!isSignedBy(device.key, text, signed.signature)) return refused
      const now = Math.floor(this.nowSeconds())
      if (isClockOff(signed, now)) return refusedSignIn('clock_off', { server_time: now, yours: signed.atSeconds })
      if (!(await isFirstTime(signed, this.usedOnce))) return refused
      // To the device itself alone, which wipes what it holds: whoever does not sign as it learns nothing of it.
      if (device.revoked !== undefined) return refusedSignIn('device_revoked')
      return { kind: 'device', device: signed.device, pause }
    }
    return refused
  }

  /** Undefined where the code opens nothing. With it a passkey may be asked for; it is used when that is there. */
  async isInvited(code: string): Promise<boolean> {
    return (await this.codes.look('person', code)) !== undefined
  }

  async signInByPasskey(answer: PasskeyAnswer): Promise<Begun | RefusedSignIn> {
    const person = await this.passkeys.check(answer)
    return person === undefined ? refusedSignIn('sign_in_refused') : this.sessions.begin({ method: 'passkey', person })
  }

  /** A new person, by an invitation. */
  async joinByPasskey(code: string, made: NewPasskey): Promise<Begun | NotDone> {
    const checked = await this.passkeys.checkNew(made)
    if (checked === undefined) return refusedSignIn('sign_in_refused')
    const { person } = checked
    // A challenge was for a new person only if it was asked for with a code: one who has a passkey has another way.
    if ((await this.passkeys.of(person)).length > 0) return refusedSignIn('sign_in_refused')
    // Both or neither: whatever ends in between, the passkey signs in, and takes the same code up again.
    const found = await this.database.inTransaction(async (client) => {
      const invitation = await this.codes.use('person', code, person, client)
      if (invitation === undefined) return refusedSignIn('code_refused')
      return (await this.passkeys.keep(checked, client)) ? invitation : refusedSignIn('sign_in_refused')
    })
    if ('refused' in found) return found
    const granted = await this.grant(person, code, found)
    return granted === 'done' ? this.sessions.begin({ method: 'passkey', person }) : granted
  }

  /** A new person in a rehearsal, where nothing real is behind the door: by an invitation alone. */
  async joinRehearsal(code: string): Promise<Begun | NotDone> {
    if (!this.isRehearsal) return refusedSignIn('not_rehearsal')
    const invitation = await this.codes.look('person', code)
    if (invitation !== undefined && !this.pauses.isExercise(invitation.pause)) return refusedSignIn('not_rehearsal')
    const person = newToken()
    const granted = await this.redeem(person, code)
    return granted === 'done' ? this.sessions.begin({ method: 'rehearsal', person }) : granted
  }

  async addPasskey(person: string, made: NewPasskey): Promise<'done' | RefusedSignIn> {
    const checked = await this.passkeys.checkNew(made)
    return checked?.person === person && (await this.passkeys.keep(checked)) ? 'done' : refusedSignIn('sign_in_refused')
  }

  /** The roles of an invitation, for who is signed in already. */
  async redeem(person: string, code: string): Promise<'done' | NotDone> {
    const invitation = await this.codes.use('person', code, person)
    return invitation === undefined ? refusedSignIn('code_refused') : this.grant(person, code, invitation)
  }

  private grant(person: string, code: string, invitation: OneTimeCode): Promise<'done' | NotDone> {
    const id = this.codes.commandId('person', code, person)
    return this.askFor(invitation, { id, kind: 'grant_role', input: { ...invitation.given, person } })
  }

  /** In the name of who gave the code out, by the roles that they hold now. */
  private async askFor({ pause, issuedBy }: OneTimeCode, asked: Omit<AskedByDesk, 'by'>): Promise<'done' | NotDone> {
    const access = this.pauses.access(pause)
    const by = issuedBy === server.token ? server : access && actorOfPerson(access, issuedBy)
    if (by === undefined) return refusedSignIn('code_refused')
    const answer = await this.pauses.ask(pause, { ...asked, by })
    return answer === 'done' ? answer : { refusedByPause: answer.refused }
  }

  /** What it would bring is tried at once: better told to who gives it out than to who comes with it. */
  async invite(pause: string, by: Actor, given: JsonObject, again?: string): Promise<IssuedCode | NotDone> {
    const input = { ...given, person: newToken() }
    const refused = this.pauses.wouldRefuse(pause, { kind: 'grant_role', input, by })
    if (refused !== undefined) return { refusedByPause: refused }
    return this.codes.issue('person', { pause, given, issuedBy: by.token }, again)
  }

  /** For whoever reads the console: undefined where there is a coordinator. One given out before serves no more. */
  async firstInvitation(pause: string): Promise<IssuedCode | undefined> {
    const access = this.pauses.access(pause)
    if (access === undefined || hasCoordinator(access)) return undefined
    await this.codes.withdraw(pause, server.token)
    return this.codes.issue('person', { pause, given: { roles: ['coordinator'] }, issuedBy: server.token }, undefined)
  }

  async deviceCode(pause: string, by: Actor, given: JsonObject, again?: string): Promise<IssuedCode | NotDone> {
    const input = { ...given, device: newToken(), key: hashOf(newSecret()).toString('base64url') }
    const refused = this.pauses.wouldRefuse(pause, { kind: 'enrol_device', input, by })
    if (refused !== undefined) return { refusedByPause: refused }
    return this.codes.issue('device', { pause, given, issuedBy: by.token }, again)
  }

  async enrol(given: {
    readonly code: string
    readonly key: string
    readonly proof: string
  }): Promise<{ readonly device: string; readonly pause: string } | NotDone> {
    if (!isSignedBy(given.key, enrolmentText(given.code, given.key), given.proof)) return refusedSignIn('code_refused')
    const code = await this.codes.use('device', given.code, given.key)
    if (code === undefined) return refusedSignIn('code_refused')
    const id = this.codes.commandId('device', given.code, given.key)
    // The same as before, where the answer was lost and it asks again.
    const device = tokenOf(this.keyed.draw('device', [id]))
    const answer = await this.askFor(code, {
      id,
      kind: 'enrol_device',
      input: { ...code.given, device, key: given.key },
    })
    return answer === 'done' ? { device, pause: code.pause } : answer
  }

  /** Of its secret there is only the hash here; of what was drawn for it, by which the same is told again, nothing. */
  async issueLink(
    pause: string,
    by: Actor,
    given: JsonObject,
    again?: string,
  ): Promise<{ readonly link: string; readonly url: string } | NotDone> {
    const of = again === undefined ? undefined : [pause, by.token, again]
    const link = tokenOf(this.keyed.draw('link', of))
    const secret = this.keyed.draw('secret of link', of).toString('base64url')
    const input = { ...given, link, secret_sha256: hashOf(secret).toString('base64url') }
    const answer = await this.pauses.ask(pause, { id: uuidOf(`treve/link/v1\n${link}`), kind: 'issue_link', input, by })
    // What stands behind # is sent to no server: not in its log, not in those between, not to the next page.
    if (answer === 'done') return { link, url: `${this.origin}/l/${encodeURIComponent(pause)}/${link}#${secret}` }
    return { refusedByPause: answer.refused }
  }

  /** Only who holds the secret learns that there is such a link, and whether it has ended. */
  async openLink(given: {
    readonly pause: string
    readonly link: string
    readonly secret: string
  }): Promise<Begun | RefusedSignIn> {
    const link = this.pauses.access(given.pause)?.links.get(given.link)
    const expected = Buffer.from(link?.secretSha256 ?? '', 'base64url')
    if (!isSame(hashOf(given.secret), expected) || link === undefined) return refusedSignIn('link_refused')
    const state = linkState(link, this.nowIn(given.pause))
    if (state !== 'open') return refusedSignIn('link_over', { state, ask: link.ask })
    // Of an exercise that stands still nobody knows when a link ends: it is looked at with each use.
    const endsAt = this.pauses.whenHere(given.pause, link.until) ?? this.nowSeconds() + longestIdleS
    return this.sessions.begin({ method: 'link', pause: given.pause, link: given.link }, endsAt)
  }

  /** In which pauses, as what. */
  pausesOf(who: SignedIn): readonly { readonly pause: string; readonly actor: Actor; readonly link?: Link }[] {
    return this.pauses.ids.flatMap((pause) => {
      const access = this.pauses.access(pause)
      if (access === undefined) return []
      const actor =
        who.method !== 'link'
          ? this.personIn(pause, who)
          : who.pause === pause
            ? actorOfLink(access, who.link, this.nowIn(pause))
            : undefined
      const link = who.method === 'link' ? access.links.get(who.link) : undefined
      return actor === undefined ? [] : [{ pause, actor, ...(link === undefined ? {} : { link }) }]
    })
  }

  /** What has had its time is gone from the tables, not only refused. */
  async purge(): Promise<void> {
    await purgeSignIn(this.database, this.nowSeconds())
  }

  private nowIn(pause: string): Instant {
    return Math.floor(this.pauses.now(pause)) as Instant
  }
}
