// Writes the pages' client of the API anew from the server's operations: npm run client.

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { clientOf } from '../packages/server/src/api/client.ts'
import { publishedOperations } from '../packages/server/src/api/operations.ts'

const path = fileURLToPath(new URL('../packages/web/src/client/operations.ts', import.meta.url))
writeFileSync(path, clientOf(publishedOperations()))
