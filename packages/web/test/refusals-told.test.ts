// Every code by which these parts refuse has words in every language: the server's own list is its source.

import { languages } from '@treve/model'
import { expect, test } from 'vitest'
import { refusalCodesIn, sourceOf } from '../../server/test/coordination/refusal-codes.ts'
import { channelCodes, directionCodes, useCodes, vehicleCodes } from '../src/coordination/code-words.ts'
import { messages } from '../src/messages/catalogue.ts'

test('a refusal of notices, conversation, messages or publishing is told in the reader’s language', () => {
  const codes = ['notices', 'conversation', 'messages', 'publishing'].flatMap((part) =>
    refusalCodesIn(part, ['channels.ts']),
  )
  expect(codes.length).toBeGreaterThan(40)
  for (const language of languages)
    expect([language, codes.filter((code) => !Object.hasOwn(messages[language], `refused.${code}`))]).toEqual([
      language,
      [],
    ])
})

/** Words of a list in the server’s source, such as `channels = [ … ]`. */
function listed(path: string, name: string): readonly string[] {
  const found = new RegExp(`${name} = \\[([^\\]]*)\\]`).exec(sourceOf(path))?.[1] ?? ''
  return [...found.matchAll(/'([a-z_]+)'/g)].map(([, code = '']) => code)
}

test.each([
  ['channel', 'channels.ts', 'channels', channelCodes],
  ['direction', '../notices/notice.ts', 'directionsTold', directionCodes],
  ['lead', '../notices/notice.ts', 'leadKinds', undefined],
  ['aspect', '../notices/notice.ts', 'aspects', undefined],
  ['departure', 'notices/order.ts', 'departureKinds', undefined],
  ['departed', 'notices/order.ts', 'departureWords', undefined],
  ['way', 'messages/state.ts', 'ways', undefined],
  ['vehicle', '../../../model/src/pause/words.ts', 'vehicleKinds', vehicleCodes],
  ['coordination.use', '../../../model/src/pause/words.ts', 'uses', useCodes],
] as const)('every code of “%s” has words', (family, path, name, own) => {
  const codes = listed(path, name).filter((code) => code !== 'as_set')
  expect(codes.length).toBeGreaterThan(1)
  for (const language of languages)
    expect(codes.filter((code) => !Object.hasOwn(messages[language], `${family}.${code}`))).toEqual([])
  if (own !== undefined) expect([...own].sort()).toEqual([...codes].sort())
})
