// From what on something is an alarm.

export const alarmLimits = {
  /** With people aboard, where nothing is loaded. */
  standingSeconds: 900,
  /** With people aboard, at a stop where people get on. */
  boardingSeconds: 1800,
  /** After a vehicle came to its last place, who came with it is to be counted within this. */
  uncountedSeconds: 900,
  /** Still not counted then, they are a protection case: those who look into it are told, whoever took on the alarm. */
  uncountedCaseSeconds: 3600,
  /** Over its holding number, so many must go before it is under it again. */
  waitingMargin: 0.1,
  /** Slower than planned by so much; and quicker than that by half of it, before it is over. */
  slowFactor: 1.5,
  slowOverFactor: 1.25,
  /** A queue that takes longer than this is slow, whatever the check takes. */
  queueSeconds: 1800,
  /** Before approvals and withdrawals run out. */
  lapseSeconds: 1800,
} as const
