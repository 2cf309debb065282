// A plan that looks finished and is not: it was stopped, or never held against simulated days.

import type { Language } from '../languages.ts'
import type { Plan } from './schema.ts'

export type Unfinished = 'stopped' | 'not_assured'

/** Undefined: it is whole; also where nobody moves, since there is nothing to be sure of. */
export function unfinishedOf({
  effort,
  assurance,
  trips,
  walking,
}: {
  readonly effort: Pick<Plan['effort'], 'stopped_by'>
  readonly assurance: object | null
  readonly trips: readonly unknown[]
  readonly walking: readonly unknown[]
}): Unfinished | undefined {
  if (effort.stopped_by === 'cancelled') return 'stopped'
  return assurance === null && trips.length + walking.length > 0 ? 'not_assured' : undefined
}

export const unfinishedWording: Readonly<Record<Language, Readonly<Record<Unfinished, string>>>> = {
  en: {
    stopped: 'STOPPED: not made as sure as the terms ask; reasons not looked at. This plan is not finished.',
    not_assured: 'NOT ASSURED: this plan was not held against simulated days. Its times are without delays.',
  },
  fr: {
    stopped:
      'ARRÊTÉ : le plan n’a pas été rendu aussi sûr que les termes le demandent ; les raisons n’ont pas été examinées. Ce plan n’est pas achevé.',
    not_assured: 'NON ÉVALUÉ : ce plan n’a pas été confronté à des jours simulés. Ses heures sont sans retards.',
  },
  ar: {
    stopped: 'أُوقِف: لم تُبلَغ درجة اليقين التي تطلبها الشروط، ولم يُنظر في الأسباب. هذه الخطة غير مكتملة.',
    not_assured: 'غير مُقيَّمة: لم تُختبَر هذه الخطة على أيام محاكاة. أوقاتها دون تأخير.',
  },
  ru: {
    stopped:
      'ОСТАНОВЛЕНО: план не доведён до надёжности, которой требуют условия; причины не рассмотрены. План не завершён.',
    not_assured: 'НЕ ОЦЕНЕНО: план не проверялся на смоделированных днях. Времена без задержек.',
  },
}
