// Classes of entries. All of one class have the same length and the same slots.

import type { SlotName } from './slots.ts'

export const classNames = ['field', 'notice', 'key', 'erasure', 'public'] as const
export type ClassName = (typeof classNames)[number]

export interface EntryClass {
  /** Of the whole entry, signatures included. */
  readonly bytes: 1024 | 2048 | 4096 | 8192
  /** Lines of signatures. `key`: one of the authority, or two of coordinators. `public`: two where two people must agree. */
  readonly signatures: readonly (1 | 2)[]
  readonly slots: readonly SlotName[]
  readonly meaning: string
}

export const classes: Readonly<Record<ClassName, EntryClass>> = {
  field: {
    bytes: 2048,
    signatures: [2],
    slots: [
      'type',
      'key_cert',
      'key_cert2',
      'source',
      'time',
      'place',
      'tokens',
      'people',
      'lines',
      'counts',
      'survey',
      'conditions',
      'watched',
      'notice',
      'staff',
      'text',
      'attachments',
      'references',
      'seq',
      'prev_own',
      'seen',
    ],
    meaning: 'what was seen and done where the pause happens',
  },
  notice: {
    bytes: 2048,
    signatures: [1],
    slots: ['key_cert', 'source', 'time', 'party', 'notice', 'text', 'staff', 'attachments', 'references'],
    meaning: 'between those who run the pause and the parties',
  },
  key: {
    bytes: 2048,
    signatures: [1, 2],
    slots: ['keys', 'text'],
    meaning: 'who may sign; the beginning of the account',
  },
  erasure: {
    bytes: 2048,
    signatures: [2],
    slots: ['key_cert', 'key_cert2', 'text'],
    meaning: 'that what a slot held was destroyed, and on what ground',
  },
  public: {
    bytes: 8192,
    signatures: [1, 2],
    slots: ['key_cert', 'key_cert2', 'attachments'],
    meaning: 'in the clear by intent: terms as announced, statements, replies',
  },
}

export function isClassName(name: unknown): name is ClassName {
  return classNames.some((each) => each === name)
}
