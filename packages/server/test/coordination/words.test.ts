// The page on the format keeps up with the code: every code is on it.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { missingCodes } from '../../src/coordination/approvals/index.ts'
import { caseKinds, caseOutcomes } from '../../src/coordination/cases/index.ts'
import { alarmKinds, reportTypes, vehiclePhases } from '../../src/coordination/day/index.ts'
import { phases } from '../../src/coordination/life/index.ts'
import { differenceSubjects, fiveThings } from '../../src/coordination/terms/index.ts'
import { obstacleCodes } from '../../src/coordination/withdrawal/index.ts'
import { refusalCodesIn } from './refusal-codes.ts'

const page = readFileSync(new URL('../../../../docs/formats/coordination.md', import.meta.url), 'utf8')
const isOnPage = (word: string) => page.includes(`\`${word}\``)

describe('docs/formats/coordination.md', () => {
  test.each(['terms', 'approvals', 'life', 'withdrawal'])('has every refusal of %s', (part) => {
    const codes = refusalCodesIn(part)
    expect(codes.length).toBeGreaterThan(5)
    expect(codes.filter((code) => !isOnPage(code))).toEqual([])
  })

  test('has every word that is shown', () => {
    const words = [...missingCodes, ...phases, ...obstacleCodes, ...differenceSubjects]
    expect([...words, ...fiveThings.map((thing) => `says_${thing}`)].filter((word) => !isOnPage(word))).toEqual([])
  })
})

describe('docs/formats/day.md', () => {
  const day = readFileSync(new URL('../../../../docs/formats/day.md', import.meta.url), 'utf8')

  test('has every refusal, kind of alarm and case, phase and type of report', () => {
    const codes = ['day', 'cases'].flatMap((part) => refusalCodesIn(part))
    expect(new Set(codes).size).toBeGreaterThan(20)
    const words = [...codes, ...alarmKinds, ...caseKinds, ...caseOutcomes, ...vehiclePhases, ...reportTypes]
    expect([...new Set(words)].filter((word) => !day.includes(`\`${word}\``))).toEqual([])
  })
})
