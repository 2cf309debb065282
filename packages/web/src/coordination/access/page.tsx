// Who may do what: people by their function, devices by their key, liaisons by a link; each can be ended at once.

import { useState } from 'react'
import { giveDeviceCode, giveLink, type InviteGiven, invite } from '../../client/operations.ts'
import { FindField, isWanted, useFew } from '../../shell/few.tsx'
import { type Key, useWords } from '../../words.tsx'
import { Act } from '../act.tsx'
import { ActForm } from '../act-form.tsx'
import { type FieldOf, listed } from '../fields.ts'
import { Instant } from '../instant.tsx'
import { viewOf } from '../live.ts'
import { type Names, useNames, usePeople } from '../names.ts'
import type { PageGiven } from '../pages.ts'
import { roleWords } from '../state-words.tsx'
import { onTheTable } from '../terms/version.ts'
import type { TermsView } from '../views.ts'
import { OnceForm } from './once.tsx'
import type { AccessView, DeviceView, LinkView, PersonView } from './view.ts'
import '../told.css'

const roleCodes = [
  'coordinator',
  'planner',
  'dispatcher',
  'field',
  'desk',
  'liaison',
  'donor',
  'analyst',
  'auditor',
  'protection',
] as const satisfies InviteGiven['input']['roles']

const fewestDevices = 12

const deviceRoles = ['field', 'desk'] as const

export function AccessPage(given: PageGiven) {
  const { t } = useWords()
  const { live, pause } = given
  const shown = viewOf<AccessView>(live, 'access')
  const terms = onTheTable(viewOf<TermsView>(live, 'terms')?.view)
  const names = useNames(terms)
  if (shown === undefined) return null
  const { people, devices, links } = shown.view
  const parties = (terms?.parties ?? []).map(({ id }) => ({ value: id, label: names.party(id) }))
  const labelOf = new Map(people.map(({ person, label }) => [person, label ?? person]))
  return (
    <div className="coordination">
      <People given={given} people={people} names={names} parties={parties} />
      <Devices given={given} devices={devices} labelOf={labelOf} />
      <section aria-labelledby="links">
        <h2 id="links">{t('access.links')}</h2>
        <p className="about">{t('access.links.about')}</p>
        {links.length === 0 && <p className="empty">{t('access.noLinks')}</p>}
        <ul className="rows">
          {links.map((each) => (
            <Link key={each.link} link={each} given={given} names={names} />
          ))}
        </ul>
        <Act title={t('access.giveLink')} about={t('access.giveLink.about')}>
          <OnceForm
            fields={[
              { name: 'party', label: 'access.party', isRequired: true, kind: { choices: parties } },
              { name: 'until', label: 'access.until', hint: 'access.until.hint', isRequired: true, kind: 'instant' },
              { name: 'ask', label: 'access.ask', hint: 'access.ask.hint', isRequired: true, kind: 'line' },
            ]}
            submit="access.giveLink"
            about="access.handLink"
            askFor={({ party = '', until = '', ask = '' }, id) => giveLink({ pause, id, input: { party, until, ask } })}
            secretOf={({ url }) => ({ secret: String(url) })}
          />
        </Act>
      </section>
    </div>
  )
}

function People({
  given: { pause, held, live, me },
  people,
  names,
  parties,
}: {
  given: PageGiven
  people: readonly PersonView[]
  names: Names
  parties: readonly { value: string; label: string }[]
}) {
  const { t } = useWords()
  const nameOf = usePeople(live, me)
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  return (
    <section aria-labelledby="people">
      <h2 id="people">{t('access.people')}</h2>
      <p className="about">{t('access.people.about')}</p>
      <ul className="rows">
        {people.map(({ person, label, roles, party, since }) => (
          <li key={person}>
            <div>
              <strong>
                <bdi>{nameOf(person)}</bdi>
              </strong>{' '}
              {roles.map((role) => roleWords(role, t)).join(t('list.comma'))}
              {party !== undefined && (
                <>
                  {' '}
                  (<bdi>{names.party(party)}</bdi>)
                </>
              )}
              <p className="mark">
                {label !== undefined && (
                  <>
                    <bdi className="code">{person}</bdi>
                    {t('list.comma')}
                  </>
                )}
                {t('life.since')} <Instant at={since} />
              </p>
            </div>
            {may('revoke_role') && (
              <Revoke
                pause={pause}
                kind="revoke_role"
                submit="access.revokeRole"
                of={{ person }}
                fields={[
                  {
                    name: 'roles',
                    label: 'access.roles',
                    isRequired: true,
                    initial: roles.join(' '),
                    kind: { many: roles.map((value) => ({ value, label: roleWords(value, t) })) },
                  },
                ]}
              />
            )}
          </li>
        ))}
      </ul>
      {may('grant_role') && (
        <>
          <Act title={t('access.invite')} about={t('access.invite.about')}>
            <OnceForm
              fields={[
                {
                  name: 'roles',
                  label: 'access.roles',
                  isRequired: true,
                  kind: { many: roleCodes.map((value) => ({ value, label: roleWords(value, t) })) },
                },
                { name: 'label', label: 'access.function', hint: 'told.function.hint', kind: 'line' },
                { name: 'party', label: 'access.party', hint: 'access.party.hint', kind: { choices: parties } },
              ]}
              submit="access.invite"
              about="access.handCode"
              askFor={({ roles, label = '', party = '' }, id) =>
                invite({
                  pause,
                  id,
                  input: {
                    roles: roleCodes.filter((role) => listed(roles).includes(role)),
                    ...(label === '' ? {} : { label }),
                    ...(party === '' ? {} : { party }),
                  },
                })
              }
              secretOf={({ code, ends_at: endsAt }) => ({ secret: String(code), endsAt: String(endsAt) })}
            />
          </Act>
          <ActForm
            pause={pause}
            kind="grant_role"
            about="access.grant.about"
            fields={[
              {
                name: 'person',
                label: 'access.person',
                isRequired: true,
                kind: { choices: people.map(({ person }) => ({ value: person, label: nameOf(person) })) },
              },
              {
                name: 'roles',
                label: 'access.roles',
                isRequired: true,
                kind: { many: roleCodes.map((value) => ({ value, label: roleWords(value, t) })) },
              },
              { name: 'party', label: 'access.party', hint: 'access.party.hint', kind: { choices: parties } },
            ]}
            submit="access.grant"
          />
        </>
      )}
    </section>
  )
}

