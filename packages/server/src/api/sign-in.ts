// Who asks. Sign-in is handed in: the API knows neither sessions nor devices.

import type { Context } from 'hono'
import type { Actor } from '../policy/index.ts'

export interface SignIn {
  /**
   * With the roles held in this pause now. Undefined where nobody is signed in, or no longer; no roles where somebody is,
   * and holds none in it.
   * @param how `isUse`: somebody is at it, which keeps them signed in; false where a page asks by itself
   */
  actorOf(context: Context, pause: string, how?: { readonly isUse?: boolean }): Promise<Actor | undefined>
}
