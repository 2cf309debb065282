// What a rule is: from the files of the repository to what is wrong with them, in words.

import { lineAt, type Scan, scan } from './scan.ts'

export interface RepositoryFile {
  /** From the root of the repository, with `/`. */
  readonly path: string
  readonly bytes: number
  /** Empty for files that are no text. */
  readonly text: string
}

export interface Rule {
  /** A sentence: what every file keeps to. */
  readonly name: string
  find(files: readonly RepositoryFile[]): string[]
}

/** For the samples by which a rule is tested. */
export function sample(path: string, text: string): RepositoryFile {
  return { path, text, bytes: text.length }
}

export function isSource({ path }: RepositoryFile): boolean {
  return /\.(ts|tsx|mjs|js)$/.test(path)
}

export function isTest({ path }: RepositoryFile): boolean {
  return /\.test\.tsx?$/.test(path) || /^(packages\/[^/]+\/test|tests|bench)\//.test(path)
}

/** `model` for packages/model/src/units.ts. */
export function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1]
}

export function scanOf({ path, text }: RepositoryFile): Scan {
  return scan(text, path.endsWith('x'))
}

export function finding(file: RepositoryFile, at: number, what: string): string {
  return `${file.path}:${lineAt(file.text, at)}: ${what}`
}

/** Every match of a pattern (with the flag g) in what is passed as the file's text. */
export function findings(file: RepositoryFile, searched: string, pattern: RegExp, what: string): string[] {
  return [...searched.matchAll(pattern)].map((match) => finding(file, match.index, `${what}: ${match[0].trim()}`))
}
