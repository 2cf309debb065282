// Words of the codes that the server uses, by family; a code without words is shown as it is.

import type { Words } from '../words.tsx'
import type { Choice } from './fields.ts'
import { isKey } from './refusal.ts'

export type Family =
  | 'aspect'
  | 'awaited'
  | 'channel'
  | 'condition'
  | 'withdrawal.kind'
  | 'coordination.use'
  | 'departure'
  | 'direction'
  | 'entry'
  | 'lead'
  | 'message.kind'
  | 'message.state'
  | 'notice.kind'
  | 'obstacle'
  | 'opening'
  | 'result'
  | 'vehicle'
  | 'way'

export function wordOf(family: Family, code: string, t: Words['t']): string {
  const key = `${family}.${code}`
  return isKey(key) ? t(key) : code
}

export function choicesOf(family: Family, codes: readonly string[], t: Words['t']): readonly Choice[] {
  return codes.map((value) => ({ value, label: wordOf(family, value, t) }))
}

/** One that was never named has no words: it was not given. */
export function channelWords(code: string | null | undefined, t: Words['t']): string | undefined {
  return typeof code === 'string' ? wordOf('channel', code, t) : undefined
}

export const channelCodes = [
  'telephone',
  'satellite_telephone',
  'radio',
  'text_message',
  'email',
  'letter',
  'in_person',
  'cap',
  'link',
] as const

/** By what a person says something: neither a machine nor a page of its own. */
export const spokenChannels = channelCodes.filter((code) => code !== 'cap' && code !== 'link')

/** By what a file may be sent: a machine, too. */
export const sendingChannels = channelCodes.filter((code) => code !== 'link')

export const useCodes = ['civilians', 'medical', 'aid', 'armed_groups'] as const
export const vehicleCodes = ['bus', 'minibus', 'car', 'ambulance', 'truck', 'escort'] as const
export const directionCodes = ['in', 'out', 'both'] as const
