// A file of statements, YAML or JSON: places, parties and periods that claims may name; statements and their claims;
// replies; what was announced elsewhere. All that is wrong is told at once, each with its line.

import {
  entryOf,
  isTimeZone,
  itemsOf,
  LineIndex,
  type Node,
  parseInstant,
  pathOf,
  readBytes,
  type TimeZone,
  textOf,
  utc,
} from '@treve/model'
import { type Place, Places } from '../facts/places.ts'
import type { Claim, Period } from './claim.ts'
import { ClaimFault, type Declared, parseClaim, readPeriod } from './line.ts'

export interface Party {
  readonly id: string
  readonly name: string
  /** Parties whose word on this one, as its own, counts neither for nor against. */
  readonly adversaries: readonly string[]
  readonly zone: TimeZone | undefined
}

export interface ClaimPart {
  readonly id: string
  readonly line: string
  readonly claim: Claim
}

/** A claim, or several of which all are claimed together. */
export interface StatedClaim {
  readonly id: string
  readonly parts: readonly ClaimPart[]
  readonly isConjunction: boolean
  /** What is said is a figure of speech; what is checked is our literal reading of it. */
  readonly isFigurative: boolean
  /** What words are taken to mean, where that had to be decided. */
  readonly readAs: string | undefined
}

export interface Statement {
  readonly id: string
  readonly speaker: string
  /** The party that the speaker speaks for. */
  readonly party: string | undefined
  readonly reportedBy: string | undefined
  readonly saidAt: string | undefined
  readonly appeared: { readonly address: string | undefined; readonly sha256: string | undefined } | undefined
  readonly language: string
  readonly paraphrase: string
  readonly claims: readonly StatedClaim[]
  readonly withdrawn: { readonly at: string | undefined; readonly replacedBy: string | undefined } | undefined
  /** When the speaker was told what was found: 72 hours are for a reply. */
  readonly toldAt: string | undefined
  readonly replies: readonly { readonly at: string | undefined; readonly language: string; readonly words: string }[]
}

/** Hours that others announced: offered where they would resolve a contradiction, and never chosen. */
export interface Announced {
  readonly id: string
  readonly by: string
  readonly from: string
  readonly until: string
  readonly zone: TimeZone
}

export interface StatementFile {
  readonly zone: TimeZone
  readonly places: Places
  readonly parties: ReadonlyMap<string, Party>
  readonly periods: readonly Period[]
  readonly statements: readonly Statement[]
  readonly announced: readonly Announced[]
}

export interface StatementProblem {
  readonly code: string
  readonly path: string
  readonly line: number
  readonly column: number
  readonly text: string
  readonly remedy: string
}

export interface StatementsRead {
  /** Undefined where anything is wrong: no finding rests on half a file. */
  readonly file: StatementFile | undefined
  readonly problems: readonly StatementProblem[]
}

const unreadable: Readonly<Record<string, readonly [text: string, remedy: string]>> = {
  file_empty: ['the file is empty', 'docs/formats/statements.md has a form to begin from'],
  not_utf8: ['the file is not UTF-8 text', 'save it as UTF-8'],
  not_yaml: [
    'the file is neither YAML nor JSON: it breaks off here',
    'look at quotes, brackets and indents before here',
  ],
}

export function readStatements(bytes: Uint8Array): StatementsRead {
  const { text, root, problems: broken } = readBytes(bytes)
  const lines = new LineIndex(text)
  const problems: StatementProblem[] = []
  const say = (node: Node | undefined, code: string, what: string, remedy: string) => {
    problems.push({
      code,
      path: node === undefined ? '' : pathOf(node),
      ...lines.at(node?.at ?? 0),
      text: what,
      remedy,
    })
  }
  if (root === undefined || broken.length > 0) {
    // Where the form itself is broken, one fault brings others with it: the first is where to look.
    const formless = broken.find(({ code }) => Object.hasOwn(unreadable, code))
    for (const { code, path, at } of formless === undefined ? broken : [formless]) {
      const [what, remedy] = unreadable[code] ?? [
        `the file cannot be read: ${code.replaceAll('_', ' ')}`,
        'mend it as YAML or JSON',
      ]
      problems.push({ code, path, ...lines.at(at), text: what, remedy })
    }
    return { file: undefined, problems }
  }
  const reader = new Reader(say)
  const file = reader.file(root)
  return {
    file: problems.length === 0 ? file : undefined,
    problems: problems.sort((a, b) => a.line - b.line || a.column - b.column),
  }
}

type Say = (node: Node | undefined, code: string, what: string, remedy: string) => void

class Reader {
  private readonly say: Say

  constructor(say: Say) {
    this.say = say
  }

