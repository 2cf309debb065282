// What coordinators hand out: invitations, codes for devices, links for liaisons. Each is told once.

import { formatInstant, utc } from '@treve/model'
import encodeQR from 'qr'
import type { Operation } from '../api/operation.ts'
import { type Answering, written } from './answering.ts'
import { deviceInvitation, invitation, linkAsked } from './inputs.ts'
import { codeAsShown } from './secrets.ts'

export function handingOutOperations({ desk, forPause, paths }: Answering): readonly Operation[] {
  return [
    forPause(
      'invite',
      'invitations',
      'A one-time code for a person: with it they make a passkey and hold these roles. It serves for a day.',
      'grant_role',
      invitation,
      async (pause, by, input, again) => {
        const invited = await desk().invite(pause, by, input, again)
        if (!('code' in invited)) return invited
        const { code: drawn, endsAtSeconds } = invited
        return { code: codeAsShown(drawn), ends_at: written(endsAtSeconds) }
      },
    ),
    forPause(
      'giveDeviceCode',
      'device-codes',
      'A one-time code for a device, also as a QR code. It serves for ten minutes.',
      'enrol_device',
      deviceInvitation,
      async (pause, by, input, again) => {
        const given = await desk().deviceCode(pause, by, input, again)
        if (!('code' in given)) return given
        const { code: drawn, endsAtSeconds } = given
        const url = `${desk().origin}${paths.device}#${drawn}`
        return { code: codeAsShown(drawn), ends_at: written(endsAtSeconds), url, qr_svg: encodeQR(url, 'svg') }
      },
    ),
    forPause(
      'giveLink',
      'links',
      'A page for the liaison of a party, who installs nothing. Its address is told once.',
      'issue_link',
      linkAsked,
      (pause, by, { until, ...input }, again) =>
        desk().issueLink(pause, by, { ...input, until: formatInstant(until, utc) }, again),
    ),
  ]
}
