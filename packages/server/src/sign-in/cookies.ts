// What the browser holds for us. No script reads it, and no other site’s page sends it along.

import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { isThisMachine } from './open-id.ts'

export type CookieName = 'session' | 'journey'

export class Cookies {
  private readonly isSecure: boolean

  constructor(origin: string) {
    // Browsers keep no cookie marked `Secure` for http://localhost, all of them; elsewhere there is no sign-in without TLS.
    this.isSecure = !isThisMachine(new URL(origin)) || origin.startsWith('https:')
  }

  get(context: Context, name: CookieName): string | undefined {
    return getCookie(context, this.fullName(name))
  }

  /** @param seconds how long; 0: it is forgotten */
  set(context: Context, name: CookieName, value: string, seconds: number): void {
    setCookie(context, this.fullName(name), value, {
      path: '/',
      httpOnly: true,
      secure: this.isSecure,
      // Who comes back from their provider comes from another site: that one cookie goes along with them.
      sameSite: name === 'journey' ? 'Lax' : 'Strict',
      maxAge: Math.floor(seconds),
    })
  }

  private fullName(name: CookieName): string {
    // With this prefix a browser takes it from this host alone, and over TLS alone.
    return `${this.isSecure ? '__Host-' : ''}treve-${name}`
  }
}
