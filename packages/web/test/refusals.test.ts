// Whatever these parts refuse has words in the reader's language; those of a code that is gone are gone too.

import { problemCodes } from '@treve/server'
import { expect, test } from 'vitest'
import { refusalCodesIn } from '../../server/test/coordination/refusal-codes.ts'
import { refusals } from '../src/messages/refusals.en.ts'

const parts = ['terms', 'approvals', 'life', 'withdrawal', 'access']
/** Of who leads, and of the pages themselves. */
const others = ['command_unknown', 'malformed', 'not_sent', 'not_reached']

test('every code of refusal has words, and no words are left over', () => {
  const found = parts.map((part) => refusalCodesIn(part))
  for (const codes of found) expect(codes.length).toBeGreaterThan(4)
  const codes = new Set([...found.flat(), ...problemCodes, ...others])
  expect(
    Object.keys(refusals)
      .map((key) => key.replace('refused.', ''))
      .sort(),
  ).toEqual([...codes].sort())
})
