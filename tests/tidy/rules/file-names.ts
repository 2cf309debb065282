import type { Rule } from '../rule.ts'

/** Names that say nothing of what is inside, so that everything ends up there. */
const vague = /(^|[-_.]|(?<=[a-z])(?=[A-Z]))(utils?|helpers?|managers?|misc|common)$/i

export const fileNames: Rule = {
  name: 'files and folders are named by what is in them',
  find: (files) =>
    files.flatMap(({ path }) =>
      path
        .split('/')
        .map((part) => part.replace(/(?<=.)(\.(test|d|module|[a-z]+))+$/, ''))
        .filter((part) => vague.test(part))
        .map((part) => `${path}: '${part}' says nothing of what is inside`),
    ),
}
