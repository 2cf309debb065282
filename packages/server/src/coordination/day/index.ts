// The day, live: what was reported, alarms, receipt of orders, who is on duty where.

import type { Part } from '../part.ts'
import { acknowledgeAlarm, endAlarm, raiseAlarm, settleAlarm } from './alarm-commands.ts'
import { due } from './due.ts'
import { dispute, report, takeBack } from './report-command.ts'
import { bindTracker, disperse, extend, receiveOrder, setDuty, unbindTracker } from './run-commands.ts'
import { type Day, quiet } from './state.ts'
import { afterDay } from './taken-over.ts'
import { view } from './view/index.ts'

export { type Alarm, type AlarmKind, alarmKinds, isOpen } from './alarm.ts'
export { openAlarm } from './alarm-commands.ts'
export { dispersalJson, dispersalsFor } from './dispersed.ts'
export { dutyOf, isOwn, ownVehicles } from './duty.ts'
export { loadOfTrip, type PlannedTrip } from './figures.ts'
export { type GateRecall, gateRecalls } from './gate-recalls.ts'
export { type Load, loadNow, loadsNow, stillAwaited } from './loads.ts'
export { isReportType, type Range, type Report, reportTypes } from './report.ts'
export { mayDispute, reporterFault, whoseReport } from './report-command.ts'
export { signedFault } from './signed-report.ts'
export type { Day, Tracker } from './state.ts'
export { trackerMark } from './tracker.ts'
export { type VehicleNow, type VehiclePhase, vehicleIds, vehicleNow, vehiclePhases, waitsOutside } from './vehicles.ts'

export const day: Part<Day> = {
  initial: quiet,
  after: afterDay,
  commands: [
    report,
    takeBack,
    dispute,
    raiseAlarm,
    settleAlarm,
    acknowledgeAlarm,
    endAlarm,
    receiveOrder,
    setDuty,
    extend,
    disperse,
    bindTracker,
    unbindTracker,
  ],
  view,
  due,
}
