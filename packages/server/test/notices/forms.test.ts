import { describe, expect, test } from 'vitest'
import { noticeForm } from '../../src/coordination/notices/index.ts'
import { messages } from '../../src/notices/messages/catalogue.ts'
import { segmentsOf } from '../../src/notices/short.ts'
import { agreed, anna, eight, everyLanguage, summary, Told } from '../coordination/told.ts'

const sender = 'relief.example'

function pageOf(told: Told, number: number, language: (typeof everyLanguage)[number]): string {
  const form = noticeForm(told.state, anna, { number, party: 'north', form: 'page', language, sender })
  if (form === undefined) throw new Error('no page')
  return form.body
}

function notified(more: Partial<typeof summary> = {}): Told {
  const told = new Told(agreed(more))
  told.done('notify', { movements: [eight, { ...eight, id: 'm2', segments: ['s1'] }] })
  told.done('update_notification', { notification: 1, movements: [{ ...eight, until: '2016-11-04T11:00' }] })
  return told
}

describe('the page of a notification', () => {
  test.each(everyLanguage)(
    'in %s: language, direction, nothing from elsewhere, no script, the same facts',
    (language) => {
      const page = pageOf(notified(), 2, language)
      expect(page).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
      expect(page).not.toMatch(/<script|https?:|url\(|@import|@font-face|\bsrc=|\bhref=|\bon\w+=/)
      expect(page).not.toMatch(/undefined|NaN|\{\w+\}(?=[^{}]*<)/)
      expect(page).toContain(messages[language].standing)
      expect(page).toContain(messages[language]['receipt.note'])
      const text = page.replace(/<style>[\s\S]*<\/style>/, '').replace(/<[^>]+>|[\u2066-\u2069]/g, '')
      for (const fact of [
        'm1',
        '[c1]',
        '2016-11-04 08:00–11:00 Asia/Damascus',
        '2016-11-04 06:00–09:00',
        '8',
        '2',
        'm2',
      ])
        expect(text).toContain(fact)
      expect(text).toContain(messages[language].changes)
    },
  )

  test('carries its digest, its number and its time', () => {
    const told = notified()
    const page = pageOf(told, 2, 'en')
    expect(page).toContain(told.state.notices.sent[1]?.digest ?? 'none')
    expect(page).toContain('Update 2 of notification 1')
    expect(page).toContain('Sent: 2016-11-02 07:00 Asia/Damascus (2016-11-02 05:00 UTC)')
  })

  test('shows what stands in the terms as text, never as markup', () => {
    const corridors = summary.corridors.map((each) => ({ ...each, name: { en: '<script>x</script>' } }))
    const page = pageOf(notified({ corridors: corridors as never, title: { en: '<i>t</i>' } as never }), 1, 'en')
    expect(page).not.toMatch(/<script|<i>/)
    expect(page).toContain('&#60;script&#62;')
  })

  test('marks an exercise, and only an exercise', () => {
    expect(pageOf(notified({ exercise: true }), 1, 'en')).toContain(
      '<p class="watermark" aria-hidden="true">EXERCISE</p>',
    )
    expect(pageOf(notified(), 1, 'en')).not.toContain('EXERCISE')
  })
})

describe('parts of a short message', () => {
  test.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    // Two places each.
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['é'.repeat(160), 1],
    // Not in the alphabet of seven bits: everything is in two bytes.
    [`ê${'a'.repeat(69)}`, 1],
    [`ê${'a'.repeat(70)}`, 2],
    ['я'.repeat(134), 2],
    ['я'.repeat(135), 3],
    // Beyond the first 65,536 characters one takes the room of two.
    ['😀'.repeat(35), 1],
    ['😀'.repeat(36), 2],
    ['', 1],
  ])('case %#', (text, count) => {
    expect(segmentsOf(text)).toBe(count)
  })

  test('with names as long as can be there are three of them still', () => {
    const long = 'm'.repeat(100)
    const told = new Told(agreed({ exercise: true }))
    told.done('notify', { movements: [{ ...eight, id: long }] })
    for (const language of everyLanguage) {
      const form = noticeForm(told.state, anna, { number: 1, party: 'north', form: 'short', language, sender })
      expect(segmentsOf(form?.body ?? '')).toBeLessThanOrEqual(3)
    }
  })
})
