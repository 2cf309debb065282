import { languages, type Pause, questionsOf, readPause, subjects, subjectsToAsk } from '@treve/model'
import { describe, expect, test } from 'vitest'
import { edited } from './minimal.ts'

const silence = '  silent_on: [screening, private_cars] # what the terms do not say; `check` asks about each\n'

function pauseWith(terms: string): Pause {
  const { pause, errors } = readPause(new TextEncoder().encode(edited([silence, terms])))
  if (pause === undefined) throw new Error(JSON.stringify(errors))
  return pause
}

describe('what is asked', () => {
  test('exactly what the terms are said to be silent on', () => {
    expect(subjectsToAsk(pauseWith(silence))).toEqual(['screening', 'private_cars'])
    expect(subjectsToAsk(pauseWith('  silent_on: []\n'))).toEqual([])
  })

  test('what is said to be silent is asked even where something is said', () => {
    const terms = '  silent_on: [mines]\n  says: { mines: { en: Cleared. }, return: { en: Yes. } }\n'
    expect(subjectsToAsk(pauseWith(terms))).toEqual(['mines'])
  })

  test('else every subject that the terms do not answer', () => {
    const left = subjects.filter((subject) => subject !== 'return')
    expect(subjectsToAsk(pauseWith('  says: { return: { en: Whenever they wish. } }\n'))).toEqual(left)
    expect(subjectsToAsk(pauseWith(''))).toEqual([...subjects])
  })

  test('gates, corridors and destinations are named', () => {
    const about = Object.fromEntries(questionsOf(pauseWith(''), 'en').map((each) => [each.subject, each.about]))
    expect(about.gate_contacts).toEqual(['bridge / gate'])
    expect(about.mines).toEqual(['bridge'])
    expect(about.destinations).toEqual(['reception', 'clinic'])
    expect(about.screening).toEqual([])
  })

  test('in four languages, none left in English', () => {
    const english = questionsOf(pauseWith(''), 'en')
    for (const language of languages) {
      const asked = questionsOf(pauseWith(''), language)
      expect(asked).toHaveLength(subjects.length)
      if (language === 'en') continue
      asked.forEach((each, index) => {
        expect(each.title).not.toBe(english[index]?.title)
        for (const question of each.questions) expect(english[index]?.questions).not.toContain(question)
        expect(each.questions).toHaveLength(english[index]?.questions.length ?? 0)
      })
    }
  })
})