  file(root: Node): StatementFile {
    this.keys(root, ['treve_statements', 'zone', 'places', 'parties', 'periods', 'statements', 'announced'])
    if (textOf(entryOf(root, 'treve_statements')) !== '1')
      this.say(root, 'version_unknown', 'the file does not say which form it has', 'begin with treve_statements: 1')
    const zone = this.zone(entryOf(root, 'zone')) ?? utc
    const places = this.places(entryOf(root, 'places'))
    const parties = this.parties(entryOf(root, 'parties'))
    const periods = itemsOf(entryOf(root, 'periods')).flatMap((node) => this.period(node, zone))
    this.unique(itemsOf(entryOf(root, 'periods')))
    const declared: Declared = {
      zone,
      places,
      parties: new Set(parties.keys()),
      periods: new Map(periods.map((each) => [each.name, each])),
    }
    const nodes = itemsOf(entryOf(root, 'statements'))
    if (nodes.length === 0)
      this.say(
        entryOf(root, 'statements') ?? root,
        'no_statements',
        'there is no statement',
        'list at least one under statements',
      )
    this.unique(nodes)
    const statements = nodes.map((node) => this.statement(node, declared))
    const ids = new Set(statements.map(({ id }) => id))
    for (const [at, { withdrawn }] of statements.entries())
      if (withdrawn?.replacedBy !== undefined && !ids.has(withdrawn.replacedBy))
        this.say(
          nodes[at],
          'statement_unknown',
          `there is no statement “${withdrawn.replacedBy}”`,
          'name one of this file',
        )
    const announced = itemsOf(entryOf(root, 'announced')).flatMap((node) => this.announcement(node, zone))
    return { zone, places, parties, periods, statements, announced }
  }

