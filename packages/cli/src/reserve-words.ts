// What the command line says of the reserve and its price, in the reader's language.

import type { Language, Reserve } from '@treve/model'
import type { SameKeys } from './same-keys.ts'

const en = {
  title: 'Price of safety',
  kept: 'Held back: all are to be clear {buffer} before the close (the terms ask for {terms}); turn-back times are reckoned with ways taking as long as {quantile} of them do at most.',
  slack: 'As planned, all are out {slack} before even that.',
  corridor: 'Exits of {corridor} are kept free {more} longer.',
  secondExits:
    '{trips} of {of} trips that come out in the last {within} have a second exit reserved, on another corridor.',
  spareLanes: 'At {gate} on {corridor} {lanes} lanes are kept spare in the last {within}.',
  staggered: 'In the last {within} half of the slots out of each corridor are kept free.',
  none: 'Nothing more is held back than the terms ask for: that is enough.',
  endingSooner: 'Left out is what would come too late to go in on most days.',
  meansNobody: 'Without the reserve all are clear on {clearWithout} of simulated days.',
  means:
    'On simulated days {without} are out on average without the reserve, all clear on {clearWithout}; with it {with}.',
  through: 'Through on average, {level}: {without} without the reserve, {with} with it.',
  takenFor: 'The reserve is taken for that: it comes before what is less.',
  forHalts:
    'Against halts of everything as well, a buffer of {buffer} would be enough, with {people} out on average: too much is lost by it, of people or of aid, to take it unasked.',
  noneForHalts: 'Against halts of everything as well, no buffer up to half of the window is enough.',
  withoutHalts: 'The reserve is for days without such halts. Beyond it, recall and refuges help:',
  notReached: 'The decision tests do not show that it is enough; of what was tried this is the nearest to it.',
  tests: 'Decision tests made: {count}.',
  instead:
    'Group by group: the plan without reserve brings out {left} people whom this one leaves; this one brings out {instead} others in their place, so {less} fewer in all.',
  loads:
    'Loads through: loads as planned of the trips that are made and out in time, on average of days. Fewer people are out on simulated days: some do not come, come late or do not board.',
  priceHeads: [
    'Level',
    '',
    'without',
    'with',
    'less',
    'no plan without above',
    'loads through: without',
    'loads through: with',
  ],
  usesHeads: ['Tried', 'buffer', 'turn back', 'clear', 'without halts', 'out on average', ''],
  uses: {
    none: 'the terms alone',
    ending_sooner: 'ending sooner, what comes too late left out',
    buffer: 'a longer buffer',
    buffer_for_halts: 'a buffer against halts too',
    corridors: 'exits kept free by corridor',
    turn_back: 'turning back sooner',
    turn_back_and_corridors: 'turning back sooner, exits kept free by corridor',
    second_exits: 'second exits reserved',
    turn_back_and_second_exits: 'turning back sooner, second exits reserved',
    corridors_and_second_exits: 'exits kept free by corridor, second exits reserved',
    spare_lanes: 'the best so far, with spare lanes',
    staggered: 'the best so far, with the last exits spread',
  } satisfies Record<Reserve['uses'][number]['use'], string>,
  taken: 'taken',
  enough: 'enough',
  notEnough: 'not enough',
  fewer: 'no better, left',
  recall:
    'If every halt is told {notice} before, and all are called out then: clear on {share} of days, {late} people inside on average, {out} out.',
  refuge:
    'With a refuge that has room for all at each inside mouth: {late} people inside and in no refuge on average, not {before}; {sheltered} sheltered, which is not clear.',
}

export type ReserveWords = SameKeys<typeof en>

