// libxml2 (Debian: libxml2-utils) says whether a message is valid by a schema: a tool that we did not write.

import { spawnSync } from 'node:child_process'

export const hasXmllint = spawnSync('xmllint', ['--version']).status === 0

/** Ours, and the standard's own where it is named. */
export const schemas = [
  new URL('cap.xsd', import.meta.url).pathname,
  ...(process.env.TREVE_CAP_XSD === undefined ? [] : [process.env.TREVE_CAP_XSD]),
]

/** Empty: valid by every schema. */
export function schemaFaults(xml: string): string {
  return schemas
    .map((schema) =>
      spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, '-'], { input: xml, encoding: 'utf8' }),
    )
    .filter(({ status }) => status !== 0)
    .map(({ stderr }) => stderr)
    .join('\n')
}
