// From the bytes of a pause file to a pause, or to everything that is wrong with it.

import { checkPause } from '../check/check.ts'
import type { Sections } from '../check/inquiry.ts'
import type { MessageCode } from '../messages/catalogue.ts'
import type { Problem } from '../problems.ts'
import { entryOf, itemsOf, type Node, textOf } from '../reading/node.ts'
import { readBytes } from '../reading/yaml.ts'
import type { Fields, FileOpener, Provenance, Reading } from '../schema/type.ts'
import { isTimeZone, utc } from '../time.ts'
import { joinNetwork } from './network.ts'
import { byWish, type Pause, pauseSchema } from './schema.ts'

export interface PauseRead {
  /** Decoded text: lines and columns of problems count in it. */
  readonly text: string
  /** As it is written, with what a file of its network adds; undefined where nothing could be read. */
  readonly root: Node | undefined
  /** There if, and only if, there are no errors. */
  readonly pause: Pause | undefined
  readonly errors: readonly Problem[]
  readonly warnings: readonly Problem[]
  /** Ranges and sources of figures, by path. */
  readonly figures: ReadonlyMap<string, Provenance>
  /** Bytes of the files it names. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export function readPause(bytes: Uint8Array, openFile: FileOpener = () => 'missing'): PauseRead {
  const { text, root, problems } = readBytes(bytes)
  const files = new Map<string, Uint8Array>()
  const figures = new Map<string, Provenance>()
  if (root === undefined) return { text, root, pause: undefined, errors: problems, warnings: [], figures, files }
  const zoneText = textOf(entryOf(root, 'time_zone'))
  const reading: Reading = {
    // Where the zone is missing or wrong, times are still read, in UTC, so that what else is wrong with them is told.
    zone: zoneText !== undefined && isTimeZone(zoneText) ? zoneText : utc,
    firstDay: firstDayOf(root),
    openFile(name) {
      if (/[/\\]|^\.{0,2}$/.test(name)) return 'outside_folder'
      const opened = openFile(name)
      if (typeof opened !== 'string') files.set(name, opened)
      return opened
    },
    problems: [...problems],
    figures,
    nodes: new WeakMap(),
  }
  joinNetwork(root, reading)
  const written = pauseSchema.read(root, reading)
  const pause = written && { ...written, ...byWish(written.people) }
  const sections = pause ?? sectionsOf(root, reading)
  const { errors: further, warnings } = checkPause(root, sections, reading)
  const found = unique([...reading.problems, ...further])
  const errors = problems.some(({ code }) => breaksOff.has(code))
    ? found.filter(({ code }) => !ofAbsence.has(code))
    : found
  return { text, root, pause: errors.length === 0 ? pause : undefined, errors, warnings, figures, files }
}

/** After these the parser may have lost its place, and what follows is not missing but unread. */
const breaksOff: ReadonlySet<MessageCode> = new Set(['not_yaml', 'tab_as_indent'])
const ofAbsence: ReadonlySet<MessageCode> = new Set([
  'key_missing',
  'list_too_short',
  'figure_without_best',
  'reference_unknown',
  'reference_misspelt',
])

/** The parts that can be read by themselves where the whole cannot, so that all errors are found at once. */
function sectionsOf(root: Node, reading: Reading): Sections {
  const quiet: Reading = { ...reading, problems: [] } // its problems are known already
  const { people, ...sections } = readable(root, pauseSchema.fields, quiet)
  for (const name of ['terms', 'rules'] as const) {
    const { fields } = pauseSchema.fields[name].type
    const node = entryOf(root, name)
    if (sections[name] === undefined && node !== undefined && fields !== undefined) {
      sections[name] = readable(node, fields, quiet)
    }
  }
  // Each value was read by the type that the schema declares for its name.
  const readPeople = people as Parameters<typeof byWish>[0] | undefined
  return { ...sections, ...(readPeople === undefined ? {} : byWish(readPeople)) } as Sections
}

/** The fields that can be read, whatever the others are. */
function readable(node: Node, fields: Fields, reading: Reading): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  if (node.kind !== 'map') return result
  for (const [name, field] of Object.entries(fields)) {
    const entry = node.entries.get(name)?.value
    const value = entry === undefined ? field.fallback : field.type.read(entry, reading)
    if (value !== undefined) result[name] = value
  }
  reading.nodes.set(result, node)
  return result
}

function firstDayOf(root: Node): string | undefined {
  const [first] = itemsOf(entryOf(entryOf(root, 'terms'), 'windows'))
  return /^\d{4}-\d{2}-\d{2}/.exec(textOf(entryOf(first, 'open')) ?? '')?.[0]
}

function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  return problems.filter((problem) => {
    const key = `${problem.code} ${problem.at} ${problem.path} ${JSON.stringify(problem.particulars)}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}
