// The public surface of `checker`.

export { checkPlan, type Rule, rules, type Violation } from './check.ts'
export { type ExitOnFoot, exitsOnFoot } from './exits-on-foot.ts'
