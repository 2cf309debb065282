// What operations of sign-in take.

import { id, instant, list, object, oneOf, optional, required, text } from '@treve/model/schema'
import { deviceRoles } from '../coordination/access/index.ts'
import { roles } from '../policy/index.ts'
import { transports } from './passkeys.ts'

export const secret = (letters: number, doc: string) => required(text(letters), { sensitivity: 'severe', doc })
export const shown = (letters: number, doc: string) => required(text(letters), { sensitivity: 'high', doc })

export const passkeyAnswer = object({
  id: shown(1400, 'Id of the credential, in base64url.'),
  client_data: shown(8000, 'clientDataJSON, in base64url.'),
  authenticator_data: shown(8000, 'authenticatorData, in base64url.'),
  signature: shown(8000, 'signature, in base64url.'),
  user_handle: optional(text(200), { sensitivity: 'high', doc: 'userHandle, in base64url.' }),
})
export const newPasskey = {
  id: shown(1400, 'Id of the credential, in base64url.'),
  client_data: shown(8000, 'clientDataJSON, in base64url.'),
  attestation_object: shown(16_000, 'attestationObject, in base64url.'),
  transports: optional(list(oneOf(transports), { max: transports.length }), {
    sensitivity: 'moderate',
    doc: 'What getTransports() says.',
  }),
}
export const code = secret(40, 'As it was told; dashes, spaces and small letters do not matter.')
export const label = text(60)
export const party = optional(id(), { sensitivity: 'moderate', doc: 'Whose liaison: id of the party.' })

export const invitation = object({
  roles: required(list(oneOf(roles), { min: 1, max: roles.length }), { sensitivity: 'moderate', doc: 'Which.' }),
  party,
  label: optional(label, { sensitivity: 'high', doc: 'The function, such as “duty officer 2”. Never a name.' }),
})
export const deviceInvitation = object({
  roles: required(list(oneOf(deviceRoles), { min: 1, max: deviceRoles.length }), {
    sensitivity: 'moderate',
    doc: 'As what.',
  }),
  label: required(label, { sensitivity: 'high', doc: 'What it is called, by function: “gate team north”.' }),
  person: optional(id(), { sensitivity: 'high', doc: 'For whom, where that is one person: their token.' }),
})
export const linkAsked = object({
  party: required(id(), { sensitivity: 'moderate', doc: 'Id of the party.' }),
  until: required(instant(), { sensitivity: 'moderate', doc: 'When it ends by itself.' }),
  ask: required(text(120), { sensitivity: 'moderate', doc: 'Whom to ask for a new one, by function.' }),
})
