// Somebody who comes in to a rehearsal, and asks as people do: with a session, by commands.

import { randomUUID } from 'node:crypto'
import { type Answered, type Api, type Caller, patienceMilliseconds, ServerFault } from './api.ts'
import type { JsonObject } from './line.ts'

export class Person implements Caller {
  /** As the server knows them: a random token. */
  token = ''
  private readonly api: Api
  private readonly cookies = new Map<string, string>()

  constructor(api: Api) {
    this.api = api
  }

  headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    // Whoever is signed in is asked from where, as browsers say it.
    return cookie === '' ? {} : { cookie, origin: this.api.origin }
  }

  keep(headers: Headers): void {
    for (const set of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      this.cookies.set(name, value)
    }
  }

  /** Takes an invitation up, as a rehearsal lets people in. */
  async join(code: string): Promise<void> {
    const joined = await this.api.ask(this, 'POST', '/api/v1/sign-in/invitation/rehearsal', { code })
    if (joined.status !== 200) throw refused('the code lets nobody in', joined)
    const { body } = await this.api.ask(this, 'GET', '/api/v1/sign-in')
    const { signed_in: signedIn } = body as { signed_in?: { token?: string } }
    this.token = signedIn?.token ?? ''
  }

  get(path: string): Promise<Answered> {
    return this.api.ask(this, 'GET', path)
  }

  post(path: string, input: unknown): Promise<Answered> {
    return this.api.ask(this, 'POST', path, input)
  }

  /** With what became of it: on a machine that is busy it is taken at first, and decided later. */
  async command(pause: string, kind: string, input: JsonObject, id = randomUUID()): Promise<Answered> {
    const path = `/api/v1/pauses/${encodeURIComponent(pause)}`
    const until = performance.now() + patienceMilliseconds
    let answer = await this.api.ask(this, 'POST', `${path}/commands/${kind}`, input, { 'idempotency-key': id })
    while (answer.status === 202 && performance.now() < until) {
      await this.api.wait(againMilliseconds)
      answer = await this.get(`${path}/outcomes/${id}`)
    }
    return answer
  }
}

const againMilliseconds = 250

export function refused(what: string, { status, body }: Answered): ServerFault {
  return new ServerFault(`${what}: ${status} ${String(body.code ?? '')} ${String(body.detail ?? '')}`.trim())
}