function Devices({
  given: { pause, held },
  devices,
  labelOf,
}: {
  given: PageGiven
  devices: readonly DeviceView[]
  labelOf: ReadonlyMap<string, string>
}) {
  const { t, language } = useWords()
  const [wanted, setWanted] = useState('')
  const may = (kind: string) => held.may_ask?.includes(kind) === true
  const found = devices
    .filter(({ label, device }) => isWanted(wanted, [label, device]))
    .sort((a, b) => a.label.localeCompare(b.label, language, { numeric: true }))
  const { shown, more } = useFew(found, fewestDevices)
  return (
    <section aria-labelledby="devices">
      <h2 id="devices">{t('access.devices')}</h2>
      <p className="about">{t('access.devices.about')}</p>
      {devices.length === 0 && <p className="empty">{t('access.noDevices')}</p>}
      {devices.length > fewestDevices && <FindField label={t('access.find')} wanted={wanted} want={setWanted} />}
      <ul className="rows">
        {shown.map(({ device, label, roles, since, person, revoked_at: revokedAt }) => (
          <li key={device}>
            <div>
              <strong>
                <bdi>{label}</bdi>
              </strong>{' '}
              {roles.map((role) => roleWords(role, t)).join(t('list.comma'))}
              {person !== undefined && (
                <>
                  {' '}
                  (<bdi>{labelOf.get(person) ?? person}</bdi>)
                </>
              )}
              <p className="mark">
                <bdi className="code">{device}</bdi>
                {t('list.comma')}
                {t('life.since')} <Instant at={since} />
              </p>
            </div>
            {revokedAt !== undefined ? (
              <span>
                <span className="state stop">{t('access.revoked')}</span> <Instant at={revokedAt} />
              </span>
            ) : (
              may('revoke_device') && <Revoke pause={pause} kind="revoke_device" of={{ device }} />
            )}
          </li>
        ))}
      </ul>
      {more}
      {may('enrol_device') && (
        <Act title={t('access.enrol')} about={t('access.enrol.about')}>
          <OnceForm
            fields={[
              { name: 'label', label: 'access.function', hint: 'access.device.hint', isRequired: true, kind: 'line' },
              {
                name: 'roles',
                label: 'access.roles',
                isRequired: true,
                kind: { many: deviceRoles.map((value) => ({ value, label: roleWords(value, t) })) },
              },
              {
                name: 'person',
                label: 'access.forPerson',
                kind: { choices: [...labelOf].map(([value, label]) => ({ value, label })) },
              },
            ]}
            submit="access.enrol"
            about="access.handDevice"
            askFor={({ label = '', roles, person = '' }, id) =>
              giveDeviceCode({
                pause,
                id,
                input: {
                  label,
                  roles: deviceRoles.filter((role) => listed(roles).includes(role)),
                  ...(person === '' ? {} : { person }),
                },
              })
            }
            secretOf={({ code, ends_at: endsAt, qr_svg: qrSvg }) => ({
              secret: String(code),
              endsAt: String(endsAt),
              qrSvg: String(qrSvg),
            })}
          />
        </Act>
      )}
    </section>
  )
}

function Link({
  link: { link, party, until, state, revoked_at: revokedAt },
  given: { pause, held },
  names,
}: {
  link: LinkView
  given: PageGiven
  names: Names
}) {
  const { t } = useWords()
  return (
    <li>
      <div>
        <strong>
          <bdi>{names.party(party)}</bdi>
        </strong>{' '}
        <span className={state === 'open' ? 'state fine' : state === 'revoked' ? 'state stop' : 'state'}>
          {t(`access.link.${state}`)}
        </span>
        <p className="mark">
          <bdi className="code">{link}</bdi>
          {t('list.comma')}
          {revokedAt === undefined ? (
            <>
              {t('withdrawal.until')} <Instant at={until} />
            </>
          ) : (
            <Instant at={revokedAt} />
          )}
        </p>
      </div>
      {state === 'open' && held.may_ask?.includes('revoke_link') === true && (
        <Revoke pause={pause} kind="revoke_link" of={{ link }} />
      )}
    </li>
  )
}

/** It ends at once, which is said before it is sent. */
function Revoke({
  pause,
  kind,
  of,
  submit = 'access.revoke',
  fields = [],
}: {
  pause: string
  kind: string
  of: Readonly<Record<string, string>>
  submit?: Key
  fields?: readonly FieldOf[]
}) {
  const { t } = useWords()
  return (
    <ActForm
      pause={pause}
      kind={kind}
      fields={[...fields, { name: 'reason', label: 'withdrawal.reason', kind: 'text' }]}
      fixed={of}
      submit={submit}
      confirm={() => <p>{t('access.revoke.confirm')}</p>}
    />
  )
}
