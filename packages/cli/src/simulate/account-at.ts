// Of which account entries are signed: its log by its checkpoint, its beat as its first entry states it to whoever may see it.

import type { Pause } from '@treve/model'
import { ServerFault } from './api.ts'
import type { AccountAt } from './device.ts'
import { type Person, refused } from './person.ts'

export async function accountAt(person: Person, pause: Pause): Promise<AccountAt> {
  const answer = await person.get(`/account/${encodeURIComponent(pause.id)}/checkpoint`)
  if (answer.status !== 200) throw refused(`the account of ${pause.id} is not served`, answer)
  const [log = ''] = String(answer.body.text).split('\n')
  if (log === '') throw new ServerFault(`the account of ${pause.id} has no checkpoint yet`)
  return { log, pause: pause.id, mode: 'exercise', beatSeconds: 60 }
}
