// Runs in the thread that reads a plan in force and its pause file.

import { parentPort, workerData } from 'node:worker_threads'
import { readPause, readPlan } from '@treve/model'
import { sha256 } from '../planning/index.ts'
import type { InForceJob, InForceRead } from './in-force.ts'

// The only caller is in-force.ts, which sends just this.
const { plan: planBytes, documents } = workerData as InForceJob

function read(): InForceRead {
  const [bytes = new Uint8Array(), ...others] = documents
  // The zone of the terms is in the file; instants of a plan have their offsets written.
  const written = JSON.parse(new TextDecoder().decode(planBytes)) as { files?: Readonly<Record<string, string>> }
  // By what the plan was made of, each attached file has its name again.
  const named = new Map(
    Object.entries(written.files ?? {}).flatMap(([name, digest]) => {
      const content = others.find((each) => sha256(each) === digest)
      return content === undefined ? [] : [[name, content] as const]
    }),
  )
  const { pause } = readPause(bytes, (name) => named.get(name) ?? 'missing')
  if (pause === undefined) return { fault: 'the pause file on the account cannot be read' }
  const { plan } = readPlan(planBytes, pause.time_zone)
  if (plan === undefined) return { fault: 'the plan on the account cannot be read' }
  const { state: _, ...rules } = pause.rules
  return { pause: { ...pause, rules }, plan, files: named }
}

parentPort?.postMessage(read())
