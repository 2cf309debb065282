import { finding, isTest, type Rule } from '../rule.ts'

/**
 * The red cross, crescent and crystal are protected by the Geneva Conventions and their protocols: a page may not
 * show them, nor what can be taken for them, as icons.
 */
const lookAlikes = [...'✙✚✛✜⛨☩☪⛑🞡🞢🞣🞤🞥🞦🞧🏥🚑🩸']

export const emblems: Rule = {
  name: 'no page shows a protected emblem or what looks like one',
  find: (files) =>
    files
      .filter((file) => !isTest(file))
      .filter(({ path }) => /^packages\/(web|server)\/.*\.(ts|tsx|html|css|svg|js|mjs)$/.test(path))
      .flatMap((file) =>
        lookAlikes.flatMap((glyph) => {
          const number = glyph.codePointAt(0) ?? 0
          const hex = number.toString(16)
          const written = new RegExp(`${glyph}|(\\\\u\\{?|\\\\|&#x)0*${hex}(?![0-9a-f])|&#${number};`, 'giu')
          return [...file.text.matchAll(written)].map((match) =>
            finding(file, match.index, `looks like a protected emblem: ${glyph} (U+${hex.toUpperCase()})`),
          )
        }),
      ),
}
