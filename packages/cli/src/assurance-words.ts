// What the command line says of how sure a plan is, in the reader's language.

import type { Language } from '@treve/model'

export interface AssuranceWords {
  readonly sure: string
  readonly notAssessed: string
  readonly nobody: string
  readonly asked: string
  readonly reached: string
  readonly notReached: string
  readonly title: string
  readonly heads: readonly string[]
  readonly withHalts: string
  readonly withoutHalts: string
  readonly halfDay: string
  readonly lost: string
  readonly twice: string
  readonly byBuffer: string
  readonly vehicle: string
  readonly vehicleNone: string
  readonly turnedBack: string
  readonly lastExit: string
  readonly somebodyNever: string
  readonly peopleOut: string
  readonly standing: string
  readonly sheltered: string
  readonly assumed: string
  readonly allStated: string
  readonly now: string
  readonly notTold: string
  readonly due: string
  readonly dueHeads: readonly string[]
  readonly next: DueWords
  readonly past: DueWords
  readonly onTheWayOut: string
  readonly changed: string
  readonly lastGood: string
  readonly leftOut: string
  readonly where: string
  readonly whereHeads: readonly string[]
}

type DueWords = Readonly<Record<'enter' | 'leave_stop' | 'join_exit', string>>

export const assuranceWords: Readonly<Record<Language, AssuranceWords>> = {
  en: {
    sure: 'How sure: all clear by the close on {estimate} of simulated days, at least {lower}; leaving out halts of everything, {without}, at least {withoutLower}.',
    notAssessed: 'How sure: not assessed. The times are without delays.',
    nobody: 'How sure: nobody moves, so there is nothing to be sure of.',
    asked: 'The terms ask for {asked}: {verdict}.',
    reached: 'shown',
    notReached: 'not shown',
    title: 'How sure, over {days} simulated days (seed {seed}, test {test})',
    heads: ['', 'all clear', 'at least', 'people inside at the close, on average', 'at worst'],
    withHalts: 'as assumed',
    withoutHalts: 'without halts of everything',
    halfDay: 'a halt of half a day',
    lost: 'corridor {corridor} lost',
    twice: 'every spread twice as large',
    byBuffer: 'Clear with the whole buffer to spare on {share} of days.',
    vehicle: 'Late most often: {vehicle}, on {share} of days; each vehicle may be on 0.1%: {verdict}.',
    vehicleNone: 'No vehicle was late on any day; each may be on 0.1%.',
    turnedBack:
      '{count} of {all} trips come too late to go in on more than half of all days: as planned they leave too little time.',
    lastExit: 'Last out: {median} on half of all days, by {late} on 19 of 20.',
    somebodyNever: 'never',
    peopleOut:
      'People out by the close: {low} to {high} on 9 days of 10, {median} on half; where fewer come, fewer are out.',
    standing: 'Standing with people aboard: {median} of vehicle time on half of all days, up to {late} on 19 of 20.',
    sheltered: 'In a refuge at the close, and so not clear: {people} people on average.',
    assumed: 'Assumed, because the file does not say: {keys}.',
    allStated: 'All that is assumed of delays stands in the file.',
    now: 'From {at} on, over {days} simulated days (seed {seed})',
    notTold: '{count} vehicles with orders are not told of; they are taken to be where the plan has them.',
    due: 'Who must leave when: the next {shown} of {all} vehicles',
    dueHeads: ['vehicle', 'next', 'enter by', 'leave the stop by', 'join the exit by', 'trip'],
    next: { enter: 'goes in', leave_stop: 'leaves the stop', join_exit: 'joins the exit' },
    past: {
      enter: 'PAST: too late to go in',
      leave_stop: 'PAST: leave the stop now',
      join_exit: 'PAST: join the exit now',
    },
    onTheWayOut: 'on the way out',
    changed: 'Lines marked * are new since {before}.',
    leftOut: 'What the simulated days leave out:',
    lastGood: 'The last answer is of the state before this one; it may no longer hold.',
    where: 'Where it fails: the corridors, vehicles and trips that do most often, by share of days',
    whereHeads: ['', 'late', 'too late to go in', 'leaves its stop early'],
  },
  fr: {
    sure: 'Certitude : tout est dégagé à la fermeture dans {estimate} des jours simulés, au moins {lower} ; sans arrêt général, {without}, au moins {withoutLower}.',
    notAssessed: 'Certitude : non évaluée. Les heures sont sans retards.',
    nobody: 'Certitude : personne ne se déplace, il n’y a donc rien à assurer.',
    asked: 'Les termes demandent {asked} : {verdict}.',
    reached: 'démontré',
    notReached: 'non démontré',
    title: 'Certitude, sur {days} jours simulés (graine {seed}, test {test})',
    heads: ['', 'tout dégagé', 'au moins', 'personnes à l’intérieur à la fermeture, en moyenne', 'au pire'],
    withHalts: 'comme supposé',
    withoutHalts: 'sans arrêt général',
    halfDay: 'un arrêt d’une demi-journée',
    lost: 'couloir {corridor} perdu',
    twice: 'toutes les dispersions doublées',
    byBuffer: 'Dégagé avec toute la marge dans {share} des jours.',
    vehicle:
      'Le plus souvent en retard : {vehicle}, dans {share} des jours ; chaque véhicule peut l’être dans 0,1 % : {verdict}.',
    vehicleNone: 'Aucun véhicule en retard, aucun jour ; chacun peut l’être dans 0,1 %.',
    turnedBack:
      '{count} trajets sur {all} arrivent trop tard pour entrer plus d’un jour sur deux : tels que prévus, ils laissent trop peu de temps.',
    lastExit: 'Dernière sortie : {median} un jour sur deux, avant {late} 19 jours sur 20.',
    somebodyNever: 'jamais',
    peopleOut:
      'Personnes sorties à la fermeture : de {low} à {high} 9 jours sur 10, {median} un jour sur deux ; s’il en vient moins, il en sort moins.',
    standing:
      'À l’arrêt avec des personnes à bord : {median} de temps de véhicule un jour sur deux, jusqu’à {late} 19 jours sur 20.',
    sheltered: 'Dans un refuge à la fermeture, donc non dégagées : {people} personnes en moyenne.',
    assumed: 'Supposé, car le fichier ne le dit pas : {keys}.',
    allStated: 'Tout ce qui est supposé des retards figure dans le fichier.',
    now: 'À partir de {at}, sur {days} jours simulés (graine {seed})',
    notTold: 'Rien n’est dit de {count} véhicules ayant des ordres ; on les suppose là où le plan les place.',
    due: 'Qui doit partir quand : les {shown} prochains véhicules sur {all}',
    dueHeads: ['véhicule', 'ensuite', 'entrer avant', 'quitter l’arrêt avant', 'rejoindre la sortie avant', 'trajet'],
    next: { enter: 'entre', leave_stop: 'quitte l’arrêt', join_exit: 'rejoint la sortie' },
    past: {
      enter: 'DÉPASSÉ : trop tard pour entrer',
      leave_stop: 'DÉPASSÉ : quitter l’arrêt maintenant',
      join_exit: 'DÉPASSÉ : rejoindre la sortie maintenant',
    },
    onTheWayOut: 'en train de sortir',
    changed: 'Les lignes marquées * sont nouvelles depuis {before}.',
    leftOut: 'Ce que les jours simulés laissent de côté :',
    lastGood: 'La dernière réponse est celle de l’état précédent ; elle peut ne plus être exacte.',
    where: 'Où cela échoue : couloirs, véhicules et trajets les plus touchés, en part des jours',
    whereHeads: ['', 'en retard', 'trop tard pour entrer', 'quitte l’arrêt plus tôt'],
  },
  ar: {
    sure: 'مدى اليقين: يخرج الجميع قبل الإغلاق في {estimate} من الأيام المحاكاة، على الأقل {lower}؛ ودون التوقفات العامة {without}، على الأقل {withoutLower}.',
    notAssessed: 'مدى اليقين: لم يُقيَّم. الأوقات دون تأخير.',
    nobody: 'مدى اليقين: لا أحد يتحرك، فلا شيء يُقاس يقينه.',
    asked: 'تطلب الشروط {asked}: {verdict}.',
    reached: 'ثبت ذلك',
    notReached: 'لم يثبت ذلك',
    title: 'مدى اليقين، على {days} من الأيام المحاكاة (البذرة {seed}، الاختبار {test})',
    heads: ['', 'خروج الجميع', 'على الأقل', 'أشخاص في الداخل عند الإغلاق، في المتوسط', 'في أسوأ يوم'],
    withHalts: 'كما افتُرض',
    withoutHalts: 'دون التوقفات العامة',
    halfDay: 'توقف لنصف يوم',
    lost: 'فقدان الممر {corridor}',
    twice: 'ضعف كل تشتت',
    byBuffer: 'خروج الجميع مع كامل هامش الوقت في {share} من الأيام.',
    vehicle: 'الأكثر تأخرًا: {vehicle}، في {share} من الأيام؛ والمسموح لكل مركبة 0.1٪: {verdict}.',
    vehicleNone: 'لم تتأخر أي مركبة في أي يوم؛ والمسموح لكل مركبة 0.1٪.',
    turnedBack:
      '{count} من أصل {all} رحلات تصل متأخرة عن موعد الدخول في أكثر من نصف الأيام: فهي كما خُطط لها لا تترك وقتًا كافيًا.',
    lastExit: 'آخر خروج: {median} في نصف الأيام، وقبل {late} في 19 يومًا من 20.',
    somebodyNever: 'لا يخرج',
    peopleOut:
      'من خرجوا قبل الإغلاق: من {low} إلى {high} في 9 أيام من 10، و{median} في نصف الأيام؛ وحين يأتي عدد أقل يخرج عدد أقل.',
    standing: 'الوقوف والركاب على متن المركبات: {median} من وقت المركبات في نصف الأيام، وحتى {late} في 19 يومًا من 20.',
    sheltered: 'في ملجأ عند الإغلاق، ولذلك لم يخرجوا: {people} في المتوسط.',
    assumed: 'مفترض، لأن الملف لا يذكره: {keys}.',
    allStated: 'كل ما افتُرض من تأخيرات مذكور في الملف.',
    now: 'من {at} فصاعدًا، على {days} من الأيام المحاكاة (البذرة {seed})',
    notTold: 'لم يُذكر شيء عن {count} من المركبات التي لها أوامر؛ يُفترض أنها حيث تضعها الخطة.',
    due: 'من عليه أن يغادر ومتى: المركبات التالية، {shown} من {all}',
    dueHeads: ['المركبة', 'التالي', 'الدخول قبل', 'مغادرة المحطة قبل', 'بلوغ المخرج قبل', 'الرحلة'],
    next: { enter: 'تدخل', leave_stop: 'تغادر المحطة', join_exit: 'تبلغ المخرج' },
    past: {
      enter: 'فات الوقت: لم يعد الدخول ممكنًا',
      leave_stop: 'فات الوقت: غادروا المحطة الآن',
      join_exit: 'فات الوقت: توجهوا إلى المخرج الآن',
    },
    onTheWayOut: 'في طريق الخروج',
    changed: 'الأسطر المعلَّمة بعلامة * جديدة منذ {before}.',
    leftOut: 'ما لا تشمله الأيام المحاكاة:',
    lastGood: 'آخر إجابة تخص الحالة السابقة، وقد لا تكون صحيحة الآن.',
    where: 'أين يتعثر: الممرات والمركبات والرحلات الأكثر تعثرًا، بنسبة من الأيام',
    whereHeads: ['', 'متأخر', 'فات موعد الدخول', 'يغادر المحطة مبكرًا'],
  },
  ru: {
    sure: 'Надёжность: все вышли к закрытию в {estimate} смоделированных дней, не менее {lower}; без общих остановок {without}, не менее {withoutLower}.',
    notAssessed: 'Надёжность: не оценена. Времена без задержек.',
    nobody: 'Надёжность: никто не движется, оценивать нечего.',
    asked: 'Условия требуют {asked}: {verdict}.',
    reached: 'показано',
    notReached: 'не показано',
    title: 'Надёжность, дней смоделировано: {days} (зерно {seed}, проверка {test})',
    heads: ['', 'все вышли', 'не менее', 'людей внутри при закрытии, в среднем', 'в худший день'],
    withHalts: 'как принято',
    withoutHalts: 'без общих остановок',
    halfDay: 'остановка на полдня',
    lost: 'коридор {corridor} потерян',
    twice: 'все разбросы вдвое больше',
    byBuffer: 'Все вышли с полным запасом времени в {share} дней.',
    vehicle: 'Чаще всех опаздывает {vehicle}: {share} дней; каждой машине допустимо 0,1 %: {verdict}.',
    vehicleNone: 'Ни одна машина ни в один день не опоздала; каждой допустимо 0,1 %.',
    turnedBack:
      '{count} из {all} рейсов опаздывают ко въезду более чем в половине дней: по плану на них остаётся слишком мало времени.',
    lastExit: 'Последний выезд: {median} в половине дней, до {late} в 19 днях из 20.',
    somebodyNever: 'никогда',
    peopleOut:
      'Вышло людей к закрытию: от {low} до {high} в 9 днях из 10, {median} в половине; если приходит меньше, выходит меньше.',
    standing: 'Стоят с людьми на борту: {median} машинного времени в половине дней, до {late} в 19 днях из 20.',
    sheltered: 'В убежище при закрытии, а значит не вышли: {people} человек в среднем.',
    assumed: 'Принято, потому что в файле не сказано: {keys}.',
    allStated: 'Всё, что принято о задержках, указано в файле.',
    now: 'С {at}, дней смоделировано: {days} (зерно {seed})',
    notTold: 'О {count} машинах с заданиями ничего не сообщено; считается, что они там, где по плану.',
    due: 'Кому когда уходить: ближайшие машины, {shown} из {all}',
    dueHeads: ['машина', 'дальше', 'въехать до', 'покинуть остановку до', 'встать на выезд до', 'рейс'],
    next: { enter: 'въезжает', leave_stop: 'покидает остановку', join_exit: 'встаёт на выезд' },
    past: {
      enter: 'ПРОШЛО: въезжать поздно',
      leave_stop: 'ПРОШЛО: покинуть остановку сейчас',
      join_exit: 'ПРОШЛО: встать на выезд сейчас',
    },
    onTheWayOut: 'выезжает',
    changed: 'Строки со знаком * новые с {before}.',
    leftOut: 'Чего нет в смоделированных днях:',
    lastGood: 'Последний ответ — о прежнем состоянии; он мог устареть.',
    where: 'Где срывается: коридоры, машины и рейсы, что чаще всего, доля дней',
    whereHeads: ['', 'опоздание', 'поздно въезжать', 'раньше с остановки'],
  },
}
