// What simulated days leave out, said beside every result of theirs.

import type { Language } from '../languages.ts'
import type { Pause } from '../pause/schema.ts'
import type { Plan } from './schema.ts'

export type NotActedOut =
  | 'other_ways_out'
  | 'trips_made_up_for'
  | 'groups_that_vary_alike'
  | 'what_the_day_has_shown'
  | 'hours_of_walkers'
  | 'turns_of_walkers'
  | 'hours_of_cars'
  | 'cars_and_late_vehicles'

/** Of this pause and plan: what it does not have cannot be left out. */
export function notActedOut(pause: Pause, { walking }: Pick<Plan, 'walking'>): NotActedOut[] {
  const { corridors } = pause
  const walked = new Set(walking.map(({ corridor }) => corridor))
  const onFoot = corridors.filter(({ id }) => walked.has(id))
  const byCar = corridors.filter(({ private_cars }) => (private_cars?.vehicles ?? 0) > 0)
  const isVarying = ({ travel }: Pause['corridors'][number]) => travel.length > 1
  const isAlternating = ({ direction }: Pause['corridors'][number]) => direction === 'alternating'
  return [
    'other_ways_out',
    'trips_made_up_for',
    'groups_that_vary_alike',
    'what_the_day_has_shown',
    ...(onFoot.some(isVarying) ? (['hours_of_walkers'] as const) : []),
    ...(onFoot.some(isAlternating) ? (['turns_of_walkers'] as const) : []),
    ...(byCar.some(isVarying) ? (['hours_of_cars'] as const) : []),
    ...(byCar.some(isAlternating) ? (['cars_and_late_vehicles'] as const) : []),
  ]
}

export const notActedOutWording: Readonly<Record<Language, Readonly<Record<NotActedOut, string>>>> = {
  en: {
    other_ways_out: 'nobody is sent to another corridor, and no vehicle takes over people from another',
    trips_made_up_for: 'a trip that is not made is not made up for by another with free seats',
    groups_that_vary_alike: 'how many come of each group varies by itself',
    what_the_day_has_shown: 'a morning that was slow says nothing of the afternoon',
    hours_of_walkers: 'people on foot who are late keep the pace of the hour that was planned',
    turns_of_walkers: 'people on foot who are late do not wait for the turns of an alternating corridor',
    hours_of_cars: 'private cars that are late keep the pace of the hour that was planned',
    cars_and_late_vehicles: 'private cars do not wait for a vehicle that is late on its way in',
  },
  fr: {
    other_ways_out:
      'personne n’est envoyé vers un autre couloir, et aucun véhicule ne reprend les personnes d’un autre',
    trips_made_up_for: 'un trajet qui n’a pas lieu n’est pas compensé par un autre ayant des places libres',
    groups_that_vary_alike: 'le nombre de personnes de chaque groupe varie séparément',
    what_the_day_has_shown: 'une matinée lente ne dit rien de l’après-midi',
    hours_of_walkers: 'les personnes à pied en retard gardent l’allure de l’heure prévue',
    turns_of_walkers: 'les personnes à pied en retard n’attendent pas les tours d’un couloir alterné',
    hours_of_cars: 'les voitures privées en retard gardent l’allure de l’heure prévue',
    cars_and_late_vehicles: 'les voitures privées n’attendent pas un véhicule en retard qui entre',
  },
  ar: {
    other_ways_out: 'لا يُرسَل أحد إلى ممر آخر، ولا تنقل مركبة ركاب مركبة أخرى',
    trips_made_up_for: 'الرحلة التي لا تتم لا تعوّضها رحلة أخرى فيها مقاعد شاغرة',
    groups_that_vary_alike: 'عدد من يأتون من كل مجموعة يتغير على حدة',
    what_the_day_has_shown: 'بطء الصباح لا يدل على شيء بعد الظهر',
    hours_of_walkers: 'من يتأخرون مشيًا يبقون على سرعة الساعة المخطط لها',
    turns_of_walkers: 'من يتأخرون مشيًا لا ينتظرون أدوار الممر المتناوب',
    hours_of_cars: 'السيارات الخاصة المتأخرة تبقى على سرعة الساعة المخطط لها',
    cars_and_late_vehicles: 'السيارات الخاصة لا تنتظر مركبة متأخرة في طريق الدخول',
  },
  ru: {
    other_ways_out: 'никого не направляют в другой коридор, и машина не забирает людей из другой',
    trips_made_up_for: 'несостоявшийся рейс не возмещается другим со свободными местами',
    groups_that_vary_alike: 'число пришедших из каждой группы меняется само по себе',
    what_the_day_has_shown: 'медленное утро ничего не говорит о второй половине дня',
    hours_of_walkers: 'опоздавшие пешие идут со скоростью того часа, что был в плане',
    turns_of_walkers: 'опоздавшие пешие не ждут очереди направлений на коридоре с попеременным движением',
    hours_of_cars: 'опоздавшие частные машины едут со скоростью того часа, что был в плане',
    cars_and_late_vehicles: 'частные машины не ждут машину, опоздавшую на въезд',
  },
}
