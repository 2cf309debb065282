import { readFileSync } from 'node:fs'
import { readPause } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { planPause } from '/work/main/packages/planner/src/index.ts'
const f='/work/main/examples/aleppo-2016-11-04/pause.yaml'
const r = readPause(readFileSync(f), (n)=>{ try { return readFileSync('/work/main/examples/aleppo-2016-11-04/'+n)} catch { return 'missing'} })
const pause = r.pause!
const t=process.cpuUsage().user
const p = planPause(pause, travelTimesOf(pause), {seed:1, iterations: 5, mustStop:()=>undefined, cpuSeconds:()=>process.cpuUsage().user/1e6, inputSha256:'0'.repeat(64), files:{}})
if ('plan' in p) console.log(p.plan.effort, p.plan.levels, p.plan.bound, pause.fleet.map(f=>[f.id,f.kind,f.count,f.at,f.crew_hours,f.available]))
