import { finding, type Rule, scanOf } from '../rule.ts'

const shownOrRead = /^(aria-(label|description|roledescription|valuetext|placeholder)|title|alt|placeholder|label)$/

/** Entities such as `&nbsp;` are signs, not words; the product is called the same in every language. */
const hasLetters = (text: string): boolean => /\p{L}/u.test(text.replace(/&#?\w+;/g, '').replace(/\bTreve\b/g, ''))

export const untranslated: Rule = {
  name: 'no page shows text that is not from a catalogue',
  find: (files) =>
    files
      .filter(({ path }) => /^packages\/web\/src\/.*\.tsx$/.test(path) && !path.endsWith('.test.tsx'))
      .flatMap((file) => {
        const { pieces, attributes, text } = scanOf(file)
        return [
          ...pieces
            .filter(({ kind, from, to }) => kind === 'jsx_text' && hasLetters(text.slice(from, to)))
            .map(({ from, to }) => {
              const shown = text.slice(from, to)
              const lead = shown.length - shown.trimStart().length
              return finding(file, from + lead, `untranslated text: ${shown.trim().replace(/\s+/g, ' ')}`)
            }),
          ...attributes
            .filter(({ name, literal }) => shownOrRead.test(name) && literal !== undefined && hasLetters(literal))
            .map(({ name, literal, at }) => finding(file, at, `untranslated ${name}: ${literal}`)),
        ]
      }),
}
