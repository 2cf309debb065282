// Runs in the reading thread.

import { parentPort, workerData } from 'node:worker_threads'
import { inWords, languages } from '@treve/model'
import { commandTypes, readInput } from '../coordination/index.ts'
import type { DocumentJob, DocumentRead } from './documents.ts'
import { mostErrors } from './limits.ts'

// The only caller is documents.ts, which sends just this.
const { kind, input, zone, language } = workerData as DocumentJob
const type = commandTypes.get(kind)
if (type?.prepare === undefined) throw new Error(`nothing of ${kind} is read beforehand`)
const read = readInput(type.input, input, zone)
const answer: DocumentRead =
  'problems' in read
    ? {
        errors: inWords(
          read.problems.slice(0, mostErrors),
          read.text,
          languages.find((each) => each === language) ?? 'en',
        ),
        count: read.problems.length,
      }
    : { prepared: type.prepare(read.input, zone) }
parentPort?.postMessage(answer)
