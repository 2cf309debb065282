// What a reader sees, in four languages: always of a reading, never of a person.

import type { Language } from '@treve/model'
import type { Stage } from '../facts/vocabulary.ts'
import type { Finding } from './judge.ts'

/** In what records, or two claims, may differ from what is asked. */
export type Detail = 'kind' | 'stage' | 'unit' | 'place' | 'side' | 'period' | 'donor'

/** What is lacking for a reading to be decided. */
export interface LackingWords {
  /** Entries that may bear on it are sealed to whoever asks. */
  readonly openings: (count: number) => string
  readonly records: (topic: string, place: string, period: string) => string
  readonly moreRecords: (topic: string, place: string, period: string) => string
  readonly inUnit: (topic: string, unit: string, place: string, period: string) => string
  readonly details: (of: readonly Detail[], topic: string) => string
  readonly precision: (topic: string, place: string, period: string) => string
  readonly times: (one: string, other: string) => string
  readonly watching: (place: string, period: string) => string
  readonly watchingInUnit: (unit: string, place: string, period: string) => string
  /** Nothing at all is nothing in whatever unit. */
  readonly watchingInAnyUnit: (watched: string, place: string, period: string) => string
  readonly surveys: (place: string, period: string) => string
  readonly largerSurveys: (place: string, period: string) => string
}

export interface StatementWords {
  readonly finding: Readonly<Record<Finding, string>>
  readonly stage: Readonly<Record<Stage | 'any', string>>
  readonly side: (side: string) => string
  readonly bothSides: string
  readonly owner: (party: string) => string
  readonly funder: (party: string) => string
  readonly coverage: (percent: number, watched: number, points: number) => string
  readonly complete: string
  readonly notWatched: string
  readonly oneSource: (finding: string) => string
  /** There are records, but only of another stage, unit or place. */
  readonly elsewhere: (of: readonly Detail[]) => string
  readonly detail: Readonly<Record<Detail, string>>
  readonly range: (low: string, high: string) => string
  readonly atLeast: (low: string) => string
  readonly nothingCorroborated: string
  /** Of existence and none: how often it is borne out. Without a high end: not all was watched. */
  readonly instances: (low: number, high: number | undefined) => string
  readonly lacking: LackingWords
  readonly all: string
  readonly figurative: string
  readonly secondHand: string
  readonly entries: (count: number) => string
  readonly onTheWordOf: (names: readonly string[]) => string
  readonly reportedBy: (name: string) => string
  readonly wouldSettle: (what: string) => string
  readonly reply: (words: string) => string
  readonly moreReadings: (count: number, findings: readonly string[]) => string
  readonly contradict: string
  readonly apart: string
  readonly differsFrom: (one: string, other: string) => string
  readonly notComparable: (one: string, other: string, differs: readonly Detail[]) => string
  readonly bothHoldIf: (what: string) => string
  readonly announcedHours: (hours: string, by: string, length: string) => string
  readonly zonesOfHours: (claim: string, from: string, until: string, length: string) => string
  readonly noAccount: string
}

type DetailWords = StatementWords['detail']

const en: DetailWords = {
  kind: 'kind',
  stage: 'stage',
  unit: 'unit',
  place: 'place',
  side: 'side',
  period: 'period',
  donor: 'donor',
}
const fr: DetailWords = {
  kind: 'genre',
  stage: 'étape',
  unit: 'unité',
  place: 'lieu',
  side: 'côté',
  period: 'période',
  donor: 'donateur',
}
const ar: DetailWords = {
  kind: 'النوع',
  stage: 'المرحلة',
  unit: 'الوحدة',
  place: 'المكان',
  side: 'الجانب',
  period: 'الفترة',
  donor: 'الجهة المانحة',
}
const ru: DetailWords = {
  kind: 'вид',
  stage: 'стадия',
  unit: 'единица',
  place: 'место',
  side: 'сторона',
  period: 'период',
  donor: 'даритель',
}

function joined(details: readonly Detail[], words: DetailWords, separator: string): string {
  return details.map((each) => words[each]).join(separator)
}

