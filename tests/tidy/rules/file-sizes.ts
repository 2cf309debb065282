import type { Rule } from '../rule.ts'

const limit = 2_000_000

export const fileSizes: Rule = {
  name: 'no file is over 2 MB',
  find: (files) =>
    files
      .filter(({ bytes }) => bytes > limit)
      .map(({ path, bytes }) => `${path}: ${(bytes / 1_000_000).toFixed(1)} MB, where 2 MB is the most`),
}
