import { readFileSync } from 'node:fs'
import { languages, type Pause, readPause } from '@treve/model'
import { describe, expect, test } from 'vitest'
import { questionsPage } from './page.ts'

const example = readFileSync(new URL('../../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')

function pauseOf(text: string): Pause {
  const { pause, errors } = readPause(new TextEncoder().encode(text))
  if (pause === undefined) throw new Error(JSON.stringify(errors))
  return pause
}

const pause = pauseOf(example)
const all: Pause = { ...pause, terms: { ...pause.terms, silent_on: undefined as never, says: {} } }

describe('the page of questions', () => {
  test.each(languages)('in %s: language, direction, nothing from elsewhere, no script', (language) => {
    const page = questionsPage(all, 'north', language)
    expect(page).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
    expect(page).not.toMatch(/<script|https?:|url\(|@import|\bsrc=|\bhref=|\bon\w+=/)
    expect(page).not.toMatch(/[\u2720\u271A\u262A\u{1F54E}\u2719\u26D1]|🏥|➕/u)
    expect(page).toContain('@page { size: A4')
    expect(page.match(/<section>/g)).toHaveLength(13)
    expect(page).not.toContain('undefined')
  })

  test('only logical properties: left and right are nowhere', () => {
    expect(questionsPage(all, 'north', 'ar')).not.toMatch(/(margin|padding|border|text-align)[^;]*\b(left|right)\b/)
  })

  test('both parties are asked the same, in the same words', () => {
    const asked = (party: string) => /<main>[\s\S]*<\/main>/.exec(questionsPage(all, party, 'fr'))?.[0]
    expect(asked('south')).toBe(asked('north'))
  })

  test('names the window in local time and UTC, isolated', () => {
    const page = questionsPage(pause, 'north', 'ar')
    expect(page).toContain('<bdi>2016-11-04 08:00 – 12:00 Asia/Damascus</bdi>')
    expect(page).toContain('<bdi>2016-11-04 06:00 – 10:00</bdi> بالتوقيت العالمي')
  })

  test('an exercise is marked so, and only an exercise', () => {
    expect(questionsPage(pause, 'north', 'en')).toContain('<p class="watermark" aria-hidden="true">EXERCISE</p>')
    expect(questionsPage({ ...pause, exercise: false }, 'north', 'en')).not.toContain('EXERCISE')
  })

  test('says that it guarantees nothing, and that those who stay remain protected', () => {
    const page = questionsPage(pause, 'north', 'en')
    expect(page).toContain('It guarantees nothing')
    expect(page).toContain('those who stay remain protected')
  })

  test('what stands in the file is text, never markup', () => {
    const title = { en: '<img onerror="x"> & \'co\'' }
    const parties = [{ id: 'north', role: 'party_to_conflict' as const, name: { en: '</title><script>1</script>' } }]
    const page = questionsPage({ ...all, title, parties }, 'north', 'en')
    expect(page).not.toMatch(/<img|<script|<\/title><s/)
  })

  test('where the terms answer everything, it says so', () => {
    const page = questionsPage({ ...pause, terms: { ...pause.terms, silent_on: [] } }, 'north', 'en')
    expect(page).toContain('there is nothing to ask')
    expect(page).not.toContain('<section>')
  })
})
