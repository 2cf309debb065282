// Why somebody is not let in, in words that tell a stranger nothing: whether there is such a person, device or code is not said.

export const signInRefusals = {
  sign_in_refused: {
    status: 401,
    title: 'Not signed in',
    detail: 'This did not sign you in. Try again; if it stays so, ask a coordinator of your pause for an invitation.',
  },
  device_refused: {
    status: 401,
    title: 'Not taken from this device',
    detail:
      'The device is not enrolled in this pause, was revoked, or this request was sent before. Ask for a new code.',
  },
  device_revoked: {
    status: 403,
    title: 'This device was revoked',
    detail: 'It may report no longer: it wipes what it holds. Ask for a new code if that was a mistake.',
  },
  clock_off: {
    status: 401,
    title: 'The device’s clock is off',
    detail: 'Set its clock by server_time, or add the difference, and send it again.',
  },
  code_refused: {
    status: 403,
    title: 'This code opens nothing',
    detail: 'It is mistyped, was used, or its time is over. Ask who gave it to you for a new one.',
  },
  not_rehearsal: {
    status: 404,
    title: 'Not a rehearsal',
    detail:
      'Here an invitation is taken up with a passkey. By itself it lets in on a server begun with --rehearse alone.',
  },
  link_refused: {
    status: 404,
    title: 'This link opens nothing',
    detail: 'Open the whole link as it was sent, or ask the coordination for a new one.',
  },
  session_unknown: { status: 404, title: 'No such session of yours', detail: 'See GET /api/v1/sign-in/sessions.' },
  passkey_unknown: { status: 404, title: 'No such passkey of yours', detail: 'See GET /api/v1/sign-in/passkeys.' },
  open_id_off: {
    status: 404,
    title: 'No sign-in by an organisation here',
    detail: 'Sign in with a passkey; or ask who runs this server to name a provider.',
  },
  last_passkey: {
    status: 409,
    title: 'Your only passkey',
    detail: 'Without it you could not sign in any more. Add another first.',
  },
  link_over: {
    status: 410,
    title: 'This link has ended',
    detail: 'Its time is over or it was closed. Ask for a new one; whom to ask is in `ask`.',
  },
  open_id_away: {
    status: 502,
    title: 'Your organisation’s sign-in does not answer',
    detail: 'Try again in a minute, or sign in with a passkey.',
  },
} as const

export type SignInRefusal = keyof typeof signInRefusals | 'not_signed_in'

export interface RefusedSignIn {
  readonly refused: SignInRefusal
  readonly particulars?: Readonly<Record<string, string | number>>
}

export function refusedSignIn(refused: SignInRefusal, particulars?: RefusedSignIn['particulars']): RefusedSignIn {
  return { refused, ...(particulars === undefined ? {} : { particulars }) }
}
