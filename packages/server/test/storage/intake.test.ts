import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import {
  type Database,
  openDatabase,
  openIntake,
  type Receipt,
  type Refused,
  StorageFault,
} from '@treve/server/storage'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command, newPause, removeFoldersAfterwards, temporaryFolder } from './made.ts'

removeFoldersAfterwards()
let database: Database
let number: number
beforeAll(async () => {
  const folder = await temporaryFolder()
  database = await openDatabase({ folder: join(folder, 'database') })
  number = await newPause(database, join(folder, 'keys'))
})
afterAll(() => database?.close())

/** Tells how many statements wrote. */
function counted(fault?: (text: string, values: unknown[]) => Error | undefined) {
  const written: number[] = []
  const query: Database['query'] = (text, values = [], often) => {
    const wrong = fault?.(text, values)
    if (wrong !== undefined) return Promise.reject(wrong)
    if (text.includes('insert into commands')) written.push((values[0] as unknown[]).length)
    return database.query(text, values, often)
  }
  return { intake: openIntake({ query }), written }
}

const numberOf = (answer: Receipt | Refused | undefined) =>
  answer !== undefined && 'number' in answer ? answer.number : undefined

describe('commands that come together', () => {
  test('are written together after the one that is under way, in the order in which they came', async () => {
    const { intake, written } = counted()
    const given = Array.from({ length: 20 }, (_, at) => command(`a${at}`))
    const answers = await Promise.all(given.map((each) => intake.receive(each)))
    expect(written).toEqual([1, 19])
    const numbers = answers.map(numberOf)
    expect(numbers).toEqual([...numbers].sort((a, b) => Number(a) - Number(b)))
    const { rows } = await database.query('select client_id from commands where account = $1 order by number', [number])
    expect(rows.map(({ client_id: id }) => id)).toEqual(given.map(({ clientId }) => clientId))
  })

  test('are answered each by itself: new, known, taken, of no pause, malformed', async () => {
    const { intake } = counted()
    const [before, given] = [command('before'), command('new')]
    const first = numberOf(await intake.receive(before))
    const [, fresh, again, known, taken, nowhere, malformed] = await Promise.all([
      intake.receive(command('under way')),
      intake.receive({ ...given, clientId: given.clientId.toUpperCase() }),
      intake.receive(given),
      intake.receive(before),
      intake.receive({ ...command('other'), clientId: given.clientId }),
      intake.receive({ ...command('lost'), pause: 'nowhere' }),
      intake.receive({ ...command('unnamed'), clientId: '1' }),
    ])
    expect(fresh).toMatchObject({ isReplay: false })
    expect(again).toMatchObject({ number: numberOf(fresh), isReplay: true })
    expect(known).toMatchObject({ number: first, isReplay: true })
    expect(taken).toMatchObject({ refused: 'client_id_taken' })
    expect(nowhere).toMatchObject({ refused: 'pause_unknown' })
    expect(malformed).toMatchObject({ refused: 'malformed' })
  })

  test('suffer nothing from one beside them that the database does not take', async () => {
    const wrong = randomUUID()
    const { intake } = counted((_, values) => {
      const isIn = Array.isArray(values[0]) && values[0].includes(wrong)
      return isIn ? new Error('not to be written') : undefined
    })
    const answers = await Promise.allSettled(
      [command('first'), { ...command('wrong'), clientId: wrong }, command('last')].map((each) => intake.receive(each)),
    )
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  test('are all refused for now where the database is away, and taken once it is back', async () => {
    let isAway = true
    const { intake } = counted(() => (isAway ? new StorageFault('away', 'for now') : undefined))
    const given = [command('x'), command('y'), command('z')]
    const refused = await Promise.allSettled(given.map((each) => intake.receive(each)))
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    isAway = false
    for (const each of given) expect(await intake.receive(each)).toMatchObject({ isReplay: false })
  })
})
