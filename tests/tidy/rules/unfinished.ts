import { finding, findings, isSource, isTest, type Rule, scanOf } from '../rule.ts'

export const unfinished: Rule = {
  name: 'nothing is left for later, and no test is left out or asserts nothing',
  find: (files) =>
    files.filter(isSource).flatMap((file) => {
      const { pieces, code, text } = scanOf(file)
      const marks = pieces
        .filter(({ kind }) => kind === 'comment')
        .flatMap(({ from, to }) =>
          [...text.slice(from, to).matchAll(/\b(TODO|FIXME|XXX|HACK)\b/g)].map((match) =>
            finding(file, from + match.index, `left for later: ${match[0]}`),
          ),
        )
      if (!isTest(file)) return marks
      return [
        ...marks,
        ...findings(file, code, /\b(test|it|describe|suite|bench)(\.\w+)*\.(skip|only|todo|fails)\b/g, 'left out'),
        ...findings(file, code, /(?<![.\w$])(xit|xtest|xdescribe|fit|fdescribe)\s*\(/g, 'left out'),
        ...findings(file, code, /\bexpect\s*\(\s*(true|false|1|0)\s*\)/g, 'asserts nothing'),
      ]
    }),
}
