// Sign-in by an organisation’s OpenID Connect: code flow with PKCE, state and nonce. What is kept of a person is a keyed hash
// of who they are there: no name, no address; whoever has our database cannot tell whose it is.

import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { Keyed } from './secrets.ts'
import type { UsedOnce } from './used-once.ts'

export interface OpenIdSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface OpenIdSetup {
  readonly settings: OpenIdSettings
  readonly keyed: Keyed
  readonly usedOnce: UsedOnce
  readonly nowSeconds: () => number
  /** To where the provider sends people back. */
  readonly returnUrl: string
}

/** What the browser holds while its person is at the provider. */
interface Journey {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly atSeconds: number
}

export const journeyS = 600

export class OpenId {
  private readonly setup: OpenIdSetup
  private found: Promise<Configuration> | undefined

  constructor(setup: OpenIdSetup) {
    this.setup = setup
  }

  /** Undefined where the provider does not answer. */
  async begin(): Promise<{ readonly goTo: string; readonly journey: string } | undefined> {
    const configuration = await this.configuration().catch(() => undefined)
    if (configuration === undefined) return undefined
    const journey: Journey = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      atSeconds: Math.floor(this.setup.nowSeconds()),
    }
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.setup.returnUrl,
      // Nothing but who it is: no profile, no address.
      scope: 'openid',
      state: journey.state,
      nonce: journey.nonce,
      code_challenge: await calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: 'S256',
    })
    return { goTo: url.href, journey: this.setup.keyed.seal('journey', JSON.stringify(journey)) }
  }

  /** The person, as a token; undefined where it is not taken, whatever the reason. */
  async finish(query: string, sealed: string): Promise<string | undefined> {
    const { keyed, usedOnce, nowSeconds, returnUrl, settings } = this.setup
    const opened = keyed.open('journey', sealed)
    if (opened === undefined) return undefined
    const journey = JSON.parse(opened) as Journey
    const endsAtSeconds = journey.atSeconds + journeyS
    if (nowSeconds() > endsAtSeconds) return undefined
    if (!(await usedOnce.use(keyed.hash('state', journey.state), endsAtSeconds))) return undefined
    const url = new URL(returnUrl)
    url.search = query
    try {
      const tokens = await authorizationCodeGrant(await this.configuration(), url, {
        pkceCodeVerifier: journey.verifier,
        expectedState: journey.state,
        expectedNonce: journey.nonce,
        idTokenExpected: true,
      })
      const subject = tokens.claims()?.sub
      return subject === undefined
        ? undefined
        : keyed.hash('person', settings.issuer, subject).subarray(0, 16).toString('hex')
    } catch {
      return undefined
    }
  }

  /** Asked for when it is first needed: the server starts without its provider, and one that was away is asked again. */
  private configuration(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.setup.settings
    const url = new URL(issuer)
    this.found ??= discovery(url, clientId, clientSecret, undefined, {
      // The signature of what says who it is, too, and not only the channel by which it came.
      execute: [enableNonRepudiationChecks, ...(isThisMachine(url) ? [allowInsecureRequests] : [])],
      timeout: 10,
    })
    this.found.catch(() => {
      this.found = undefined
    })
    return this.found
  }
}

/** Without encryption only where nothing leaves the machine. */
export function isThisMachine({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
