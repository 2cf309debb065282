// Passkeys of this device, as the server wants them told.

export interface NewPasskey {
  readonly id: string
  readonly client_data: string
  readonly attestation_object: string
  readonly transports: readonly Transport[]
}

export interface PasskeyAnswer {
  readonly id: string
  readonly client_data: string
  readonly authenticator_data: string
  readonly signature: string
  readonly user_handle?: string
}

const transports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const
type Transport = (typeof transports)[number]

/** Why none can be used here; undefined: they can. Browsers have them on secure addresses alone. */
export function noPasskeys(): 'insecure' | 'unknown' | undefined {
  if (!window.isSecureContext) return 'insecure'
  const isKnown =
    typeof PublicKeyCredential === 'function' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'
  return isKnown ? undefined : 'unknown'
}

/** Undefined: broken off by whoever is at the device, or not to be had. */
export async function makePasskey(options: unknown): Promise<NewPasskey | undefined> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON)
  const made = await navigator.credentials.create({ publicKey }).catch(() => null)
  if (!(made instanceof PublicKeyCredential)) return undefined
  const { id, response } = made.toJSON() as RegistrationResponseJSON
  return {
    id,
    client_data: response.clientDataJSON,
    attestation_object: response.attestationObject,
    transports: transports.filter((each) => (response.transports as readonly string[]).includes(each)),
  }
}

/** Undefined: as above. */
export async function askPasskey(options: unknown): Promise<PasskeyAnswer | undefined> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
  const got = await navigator.credentials.get({ publicKey }).catch(() => null)
  if (!(got instanceof PublicKeyCredential)) return undefined
  const { id, response } = got.toJSON() as AuthenticationResponseJSON
  return {
    id,
    client_data: response.clientDataJSON,
    authenticator_data: response.authenticatorData,
    signature: response.signature,
    ...(response.userHandle === undefined ? {} : { user_handle: response.userHandle }),
  }
}
