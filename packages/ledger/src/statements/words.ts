// What a reader sees, in four languages: always of a reading, never of a person.

import type { Language } from '@treve/model'
import type { Stage } from '../facts/vocabulary.ts'
import type { Finding } from './judge.ts'

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
  readonly figurative: string
  readonly recordWanted: (topic: string, place: string, period: string) => string
  readonly completenessWanted: (place: string, period: string) => string
  readonly surveyWanted: (place: string, period: string) => string
}

export const statementWords: Readonly<Record<Language, StatementWords>> = {
  en: {
    finding: {
      supported: 'the account agrees',
      contradicted: 'the account differs',
      not_comparable: 'the account measures it differently',
      not_established: 'the account cannot tell',
      not_checkable: 'opinion',
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
    figurative: 'said figuratively; this is our literal reading',
    recordWanted: (topic, place, period) => `two independent records of ${topic}, ${place}, ${period}`,
    completenessWanted: (place, period) =>
      `statements of two independent observers that all of ${place} was watched, ${period}`,
    surveyWanted: (place, period) =>
      `two independent surveys of residents of ${place}, ${period}, drawn by chance, with how many were asked`,
  },
  fr: {
    finding: {
      supported: 'le registre concorde',
      contradicted: 'le registre diffère',
      not_comparable: 'le registre mesure autrement',
      not_established: 'le registre ne permet pas de le dire',
      not_checkable: 'opinion exprimée',
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
    figurative: 'dit au figuré ; ceci est notre lecture littérale',
    recordWanted: (topic, place, period) => `deux relevés indépendants : ${topic}, ${place}, ${period}`,
    completenessWanted: (place, period) =>
      `les déclarations de deux observateurs indépendants que tout ${place} a été observé, ${period}`,
    surveyWanted: (place, period) =>
      `deux enquêtes indépendantes auprès des habitants de ${place}, ${period}, par tirage au sort, avec le nombre de personnes interrogées`,
  },
  ar: {
    finding: {
      supported: 'السجل يوافق',
      contradicted: 'السجل يخالف',
      not_comparable: 'السجل يقيس ذلك على نحو آخر',
      not_established: 'لا يمكن للسجل أن يجزم',
      not_checkable: 'رأي',
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
    figurative: 'قيل مجازاً؛ وهذه قراءتنا الحرفية',
    recordWanted: (topic, place, period) => `تسجيلان مستقلان: ${topic}، ${place}، ${period}`,
    completenessWanted: (place, period) => `إفادتا مراقبَين مستقلَّين بأن كل ${place} روقب، ${period}`,
    surveyWanted: (place, period) => `استطلاعان مستقلان لسكان ${place}، ${period}، بعينة عشوائية مع عدد من سُئلوا`,
  },
  ru: {
    finding: {
      supported: 'журнал согласуется',
      contradicted: 'журнал расходится',
      not_comparable: 'журнал измеряет иначе',
      not_established: 'по журналу нельзя судить',
      not_checkable: 'мнение',
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
    figurative: 'сказано образно; это наше буквальное прочтение',
    recordWanted: (topic, place, period) => `две независимые записи: ${topic}, ${place}, ${period}`,
    completenessWanted: (place, period) =>
      `заявления двух независимых наблюдателей, что весь ${place} наблюдался, ${period}`,
    surveyWanted: (place, period) =>
      `два независимых опроса жителей ${place}, ${period}, по случайной выборке, с числом опрошенных`,
  },
}