  private statement(node: Node, declared: Declared): Statement {
    this.keys(node, [
      'id',
      'speaker',
      'party',
      'reported_by',
      'said_at',
      'appeared',
      'language',
      'paraphrase',
      'claims',
      'withdrawn',
      'told_at',
      'replies',
    ])
    const id = this.text(node, 'id')
    const party = textOf(entryOf(node, 'party'))
    if (party !== undefined && !declared.parties.has(party))
      this.say(
        entryOf(node, 'party'),
        'party_unknown',
        `there is no party “${party}”`,
        `declare it under parties, or name one of ${[...declared.parties].join(', ')}`,
      )
    const claimNodes = itemsOf(entryOf(node, 'claims'))
    if (claimNodes.length === 0)
      this.say(node, 'no_claims', `statement “${id}” claims nothing`, 'add claims; an opinion is a claim too: opinion')
    const appeared = entryOf(node, 'appeared')
    if (appeared !== undefined) this.keys(appeared, ['address', 'sha256'])
    const sha256 = textOf(entryOf(appeared, 'sha256'))
    if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256))
      this.say(appeared, 'hash_unreadable', 'sha256 is no SHA-256', 'write 64 hexadecimal digits')
    const withdrawn = entryOf(node, 'withdrawn')
    if (withdrawn !== undefined) this.keys(withdrawn, ['at', 'replaced_by'])
    return {
      id,
      speaker: this.text(node, 'speaker'),
      party,
      reportedBy: textOf(entryOf(node, 'reported_by')),
      saidAt: this.when(entryOf(node, 'said_at')),
      toldAt: this.when(entryOf(node, 'told_at')),
      appeared: appeared === undefined ? undefined : { address: textOf(entryOf(appeared, 'address')), sha256 },
      language: this.text(node, 'language'),
      paraphrase: this.text(node, 'paraphrase'),
      claims: claimNodes.flatMap((each, at) => this.claim(each, `${id}.${at + 1}`, declared)),
      withdrawn:
        withdrawn === undefined
          ? undefined
          : { at: this.when(entryOf(withdrawn, 'at')), replacedBy: textOf(entryOf(withdrawn, 'replaced_by')) },
      replies: itemsOf(entryOf(node, 'replies')).map((reply) => {
        this.keys(reply, ['at', 'language', 'words'])
        return {
          at: this.when(entryOf(reply, 'at')),
          language: this.text(reply, 'language'),
          words: this.text(reply, 'words'),
        }
      }),
    }
  }

  /** A line; or a map with the line, or with several under `all`. */
  private claim(node: Node, id: string, declared: Declared): StatedClaim[] {
    const plain = textOf(node)
    if (plain === undefined) this.keys(node, ['claim', 'all', 'figurative', 'read_as'])
    const all = itemsOf(entryOf(node, 'all'))
    const single = plain === undefined ? entryOf(node, 'claim') : node
    if ((single === undefined) === (all.length === 0)) {
      this.say(node, 'claim_form', 'a claim is a line, or { claim: line }, or { all: [lines] }', 'write one of them')
      return []
    }
    const nodes = single === undefined ? all : [single]
    const parts = nodes.flatMap((each, at): ClaimPart[] => {
      const line = textOf(each)
      if (line === undefined) {
        this.say(each, 'claim_form', 'a claim is one line of text', 'put it in quotes')
        return []
      }
      try {
        return [{ id: nodes.length === 1 ? id : `${id}.${at + 1}`, line, claim: parseClaim(line, declared) }]
      } catch (fault) {
        if (!(fault instanceof ClaimFault)) throw fault
        this.say(each, fault.code, fault.message, fault.remedy)
        return []
      }
    })
    return [
      {
        id,
        parts,
        isConjunction: all.length > 0,
        isFigurative: textOf(entryOf(node, 'figurative')) === 'true',
        readAs: textOf(entryOf(node, 'read_as')),
      },
    ]
  }

  private places(node: Node | undefined): Places {
    const nodes = itemsOf(node)
    this.unique(nodes)
    const places = nodes.map((each): Place => {
      this.keys(each, ['id', 'within', 'side', 'sides', 'points'])
      const [within, side] = [textOf(entryOf(each, 'within')), textOf(entryOf(each, 'side'))]
      const list = (key: string) => itemsOf(entryOf(each, key)).flatMap((item) => textOf(item) ?? [])
      const [sides, points] = [list('sides'), list('points')]
      return {
        id: this.text(each, 'id'),
        ...(within === undefined ? {} : { within }),
        ...(side === undefined ? {} : { side }),
        ...(sides.length === 0 ? {} : { sides }),
        ...(points.length === 0 ? {} : { points }),
      }
    })
    const known = new Set(places.map(({ id }) => id))
    for (const [at, { within, points = [] }] of places.entries())
      for (const named of [...(within === undefined ? [] : [within]), ...points])
        if (!known.has(named)) this.say(nodes[at], 'place_unknown', `there is no place “${named}”`, 'declare it too')
    return new Places(places)
  }

  private parties(node: Node | undefined): Map<string, Party> {
    const nodes = itemsOf(node)
    this.unique(nodes)
    const parties = nodes.map((each): Party => {
      this.keys(each, ['id', 'name', 'adversaries', 'zone'])
      return {
        id: this.text(each, 'id'),
        name: this.text(each, 'name'),
        adversaries: itemsOf(entryOf(each, 'adversaries')).flatMap((item) => textOf(item) ?? []),
        zone: this.zone(entryOf(each, 'zone')),
      }
    })
    const known = new Map(parties.map((each) => [each.id, each]))
    for (const [at, { adversaries }] of parties.entries())
      for (const named of adversaries)
        if (!known.has(named)) this.say(nodes[at], 'party_unknown', `there is no party “${named}”`, 'declare it too')
    return known
  }

  private period(node: Node, zone: TimeZone): Period[] {
    this.keys(node, ['id', 'from', 'to'])
    try {
      return [readPeriod(this.text(node, 'from'), this.text(node, 'to'), zone, this.text(node, 'id'))]
    } catch (fault) {
      if (!(fault instanceof ClaimFault)) throw fault
      this.say(node, fault.code, fault.message, fault.remedy)
      return []
    }
  }

  private announcement(node: Node, zone: TimeZone): Announced[] {
    this.keys(node, ['id', 'by', 'from', 'to', 'zone'])
    const own = this.zone(entryOf(node, 'zone')) ?? zone
    const [from, until] = [this.text(node, 'from'), this.text(node, 'to')]
    try {
      readPeriod(from, until, own, from)
    } catch (fault) {
      if (!(fault instanceof ClaimFault)) throw fault
      this.say(node, fault.code, fault.message, fault.remedy)
      return []
    }
    return [{ id: this.text(node, 'id'), by: this.text(node, 'by'), from, until, zone: own }]
  }

  private zone(node: Node | undefined): TimeZone | undefined {
    const written = textOf(node)
    if (written === undefined) return undefined
    if (isTimeZone(written)) return written
    this.say(node, 'zone_unknown', `there is no zone “${written}”`, 'write a zone such as Asia/Damascus')
    return undefined
  }

  private when(node: Node | undefined): string | undefined {
    const written = textOf(node)
    if (written !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(written) && typeof parseInstant(written, utc) !== 'number')
      this.say(node, 'time_unreadable', `“${written}” is no time`, 'write a day, or an instant with its offset')
    return written
  }

  private text(node: Node, key: string): string {
    const written = textOf(entryOf(node, key))
    if (written !== undefined && written.trim() !== '') return written
    this.say(entryOf(node, key) ?? node, 'key_missing', `“${key}” is missing`, `add ${key}`)
    return ''
  }

  private keys(node: Node, known: readonly string[]): void {
    if (node.kind !== 'map') {
      this.say(node, 'not_a_map', 'keys and values are expected here', `write ${known.join(', ')}`)
      return
    }
    for (const { key, value } of node.entries.values())
      if (!known.includes(key))
        this.say(value, 'key_unknown', `“${key}” is not known here`, `known are ${known.join(', ')}`)
  }

  private unique(nodes: readonly Node[]): void {
    const seen = new Set<string>()
    for (const node of nodes) {
      const id = textOf(entryOf(node, 'id'))
      if (id !== undefined && seen.has(id))
        this.say(node, 'id_twice', `“${id}” stands twice`, 'give one of them another id')
      if (id !== undefined) seen.add(id)
    }
  }
}