export const reserveWords: Readonly<Record<Language, ReserveWords>> = {
  en,
  fr: {
    title: 'Prix de la sécurité',
    kept: 'Mis en réserve : tous doivent être sortis {buffer} avant la fermeture (les termes demandent {terms}) ; les heures de demi-tour se calculent avec la durée que {quantile} des trajets ne dépassent pas.',
    slack: 'Dans le plan, tous sont sortis {slack} avant même ce moment.',
    corridor: '{corridor} : les sorties restent libres {more} de plus.',
    secondExits:
      'Des {of} trajets qui sortent dans les {within} avant la fermeture, {trips} ont une seconde sortie réservée, par un autre couloir.',
    spareLanes: 'Voies gardées libres à {gate}, {corridor}, pendant les {within} avant la fermeture : {lanes}.',
    staggered:
      'Pendant les {within} avant la fermeture, la moitié des créneaux de sortie de chaque couloir reste libre.',
    none: 'Rien de plus n’est mis en réserve que ce que demandent les termes : cela suffit.',
    endingSooner: 'N’est pas prévu ce qui, la plupart des jours, arriverait trop tard pour entrer.',
    meansNobody: 'Sans la réserve, tous sont sortis dans {clearWithout} des jours simulés.',
    means:
      'Sans la réserve, {without} personnes sortent en moyenne des jours simulés, et tous sont sortis dans {clearWithout} ; avec elle, {with}.',
    through: '{level}, ce qui passe en moyenne : {without} sans la réserve, {with} avec elle.',
    takenFor: 'La réserve est retenue pour cela : ce niveau passe avant ce qui est en moins.',
    forHalts:
      'Contre les arrêts généraux aussi, une marge de {buffer} suffirait, avec {people} personnes sorties en moyenne : on y perd trop, en personnes ou en aide, pour la prendre sans qu’on le demande.',
    noneForHalts: 'Contre les arrêts généraux aussi, aucune marge jusqu’à la moitié de la fenêtre ne suffit.',
    withoutHalts: 'La réserve vaut pour les jours sans de tels arrêts. Au-delà, le rappel et les refuges aident :',
    notReached:
      'Les tests de décision ne démontrent pas que cela suffit ; de ce qui a été essayé, c’est ce qui en est le plus proche.',
    tests: 'Tests de décision faits : {count}.',
    instead:
      'En comptant groupe par groupe : le plan sans réserve fait sortir {left} personnes que celui-ci laisse ; celui-ci en fait sortir {instead} autres à leur place, donc {less} de moins en tout.',
    loads:
      'Charges passées : charges prévues des trajets faits et sortis à temps, en moyenne des jours. Les jours simulés, moins de personnes sortent : certaines ne viennent pas, arrivent en retard ou ne montent pas.',
    priceHeads: [
      'Niveau',
      '',
      'sans',
      'avec',
      'en moins',
      'aucun plan sans au-dessus de',
      'charges passées : sans',
      'charges passées : avec',
    ],
    usesHeads: ['Essayé', 'marge', 'demi-tour', 'tous sortis', 'sans arrêts', 'sortis en moyenne', ''],
    uses: {
      none: 'les termes seuls',
      ending_sooner: 'finir plus tôt, sans ce qui vient trop tard',
      buffer: 'une marge plus longue',
      buffer_for_halts: 'une marge contre les arrêts aussi',
      corridors: 'sorties laissées libres par couloir',
      turn_back: 'demi-tour plus tôt',
      turn_back_and_corridors: 'demi-tour plus tôt, sorties laissées libres par couloir',
      second_exits: 'secondes sorties réservées',
      turn_back_and_second_exits: 'demi-tour plus tôt, secondes sorties réservées',
      corridors_and_second_exits: 'sorties laissées libres par couloir, secondes sorties réservées',
      spare_lanes: 'le meilleur jusque-là, avec des voies de réserve',
      staggered: 'le meilleur jusque-là, dernières sorties espacées',
    },
    taken: 'retenu',
    enough: 'suffit',
    notEnough: 'ne suffit pas',
    fewer: 'pas mieux, abandonné',
    recall:
      'Si chaque arrêt est annoncé {notice} avant et que tous sont alors rappelés : tous sortis dans {share} des jours, {late} personnes à l’intérieur en moyenne, {out} sorties.',
    refuge:
      'Avec un refuge assez grand pour tous à chaque entrée intérieure : {late} personnes à l’intérieur et hors refuge en moyenne, au lieu de {before} ; {sheltered} à l’abri, ce qui n’est pas être sorti.',
  },
  ar: {
    title: 'ثمن السلامة',
    kept: 'المحتفَظ به: على الجميع الخروج قبل الإغلاق بمدة {buffer} (تطلب الشروط {terms})؛ وتُحسب أوقات العودة بالمدة التي لا يتجاوزها {quantile} من مرات قطع الطريق.',
    slack: 'وفق الخطة يخرج الجميع قبل ذلك أيضًا بمدة {slack}.',
    corridor: '{corridor}: تبقى فترات الخروج خالية مدة أطول بمقدار {more}.',
    secondExits: 'من الرحلات الخارجة في آخر {within} وعددها {of}، لـ{trips} منها مخرج ثانٍ محجوز عبر ممر آخر.',
    spareLanes: 'مسارات تبقى خالية في آخر {within} ({corridor}، الحاجز {gate}): {lanes}.',
    staggered: 'في آخر {within} يبقى نصف فترات الخروج من كل ممر خاليًا.',
    none: 'لا يُحتفظ بأكثر مما تطلبه الشروط: وهذا يكفي.',
    endingSooner: 'لا يُخطَّط لما كان سيصل متأخرًا عن الدخول في معظم الأيام.',
    meansNobody: 'دون الاحتياطي يخرج الجميع في {clearWithout} من الأيام المحاكاة.',
    means:
      'في الأيام المحاكاة يخرج {without} في المتوسط دون الاحتياطي، ويخرج الجميع في {clearWithout} منها؛ ومعه {with}.',
    through: '{level}، ما يعبر في المتوسط: {without} دون الاحتياطي، و{with} معه.',
    takenFor: 'لهذا اعتُمد الاحتياطي: فهذا المستوى يسبق ما نقص.',
    forHalts:
      'وضد التوقفات العامة أيضًا يكفي هامش أمان قدره {buffer}، ويخرج معه {people} في المتوسط: الخسارة، في الناس أو في المساعدات، أكبر من أن يُعتمد دون طلب.',
    noneForHalts: 'وضد التوقفات العامة أيضًا لا يكفي أي هامش أمان حتى نصف النافذة.',
    withoutHalts: 'الاحتياطي للأيام التي تخلو من هذه التوقفات. وما بعده يفيد فيه الاستدعاء والملاجئ:',
    notReached: 'لا تُثبت اختبارات القرار أنه يكفي؛ وهو أقرب ما جُرّب.',
    tests: 'اختبارات القرار التي أُجريت: {count}.',
    instead:
      'وبالعدّ مجموعةً مجموعة: تُخرج الخطة دون الاحتياطي {left} شخصًا تتركهم هذه الخطة، وتُخرج هذه {instead} آخرين مكانهم، أي أقل بـ{less} في المجموع.',
    loads:
      'حمولات تعبر: ما خُطط لتحميله في الرحلات التي تتم وتخرج في وقتها، في متوسط الأيام. وفي الأيام المحاكاة يخرج عدد أقل: فبعض الناس لا يأتون أو يتأخرون أو لا يصعدون.',
    priceHeads: ['المستوى', '', 'دونه', 'معه', 'أقل بـ', 'لا خطة دونه تتجاوز', 'حمولات تعبر: دونه', 'حمولات تعبر: معه'],
    usesHeads: ['ما جُرّب', 'هامش الأمان', 'العودة', 'خروج الجميع', 'دون توقفات', 'من خرجوا في المتوسط', ''],
    uses: {
      none: 'الشروط وحدها',
      ending_sooner: 'الانتهاء أبكر، دون ما يتأخر كثيرًا',
      buffer: 'هامش أمان أطول',
      buffer_for_halts: 'هامش أمان ضد التوقفات أيضًا',
      corridors: 'فترات خروج تبقى خالية بحسب الممر',
      turn_back: 'العودة أبكر',
      turn_back_and_corridors: 'العودة أبكر، وفترات خروج تبقى خالية بحسب الممر',
      second_exits: 'مخارج ثانية محجوزة',
      turn_back_and_second_exits: 'العودة أبكر، ومخارج ثانية محجوزة',
      corridors_and_second_exits: 'فترات خروج تبقى خالية بحسب الممر، ومخارج ثانية محجوزة',
      spare_lanes: 'أفضل ما سبق، مع مسارات احتياطية',
      staggered: 'أفضل ما سبق، مع تباعد عمليات الخروج الأخيرة',
    },
    taken: 'اعتُمد',
    enough: 'يكفي',
    notEnough: 'لا يكفي',
    fewer: 'ليس أفضل، تُرك',
    recall:
      'إذا أُعلن كل توقف قبله بمدة {notice} واستُدعي الجميع حينها: يخرج الجميع في {share} من الأيام، ويبقى {late} في الداخل في المتوسط، ويخرج {out}.',
    refuge:
      'مع ملجأ يتسع للجميع عند كل مدخل داخلي: {late} في الداخل خارج الملجأ في المتوسط بدل {before}؛ و{sheltered} في الملجأ، وهذا ليس خروجًا.',
  },
  ru: {
    title: 'Цена безопасности',
    kept: 'В запасе: все должны выйти за {buffer} до закрытия (условия требуют {terms}); время разворота считается по длительности, которую не превышают {quantile} поездок.',
    slack: 'По плану все выходят ещё на {slack} раньше.',
    corridor: '{corridor}: выезды свободны на {more} дольше.',
    secondExits:
      'Из рейсов, которые выезжают в последние {within} до закрытия, их {of}, второй выезд зарезервирован у {trips}, по другому коридору.',
    spareLanes: 'Полос, оставленных свободными в последние {within} до закрытия ({corridor}, КПП {gate}): {lanes}.',
    staggered: 'В последние {within} до закрытия половина интервалов выезда каждого коридора остаётся свободной.',
    none: 'В запасе не больше, чем требуют условия: этого достаточно.',
    endingSooner: 'Не запланировано то, что в большинство дней приехало бы слишком поздно для въезда.',
    meansNobody: 'Без запаса все вышли в {clearWithout} смоделированных дней.',
    means:
      'В смоделированные дни без запаса выходит в среднем {without}, все вышли в {clearWithout} дней; с запасом {with}.',
    through: '{level}, проходит в среднем: {without} без запаса, {with} с запасом.',
    takenFor: 'Ради этого запас и принят: этот уровень идёт раньше того, чего меньше.',
    forHalts:
      'Против общих остановок хватило бы запаса времени {buffer}, с ним выходит в среднем {people}: людей или помощи теряется слишком много, чтобы брать его без спроса.',
    noneForHalts: 'Против общих остановок не хватает никакого запаса времени до половины окна.',
    withoutHalts: 'Запас рассчитан на дни без таких остановок. Сверх него помогают отзыв и убежища:',
    notReached: 'Проверки решения не показывают, что этого достаточно; из испробованного это ближе всего.',
    tests: 'Проверок решения: {count}.',
    instead:
      'По группам: план без запаса выводит {left} человек, которых этот оставляет; этот выводит вместо них {instead} других, итого меньше на {less}.',
    loads:
      'Загрузки: плановые загрузки рейсов, которые состоялись и вышли вовремя, в среднем по дням. В смоделированные дни людей выходит меньше: кто-то не приходит, опаздывает или не садится.',
    priceHeads: [
      'Уровень',
      '',
      'без запаса',
      'с запасом',
      'меньше на',
      'ни один план без него выше',
      'загрузки: без',
      'загрузки: с',
    ],
    usesHeads: ['Испробовано', 'запас времени', 'разворот', 'все вышли', 'без остановок', 'вышло в среднем', ''],
    uses: {
      none: 'только условия',
      ending_sooner: 'конец раньше, без того, что приходит слишком поздно',
      buffer: 'больший запас времени',
      buffer_for_halts: 'запас времени и против остановок',
      corridors: 'свободные выезды по коридорам',
      turn_back: 'разворот раньше',
      turn_back_and_corridors: 'разворот раньше, свободные выезды по коридорам',
      second_exits: 'вторые выезды зарезервированы',
      turn_back_and_second_exits: 'разворот раньше, вторые выезды зарезервированы',
      corridors_and_second_exits: 'свободные выезды по коридорам, вторые выезды зарезервированы',
      spare_lanes: 'лучшее из испробованного и запасные полосы',
      staggered: 'лучшее из испробованного, последние выезды разнесены',
    },
    taken: 'взято',
    enough: 'достаточно',
    notEnough: 'недостаточно',
    fewer: 'не лучше, оставлено',
    recall:
      'Если о каждой остановке сообщат за {notice} и всех тогда отзовут: все вышли в {share} дней, внутри в среднем {late} человек, вышло {out}.',
    refuge:
      'С убежищем на всех у каждого внутреннего устья: внутри и не в убежище в среднем {late} человек вместо {before}; в убежище {sheltered}, а это не «вышли».',
  },
}
