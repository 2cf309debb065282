// As whom PostgreSQL runs. It refuses root, and whoever has no entry among the users. So:
//
//   a plain user           itself
//   root                   itself in a user namespace in which it is nobody: files stay root's, also below a folder that
//                          no other user may enter
//   root, where there are  a user without rights; the folder must be one that this user may enter
//   no user namespaces

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { StorageFault } from '../fault.ts'

export interface RunAs {
  /** Put before the command. */
  readonly before: readonly string[]
  /** To whom its files must belong; undefined: to who we are. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined
}

const nobody = 65534
const asNobody = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--']

/**
 * @param owner of the cluster, where there is one: it stays with who made it
 * @param hasNamespaces whether a user namespace can be made here
 */
export function runAs(
  owner: number | undefined,
  { uid = process.geteuid?.() ?? 0, hasNamespaces = hasUserNamespaces, users = usersHere } = {},
): RunAs {
  if (owner !== undefined && owner !== uid) {
    if (uid !== 0)
      throw new StorageFault(
        'unusable',
        'the data folder’s database belongs to another user: start as that user, or give another folder by --data',
      )
    return { before: [], user: { uid: owner, gid: users().find((each) => each.uid === owner)?.gid ?? owner } }
  }
  if (uid !== 0 && isKnown()) return { before: [], user: undefined }
  if (hasNamespaces()) return { before: asNobody, user: undefined }
  const other = uid === 0 ? ['postgres', 'nobody'].flatMap((name) => users().filter((each) => each.name === name)) : []
  const [user] = other
  if (user === undefined || owner !== undefined)
    throw new StorageFault(
      'unusable',
      uid === 0
        ? 'PostgreSQL refuses to run as root, and there is neither a user namespace to be had here nor a user “nobody”: start as another user, or name a server by --database postgres://…'
        : `PostgreSQL needs the user ${uid} in /etc/passwd: start as one who is there, or name a server by --database postgres://…`,
    )
  return { before: [], user: { uid: user.uid, gid: user.gid } }
}

function isKnown(): boolean {
  try {
    return userInfo().uid >= 0
  } catch {
    return false
  }
}

function hasUserNamespaces(): boolean {
  const [command = '', ...rest] = asNobody
  // getent is not everywhere; initdb itself looks the name up.
  return process.platform === 'linux' && spawnSync(command, [...rest, 'true'], { stdio: 'ignore' }).status === 0
}

interface User {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

function usersHere(): User[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  } catch {
    return []
  }
}
