// Which logs and witnesses are trusted, and how many must have cosigned (c2sp.org/tlog-policy).

import { toHex } from './bytes.ts'
import { cosignatureVerifier } from './cosignature.ts'
import { LogFault } from './fault.ts'
import { keyTypes, type NoteSignature, type NoteVerifier, parseVerifierKey, type VerifierKey } from './note.ts'

export interface PolicyLog {
  readonly key: VerifierKey
  readonly url: string | undefined
}

export interface PolicyWitness {
  /** Within the policy alone. */
  readonly name: string
  readonly key: VerifierKey
  readonly url: string | undefined
  readonly verifier: NoteVerifier
}

export interface Policy {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  /** Of signatures that hold, whether enough are of witnesses. */
  isMetBy(verified: readonly NoteSignature[]): boolean
}

/** A witness, or a group of which `least` must have witnessed. */
type Member = { readonly witness: PolicyWitness } | { readonly least: number; readonly members: readonly Member[] }

export function parsePolicy(text: string): Policy {
  if (/[^\t\n\x20-\x7e\u0080-\u{10ffff}]/u.test(text))
    throw new LogFault('malformed', 'the policy holds control characters')
  if (text !== '' && !text.endsWith('\n')) throw new LogFault('malformed', 'the last line of the policy is not ended')
  const logs: PolicyLog[] = []
  const witnesses: PolicyWitness[] = []
  const named = new Map<string, Member>()
  const used = new Set<string>()
  let quorum: { readonly member: Member | undefined } | undefined
  const keys = { log: new Set<string>(), witness: new Set<string>() }
  text.split('\n').forEach((line, index) => {
    const refuse = (why: string) => new LogFault('malformed', `line ${index + 1} of the policy: ${why}`)
    const [word, ...items] = line.split(/[ \t]+/).filter((item) => item !== '')
    if (word === undefined || word.startsWith('#')) return
    const keyOf = (kind: 'log' | 'witness', written: string) => {
      const key = parseVerifierKey(written)
      const type = kind === 'log' ? keyTypes.ed25519 : keyTypes.cosignature
      if (key.type !== type) throw refuse(`${key.name} is no key of a ${kind}`)
      if (keys[kind].has(toHex(key.publicKey))) throw refuse(`the key of this ${kind} stands twice`)
      keys[kind].add(toHex(key.publicKey))
      return key
    }
    const define = (name: string, member: Member) => {
      if (name === 'none' || named.has(name)) throw refuse(`the name “${name}” is taken`)
      named.set(name, member)
    }
    const known = (name: string) => {
      const member = named.get(name)
      if (member === undefined) throw refuse(`“${name}” is not defined above`)
      return member
    }
    const [first = '', second = '', ...rest] = items
    if (word === 'log' && (items.length === 1 || items.length === 2)) {
      logs.push({ key: keyOf('log', first), url: items[1] })
    } else if (word === 'witness' && (items.length === 2 || items.length === 3)) {
      const key = keyOf('witness', second)
      const witness = { name: first, key, url: rest[0], verifier: cosignatureVerifier(key) }
      define(first, { witness })
      witnesses.push(witness)
    } else if (word === 'group' && items.length > 2) {
      const members = rest.map((name) => {
        if (used.has(name)) throw refuse(`“${name}” is a member already`)
        used.add(name)
        return known(name)
      })
      const least = second === 'all' ? members.length : second === 'any' ? 1 : Number(second)
      if (!/^(all|any|[1-9][0-9]*)$/.test(second) || least > members.length)
        throw refuse(`of ${members.length} members all, any or a number of them, not “${second}”`)
      define(first, { least, members })
    } else if (word === 'quorum' && items.length === 1) {
      if (quorum !== undefined) throw refuse('a second quorum')
      quorum = { member: first === 'none' ? undefined : known(first) }
    } else throw refuse(`“${line.trim()}” is no log, witness, group or quorum`)
  })
  if (quorum === undefined) throw new LogFault('malformed', 'the policy has no quorum')
  const { member } = quorum
  return {
    logs,
    witnesses,
    isMetBy: (verified) => member === undefined || hasWitnessed(member, verified),
  }
}

function hasWitnessed(member: Member, verified: readonly NoteSignature[]): boolean {
  if ('witness' in member) {
    const { name, id } = member.witness.key
    return verified.some((each) => each.name === name && each.id === id)
  }
  return member.members.filter((each) => hasWitnessed(each, verified)).length >= member.least
}
