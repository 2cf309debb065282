// What `treve account COMMAND --help` tells beyond usage and summary: each option, and an example to begin from.

import type { Command } from './command.ts'

interface Help {
  readonly options: readonly (readonly [name: string, meaning: string])[]
  readonly example: string
}

const key = ['--key VKEY', 'the verifier key of the log, from whoever you trust for it'] as const
const policy = ['--policy F', 'whose cosignatures are asked for (c2sp.org/tlog-policy)'] as const
const json = ['--json', 'for scripts'] as const
const by = ['--by FILE', 'private key of one of the two people who sign; stands twice'] as const
const openings = ['--openings F', 'openings of sealed slots, one a line, as treve account open prints them'] as const

export const accountHelp: Readonly<Record<string, Help>> = {
  init: {
    options: [
      ['--origin NAME', 'address of the log without scheme; it is its name for ever'],
      ['--pause ID', 'the pause it is of (the last part of the origin)'],
      ['--live', 'of a real pause: what happens stands sealed. Without it, an exercise'],
      ['--beat T', 'how often it grows: 1s, 15min, 1h (1s)'],
      ['--fill N', 'entries with each beat, whatever happens: more than the busiest will bring (0: as they come)'],
      [
        '--release-delay T',
        'how long after the last window closed it may be released to the public at the earliest (24h)',
      ],
      ['--organisation NAME', 'who keeps it (the host of the origin)'],
      ['--zone ZONE', 'clock of its entries (UTC)'],
      json,
    ],
    example: 'treve account init data/account --origin example.org/pauses/test',
  },
  keys: {
    options: [
      ['add NAME', 'register a key of NAME; with --role, and --key VKEY, or one is made here'],
      ['--role R', 'organisation, which certifies its people; coordinator, of two who sign for erasures and release'],
      ['revoke VKEY', 'end a key by the next entry; with --reason'],
      ['--reason R', 'retired, lost, or compromised'],
      ['--suspect-from N', 'of a compromised key: entries from N on corroborate nothing (0)'],
      ['--by FILE', 'twice: private keys of the two coordinators who revoke it together, in place of the authority'],
      ['--one-use', 'of a lost device: one-use keys, as many as there are; they are told to auditors alone'],
      ['--authority', 'revoke the account’s own authority key all the same'],
      ['adopt INDEX…', 'vouch for entries that came under a revoked key'],
      json,
    ],
    example: "treve account keys data/account add 'Observers B' --role organisation --key VKEY",
  },
  vkey: { options: [json], example: 'treve account vkey data/account' },
  append: {
    options: [
      ['FILE', 'entries, one JSON object a line; - or nothing: standard input'],
      ['--key FILE', 'private key of a registered organisation: the lines are its word'],
      [
        '--receiver FILE',
        'of a hand-over: private key of the organisation that received, whose signature is the second',
      ],
      ['--late', 'take in what came under a revoked key: it weighs nothing until the authority adopts it'],
      ['"attach"', 'in a line: files beside FILE, as names or { "file", "media", "taken_at", "clock_offset_s" }'],
      ['--json', 'as always: one JSON object a line'],
    ],
    example: 'treve account append data/account entries.jsonl',
  },
  facts: {
    options: [
      key,
      openings,
      ['--zone ZONE', 'clock of the place, beside which stated times are shown (the account’s)'],
      ['--protection', 'for those who deal with protection: who was held or turned back, and open cases'],
      json,
    ],
    example: 'treve account facts data/account',
  },
  beat: { options: [], example: 'treve account beat data/account' },
  verify: {
    options: [
      key,
      policy,
      ['--kept FOLDER', 'hold it against the checkpoints kept there, and keep this one'],
      openings,
      ['--attachments F', 'lines that treve account attachment printed, with their files (and --openings)'],
      ['--released', 'the account was released to you: a slot that is not opened is missing'],
      json,
    ],
    example: "treve account verify https://example.org/pauses/test --key 'VKEY' --kept seen",
  },
  fsck: {
    options: [
      ['--mirror A', 'a copy, or its URL: mend what is missing or damaged from it'],
      ['--mend', 'make tiles anew from the entries'],
      json,
    ],
    example: 'treve account fsck data/account --mirror https://example.org/pauses/test',
  },
  publish: {
    options: [
      ['--to OUT', 'folder that a web server serves'],
      ['--for WHO', 'public, witnesses or auditors: of a live account each sees more than the one before (public)'],
      json,
    ],
    example: 'treve account publish data/account --to data/public',
  },
  prove: {
    options: [['-o FILE', 'write it there (--output)'], json],
    example: 'treve account prove data/account 3 -o 3.tlog-proof',
  },
  check: {
    options: [
      key,
      policy,
      ['--entry FILE', 'the bytes of the entry, as treve account show --raw prints them'],
      ['--account A', 'take the entry from there instead; --entry INDEX if another than the receipt names'],
      json,
    ],
    example: "treve account check 3.tlog-proof --key 'VKEY' --entry entry-3",
  },
  show: {
    options: [
      ['--key VKEY', 'the verifier key of the log (not needed for an account’s own folder)'],
      openings,
      ['--raw', 'nothing but the bytes of the entry, as they were signed and hashed'],
      json,
    ],
    example: 'treve account show data/account 3',
  },
  open: {
    options: [
      ['--all', 'of every entry'],
      ['--slot SLOT', 'of this slot alone'],
      ['--json', 'as always: one JSON object a line'],
    ],
    example: 'treve account open data/account 3 --slot lines',
  },
  attachment: {
    options: [
      ['-o FILE', 'write it there (--output); what is there already is left as it is'],
      ['--copy', 'the copy for publication of N, without metadata: of that no access is recorded'],
      ['--json', 'as always: one JSON object'],
    ],
    example: 'treve account attachment data/account 3 0 -o photo.jpg',
  },
  erase: {
    options: [['--ground G', 'request_of_person, danger, retention_over, recorded_in_error, order_of_court'], by],
    example: 'treve account erase data/account 3 text --ground danger --by a.key --by b.key',
  },
  release: {
    options: [
      by,
      ['--closed T', 'when the last window closed, where no terms in the account say it'],
      ['--delay T', 'how long after that (what the account was opened with: 24h, if nothing else)'],
      [
        '--slots S,…',
        'of an exercise, what is opened with it, beside what earlier releases opened (type); of a live account, which entries are fillers and no slot',
      ],
    ],
    example: 'treve account release data/account --by a.key --by b.key',
  },
  'new-key': { options: [], example: 'treve account new-key my protection-1' },
  'sign-release': {
    options: [
      ['--by FILE', 'private key of who signs here; it stands twice where both keys are on this machine'],
      ['--with FILE', 'what the run of the other of the two has printed, unless the server says it'],
    ],
    example: 'treve account sign-release release.json --by own.key --with theirs.json',
  },
}

export function helpOf({ name, usage, summary }: Pick<Command, 'name' | 'usage' | 'summary'>): string {
  const { options = [], example = '' } = accountHelp[name] ?? {}
  const width = Math.max(0, ...options.map(([option]) => option.length))
  return [
    `treve account ${usage}`,
    '',
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    ...(options.length === 0
      ? []
      : ['', ...options.map(([option, meaning]) => `  ${option.padEnd(width)}  ${meaning}`)]),
    '',
    'For example:',
    `  ${example}`,
    '',
  ].join('\n')
}
