// What is told of it over HTTP.

import { assuranceToJson } from '@treve/model'
import type { SureNow, SureNowView } from './sure-now.ts'

/** Of a pause of which nobody says where all are. */
export const notWatched = {
  is_watched: false,
  version: 0,
  is_working: false,
  told_at: null,
  answer: null,
  trouble: null,
}

export function viewOfNow(sure: SureNow, { version, isWorking, toldAt, answer, trouble }: SureNowView) {
  return {
    is_watched: true,
    version,
    is_working: isWorking,
    told_at: toldAt === undefined ? null : written(toldAt),
    answer:
      answer === undefined
        ? null
        : {
            told_at: written(answer.toldAt),
            answered_at: written(answer.answeredAt),
            is_whole: answer.isWhole,
            // Written as `treve assure --json` writes it.
            assurance: JSON.parse(assuranceOf(sure, answer.found)) as unknown,
          },
    trouble: trouble === undefined ? null : { told_at: written(trouble.toldAt), ...trouble.what },
  }
}

export function assuranceOf(
  { pause }: Pick<SureNow, 'pause'>,
  { assurance, clearProbability, turnBack }: NonNullable<SureNowView['answer']>['found'],
): string {
  return assuranceToJson(
    { clear_probability: clearProbability, assurance },
    Object.fromEntries(turnBack),
    pause.time_zone,
  )
}

function written(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