export const statementWords: Readonly<Record<Language, StatementWords>> = {
  en: {
    finding: {
      supported: 'the account agrees',
      contradicted: 'the account differs',
      not_comparable: 'the account measures it differently',
      not_established: 'the account cannot tell',
      not_checkable: 'not something that records could settle',
      superseded: 'withdrawn by its speaker',
    },
    stage: {
      requested: 'requested',
      loaded: 'loaded',
      cleared: 'cleared',
      entered: 'entered',
      offloaded: 'offloaded',
      received: 'received',
      distributed: 'distributed',
      boarded: 'boarded',
      passed: 'passed',
      arrived: 'arrived',
      any: 'at any stage',
    },
    side: (side) => `side ${side}`,
    bothSides: 'both sides',
    owner: (party) => `goods owned by ${party}`,
    funder: (party) => `goods paid for by ${party}`,
    coverage: (percent, watched, points) => `${percent}% of it was watched; ${watched} of ${points} points`,
    complete: 'watched in full by two independent sources',
    notWatched: 'nobody is known to have watched',
    oneSource: (finding) => `would be “${finding}” on one source’s word`,
    elsewhere: (of) => `records there are only of another ${joined(of, en, ' or ')}`,
    detail: en,
    range: (low, high) => `${low} to ${high}`,
    atLeast: (low) => `at least ${low}`,
    nothingCorroborated: 'nothing that two independent sources bear out',
    instances: (low, high) => {
      if (high === 0) return 'no instance'
      if (high === undefined) return `at least ${low} ${low === 1 ? 'instance' : 'instances'}`
      return `${low === high ? low : `${low} to ${high}`} ${high === 1 ? 'instance' : 'instances'}`
    },
    lacking: {
      openings: (count) =>
        count === 1
          ? 'the opening of 1 entry that is sealed to you and may bear on it'
          : `the openings of ${count} entries that are sealed to you and may bear on it`,
      records: (topic, place, period) => `two independent records of ${topic}, ${place}, ${period}`,
      moreRecords: (topic, place, period) =>
        `further records of ${topic}, ${place}, ${period}, each of two independent sources`,
      inUnit: (topic, unit, place, period) => `records of ${topic} counted in ${unit}, ${place}, ${period}`,
      details: (of, topic) => `that the records of ${topic} tell their ${joined(of, en, ' and ')} closely enough`,
      precision: (topic, place, period) =>
        `narrower figures in the records that are there, of ${topic}, ${place}, ${period}`,
      times: (one, other) => `times of ${one} and of ${other} that do not overlap`,
      watching: (place, period) =>
        `statements of two independent observers that all of ${place} was watched, ${period}`,
      watchingInUnit: (unit, place, period) =>
        `statements of two independent observers that counted in ${unit}, ${place}, ${period}: it was watched in another unit`,
      watchingInAnyUnit: (watched, place, period) =>
        `statements of two independent observers that all of ${place} was watched, ${period}, in whatever unit: it was watched only for what is counted in ${watched}`,
      surveys: (place, period) =>
        `two independent surveys of residents of ${place}, ${period}, drawn by chance, with how many were asked`,
      largerSurveys: (place, period) =>
        `surveys of residents of ${place}, ${period}, drawn by chance and large enough: those there are leave it open`,
    },
    all: 'all of these together:',
    figurative: 'said figuratively: the literal sense is our reading',
    secondHand: 'second-hand: the speaker’s own words are to be sought',
    entries: (count) => (count === 1 ? '1 entry' : `${count} entries`),
    onTheWordOf: (names) => `on the word of ${names.join(' and ')}`,
    reportedBy: (name) => `as reported by ${name}`,
    wouldSettle: (what) => `would settle it: ${what}`,
    reply: (words) => `reply: ${words}`,
    moreReadings: (count, findings) =>
      `and ${count} more ${count === 1 ? 'reading' : 'readings'}${findings.length === 1 ? `, ${count === 1 ? '' : 'all: '}${findings[0]}` : `: ${findings.join('; ')}`} (--all shows them)`,
    contradict: 'These cannot both be true as read:',
    apart: 'These measure different things:',
    differsFrom: (one, other) => `${one} differs from ${other}`,
    notComparable: (one, other, differs) =>
      `${one} is not comparable (the ${joined(differs, en, ', the ')} differs) with ${other}`,
    bothHoldIf: (what) => `both hold if ${what}`,
    announcedHours: (hours, by, length) => `the window was ${hours}, according to ${by}: ${length}`,
    zonesOfHours: (claim, from, until, length) =>
      `the hours of ${claim} begin by the clock of ${from} and end by that of ${until}: ${length}`,
    noAccount: 'No account was given: held against an empty one.',
  },
  fr: {
    finding: {
      supported: 'le registre concorde',
      contradicted: 'le registre diffère',
      not_comparable: 'le registre mesure autrement',
      not_established: 'le registre ne permet pas de le dire',
      not_checkable: 'rien que des relevés puissent trancher',
      superseded: 'retiré par son auteur',
    },
    stage: {
      requested: 'demandé',
      loaded: 'chargé',
      cleared: 'contrôlé',
      entered: 'entré',
      offloaded: 'déchargé',
      received: 'reçu',
      distributed: 'distribué',
      boarded: 'embarqués',
      passed: 'passés',
      arrived: 'arrivés',
      any: 'à toute étape',
    },
    side: (side) => `côté ${side}`,
    bothSides: 'les deux côtés',
    owner: (party) => `biens appartenant à ${party}`,
    funder: (party) => `biens payés par ${party}`,
    coverage: (percent, watched, points) => `${percent} % observé ; ${watched} points sur ${points}`,
    complete: 'observé en entier par deux sources indépendantes',
    notWatched: 'on ne connaît personne qui ait observé',
    oneSource: (finding) => `serait « ${finding} » sur la parole d’une seule source`,
    elsewhere: (of) => `il n’y a de relevés que d’un autre cas (diffère : ${joined(of, fr, ', ')})`,
    detail: fr,
    range: (low, high) => `${low} à ${high}`,
    atLeast: (low) => `au moins ${low}`,
    nothingCorroborated: 'rien que deux sources indépendantes confirment',
    instances: (low, high) => {
      if (high === 0) return 'aucun cas'
      if (high === undefined) return `au moins ${low} cas`
      return `${low === high ? low : `${low} à ${high}`} cas`
    },
    lacking: {
      openings: (count) =>
        count === 1
          ? 'l’ouverture d’une entrée qui vous est scellée et peut s’y rapporter'
          : `les ouvertures de ${count} entrées qui vous sont scellées et peuvent s’y rapporter`,
      records: (topic, place, period) => `deux relevés indépendants : ${topic}, ${place}, ${period}`,
      moreRecords: (topic, place, period) =>
        `d’autres relevés, chacun de deux sources indépendantes : ${topic}, ${place}, ${period}`,
      inUnit: (topic, unit, place, period) => `des relevés comptés en ${unit} : ${topic}, ${place}, ${period}`,
      details: (of, topic) => `que les relevés (${topic}) précisent : ${joined(of, fr, ', ')}`,
      precision: (topic, place, period) =>
        `des chiffres plus étroits dans les relevés qui existent : ${topic}, ${place}, ${period}`,
      times: (one, other) => `des heures de ${one} et de ${other} qui ne se chevauchent pas`,
      watching: (place, period) =>
        `les déclarations de deux observateurs indépendants que tout ${place} a été observé, ${period}`,
      watchingInUnit: (unit, place, period) =>
        `les déclarations de deux observateurs indépendants ayant compté en ${unit}, ${place}, ${period} : on a observé dans une autre unité`,
      watchingInAnyUnit: (watched, place, period) =>
        `les déclarations de deux observateurs indépendants que tout ${place} a été observé, ${period}, dans toute unité : on n’a observé que ce qui se compte en ${watched}`,
      surveys: (place, period) =>
        `deux enquêtes indépendantes auprès des habitants de ${place}, ${period}, par tirage au sort, avec le nombre de personnes interrogées`,
      largerSurveys: (place, period) =>
        `des enquêtes auprès des habitants de ${place}, ${period}, par tirage au sort et assez grandes : celles qui existent ne tranchent pas`,
    },
    all: 'tout cela ensemble :',
    figurative: 'dit au figuré : le sens littéral est notre lecture',
    secondHand: 'de seconde main : les propres mots de l’auteur restent à trouver',
    entries: (count) => (count === 1 ? '1 entrée' : `${count} entrées`),
    onTheWordOf: (names) => `sur la parole de ${names.join(' et ')}`,
    reportedBy: (name) => `d’après ${name}`,
    wouldSettle: (what) => `ce qui trancherait : ${what}`,
    reply: (words) => `réponse : ${words}`,
    moreReadings: (count, findings) =>
      `et ${count} ${count === 1 ? 'autre lecture' : 'autres lectures'}${findings.length === 1 && count > 1 ? ', toutes' : ''} : ${findings.join(' ; ')} (--all les montre)`,
    contradict: 'Ne peuvent être vrais tous deux, tels que lus :',
    apart: 'Ne mesurent pas la même chose :',
    differsFrom: (one, other) => `${one} diffère de ${other}`,
    notComparable: (one, other, differs) =>
      `${one} n’est pas comparable (diffère : ${joined(differs, fr, ', ')}) avec ${other}`,
    bothHoldIf: (what) => `les deux tiennent si ${what}`,
    announcedHours: (hours, by, length) => `la fenêtre était ${hours}, selon ${by} : ${length}`,
    zonesOfHours: (claim, from, until, length) =>
      `les heures de ${claim} commencent à l’horloge de ${from} et finissent à celle de ${until} : ${length}`,
    noAccount: 'Aucun registre n’a été donné : comparé à un registre vide.',
  },
  ar: {
    finding: {
      supported: 'السجل يوافق',
      contradicted: 'السجل يخالف',
      not_comparable: 'السجل يقيس ذلك على نحو آخر',
      not_established: 'لا يمكن للسجل أن يجزم',
      not_checkable: 'ليس مما تحسمه التسجيلات',
      superseded: 'سحبه قائله',
    },
    stage: {
      requested: 'مطلوب',
      loaded: 'محمَّل',
      cleared: 'مفتَّش',
      entered: 'داخل',
      offloaded: 'مُنزَل',
      received: 'مستلَم',
      distributed: 'موزَّع',
      boarded: 'صعدوا',
      passed: 'عبروا',
      arrived: 'وصلوا',
      any: 'في أي مرحلة',
    },
    side: (side) => `الجانب ${side}`,
    bothSides: 'الجانبان',
    owner: (party) => `مواد يملكها ${party}`,
    funder: (party) => `مواد دفع ثمنها ${party}`,
    coverage: (percent, watched, points) => `روقب منه ${percent}٪؛ ${watched} من ${points} من النقاط`,
    complete: 'راقبه كاملاً مصدران مستقلان',
    notWatched: 'لا يُعرف أن أحداً راقب',
    oneSource: (finding) => `كان سيكون «${finding}» بكلمة مصدر واحد`,
    elsewhere: (of) => `لا توجد تسجيلات إلا لحالة أخرى (المختلف: ${joined(of, ar, '، ')})`,
    detail: ar,
    range: (low, high) => `من ${low} إلى ${high}`,
    atLeast: (low) => `${low} على الأقل`,
    nothingCorroborated: 'لا شيء يؤكده مصدران مستقلان',
    instances: (low, high) => {
      if (high === 0) return 'لا حالة'
      if (high === undefined) return `عدد الحالات: ${low} على الأقل`
      return `عدد الحالات: ${low === high ? low : `من ${low} إلى ${high}`}`
    },
    lacking: {
      openings: (count) => `فتح القيود المختومة عنكم التي قد تتصل به، وعددها ${count}`,
      records: (topic, place, period) => `تسجيلان مستقلان: ${topic}، ${place}، ${period}`,
      moreRecords: (topic, place, period) => `تسجيلات أخرى، كل منها من مصدرين مستقلين: ${topic}، ${place}، ${period}`,
      inUnit: (topic, unit, place, period) => `تسجيلات محسوبة بوحدة ${unit}: ${topic}، ${place}، ${period}`,
      details: (of, topic) => `أن تحدد التسجيلات (${topic}) بدقة كافية: ${joined(of, ar, '، ')}`,
      precision: (topic, place, period) => `أرقام أضيق في التسجيلات الموجودة: ${topic}، ${place}، ${period}`,
      times: (one, other) => `أوقات لا تتداخل لكل من ${one} و${other}`,
      watching: (place, period) => `إفادتا مراقبَين مستقلَّين بأن كل ${place} روقب، ${period}`,
      watchingInUnit: (unit, place, period) =>
        `إفادتا مراقبَين مستقلَّين حسبا بوحدة ${unit}، ${place}، ${period}: فقد روقب بوحدة أخرى`,
      watchingInAnyUnit: (watched, place, period) =>
        `إفادتا مراقبَين مستقلَّين بأن كل ${place} روقب، ${period}، بأي وحدة كانت: فقد روقب ما يُحسب بوحدة ${watched} فقط`,
      surveys: (place, period) => `استطلاعان مستقلان لسكان ${place}، ${period}، بعينة عشوائية مع عدد من سُئلوا`,
      largerSurveys: (place, period) =>
        `استطلاعات لسكان ${place}، ${period}، بعينة عشوائية كبيرة بما يكفي: فالموجودة لا تحسم`,
    },
    all: 'كل ما يلي معاً:',
    figurative: 'قيل مجازاً: والمعنى الحرفي قراءتنا',
    secondHand: 'منقول: ينبغي البحث عن كلمات القائل نفسها',
    entries: (count) => `عدد القيود: ${count}`,
    onTheWordOf: (names) => `بكلمة ${names.join(' و')}`,
    reportedBy: (name) => `كما نقله ${name}`,
    wouldSettle: (what) => `ما يحسمه: ${what}`,
    reply: (words) => `رد: ${words}`,
    moreReadings: (count, findings) => `وقراءات أخرى عددها ${count}: ${findings.join('؛ ')} (‎--all يعرضها)`,
    contradict: 'لا يمكن أن يصح الاثنان كما قُرئا:',
    apart: 'هذه تقيس أشياء مختلفة:',
    differsFrom: (one, other) => `${one} يخالف ${other}`,
    notComparable: (one, other, differs) => `${one} لا يقارن (المختلف: ${joined(differs, ar, '، ')}) مع ${other}`,
    bothHoldIf: (what) => `يصح الاثنان إذا ${what}`,
    announcedHours: (hours, by, length) => `كانت النافذة ${hours}، بحسب ${by}: ${length}`,
    zonesOfHours: (claim, from, until, length) =>
      `كانت ساعات ${claim} تبدأ بتوقيت ${from} وتنتهي بتوقيت ${until}: ${length}`,
    noAccount: 'لم يُعطَ سجل: قورن بسجل فارغ.',
  },
  ru: {
    finding: {
      supported: 'журнал согласуется',
      contradicted: 'журнал расходится',
      not_comparable: 'журнал измеряет иначе',
      not_established: 'по журналу нельзя судить',
      not_checkable: 'записями это не решить',
      superseded: 'отозвано говорившим',
    },
    stage: {
      requested: 'запрошено',
      loaded: 'погружено',
      cleared: 'досмотрено',
      entered: 'въехало',
      offloaded: 'выгружено',
      received: 'принято',
      distributed: 'роздано',
      boarded: 'сели',
      passed: 'прошли',
      arrived: 'прибыли',
      any: 'на любой стадии',
    },
    side: (side) => `сторона ${side}`,
    bothSides: 'обе стороны',
    owner: (party) => `грузы, принадлежащие ${party}`,
    funder: (party) => `грузы, оплаченные ${party}`,
    coverage: (percent, watched, points) => `наблюдалось ${percent}%; точек ${watched} из ${points}`,
    complete: 'полностью наблюдалось двумя независимыми источниками',
    notWatched: 'неизвестно, чтобы кто-либо наблюдал',
    oneSource: (finding) => `было бы «${finding}» со слов одного источника`,
    elsewhere: (of) => `записи есть только о другом (отличается: ${joined(of, ru, ', ')})`,
    detail: ru,
    range: (low, high) => `от ${low} до ${high}`,
    atLeast: (low) => `не менее ${low}`,
    nothingCorroborated: 'ничего, что подтверждали бы два независимых источника',
    instances: (low, high) => {
      if (high === 0) return 'ни одного случая'
      if (high === undefined) return `случаев не менее ${low}`
      return `случаев: ${low === high ? low : `от ${low} до ${high}`}`
    },
    lacking: {
      openings: (count) => `раскрытие запечатанных для вас записей, которые могут сюда относиться (их ${count})`,
      records: (topic, place, period) => `две независимые записи: ${topic}, ${place}, ${period}`,
      moreRecords: (topic, place, period) =>
        `другие записи, каждая от двух независимых источников: ${topic}, ${place}, ${period}`,
      inUnit: (topic, unit, place, period) => `записи с подсчётом в ${unit}: ${topic}, ${place}, ${period}`,
      details: (of, topic) => `чтобы записи (${topic}) точнее указывали: ${joined(of, ru, ', ')}`,
      precision: (topic, place, period) => `более узкие цифры в имеющихся записях: ${topic}, ${place}, ${period}`,
      times: (one, other) => `непересекающееся время: ${one} и ${other}`,
      watching: (place, period) => `заявления двух независимых наблюдателей, что весь ${place} наблюдался, ${period}`,
      watchingInUnit: (unit, place, period) =>
        `заявления двух независимых наблюдателей, считавших в ${unit}, ${place}, ${period}: наблюдали в другой единице`,
      watchingInAnyUnit: (watched, place, period) =>
        `заявления двух независимых наблюдателей, что весь ${place} наблюдался, ${period}, в любой единице: наблюдали только то, что считают в ${watched}`,
      surveys: (place, period) =>
        `два независимых опроса жителей ${place}, ${period}, по случайной выборке, с числом опрошенных`,
      largerSurveys: (place, period) =>
        `достаточно большие опросы жителей ${place}, ${period}, по случайной выборке: имеющиеся ответа не дают`,
    },
    all: 'всё это вместе:',
    figurative: 'сказано образно: буквальный смысл — наше прочтение',
    secondHand: 'из вторых рук: следует искать собственные слова говорившего',
    entries: (count) => `записей: ${count}`,
    onTheWordOf: (names) => `со слов: ${names.join(' и ')}`,
    reportedBy: (name) => `как передаёт ${name}`,
    wouldSettle: (what) => `что решило бы: ${what}`,
    reply: (words) => `ответ: ${words}`,
    moreReadings: (count, findings) => `и ещё прочтений: ${count}; ${findings.join('; ')} (--all покажет)`,
    contradict: 'В таком прочтении не может быть верно и то и другое:',
    apart: 'Здесь измеряется разное:',
    differsFrom: (one, other) => `${one} расходится с ${other}`,
    notComparable: (one, other, differs) =>
      `${one} несопоставимо (отличается: ${joined(differs, ru, ', ')}) с ${other}`,
    bothHoldIf: (what) => `верно и то и другое, если ${what}`,
    announcedHours: (hours, by, length) => `окно было ${hours}, по сведениям: ${by}: ${length}`,
    zonesOfHours: (claim, from, until, length) =>
      `часы в ${claim} начинаются по времени ${from}, а кончаются по времени ${until}: ${length}`,
    noAccount: 'Журнал не дан: сверено с пустым.',
  },
}
