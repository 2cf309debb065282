import type { price as en } from './price.en.ts'

export const price = {
  'price.title': 'ثمن السلامة',
  'price.about':
    'وُضعت الخطة بحيث يمكن إثبات ما تطلبه الشروط. وبجانبها الخطة دون هذا الاحتياطي: ما يُتخلى عنه، مستوى بعد مستوى.',
  'price.without': 'دون احتياطي',
  'price.with': 'معه',
  'price.less': 'أقل بـ',
  'price.boundWithout': 'لا خطة دون احتياطي تتجاوز',
  'price.meanWithout': 'الحمولات التي تعبر في المتوسط، دونه',
  'price.meanWith': 'الحمولات التي تعبر في المتوسط، معه',
  'price.meanAbout':
    'يُحسب في العمودين الأخيرين ما خُطط لتحميله في الرحلات التي تتم وتخرج في وقتها، في متوسط الأيام. وفي الأيام المحاكاة يخرج عدد أقل: فبعض الناس لا يأتون أو يتأخرون أو لا يصعدون.',
  'price.none': 'لا يُحتفظ بأكثر مما تطلبه الشروط.',
  'price.buffer': 'على الجميع الخروج قبل الإغلاق بمدة {buffer}؛ وعلى ذلك تُحسب أوقات العودة، وعلى {quantile} من الطرق.',
  'price.slack': 'وفق الخطة يخرج الجميع قبل ذلك أيضًا بمدة {slack}: فمعظم الأيام تتأخر.',
  'price.corridor': 'تبقى مخارج {corridor} خالية مدة أطول بمقدار {more} لمن يتأخر.',
  'price.secondExits':
    'من الرحلات الخارجة في آخر {within} قبل الإغلاق وعددها {of}، لـ{trips} منها مخرج ثانٍ محجوز عبر ممر آخر.',
  'price.spareLanes': 'مسارات تبقى خالية في آخر {within} قبل الإغلاق عند {gate} على {corridor}: {lanes}.',
  'price.staggered': 'في آخر {within} قبل الإغلاق يبقى نصف فترات الخروج من كل ممر خاليًا، فتتباعد آخر المخارج.',
  'price.brings':
    'ما يجلبه ذلك في أيام التجربة: مع «{use}» يخرج {with} في المتوسط والكل خارج في {clear} من الأيام؛ ومع «{other}» وحدها {without}، في {clearOther}.',
  'price.notShown': 'لا تُثبت اختبارات القرار أن هذا يكفي؛ وهو أقرب ما جُرّب.',
  'price.means':
    'في الأيام المحاكاة يخرج {without} في المتوسط دون الاحتياطي، ويخرج الجميع في {clear} منها؛ ومعه {with}.',
  'price.through': '{level}، ما يعبر في المتوسط: {without} دون الاحتياطي، و{with} معه.',
  'price.takenFor': 'لهذا اعتُمد الاحتياطي: فهذا المستوى يسبق ما نقص.',
  'price.tests': 'اختبارات القرار التي أُجريت، كل منها على أيام جديدة: {count}.',
  'price.forHalts':
    'وضد التوقفات العامة أيضًا تكفي مدة احتياط قدرها {buffer}، ويخرج معها {people} في المتوسط. وثمنها، في الناس أو في المساعدات، أكبر من أن تُعتمد دون طلب.',
  'price.noneForHalts': 'وضد التوقفات العامة أيضًا لا تكفي أي مدة احتياط حتى نصف النافذة.',
  'price.withoutHalts': 'الاحتياطي للأيام التي تخلو من هذه التوقفات. وما بعده يفيد فيه الاستدعاء والملاجئ:',
  'price.recall':
    'إذا أُعلن كل توقف قبله بمدة {notice} واستُدعي الجميع حينها: يخرج الجميع في {share} من الأيام، ويبقى {late} في الداخل في المتوسط، ويخرج {out}.',
  'price.refuge':
    'مع ملجأ يتسع للجميع عند كل مدخل داخلي: {late} في الداخل خارج الملجأ في المتوسط بدل {before}؛ و{sheltered} في الملجأ، وهذا ليس خروجًا.',
  'price.tried': 'ما جُرّب',
  'price.use': 'ما احتُفظ به',
  'price.useBuffer': 'مدة الاحتياط',
  'price.clear': 'خروج الجميع',
  'price.clearWithout': 'دون توقفات',
  'price.out': 'من خرجوا في المتوسط',
  'price.use.none': 'الشروط وحدها',
  'price.use.ending_sooner': 'الانتهاء أبكر، دون ما يتأخر كثيرًا',
  'price.use.buffer': 'مدة احتياط أطول',
  'price.use.buffer_for_halts': 'مدة احتياط ضد التوقفات أيضًا',
  'price.use.corridors': 'مخارج تبقى خالية بحسب الممر',
  'price.use.turn_back': 'العودة أبكر',
  'price.use.turn_back_and_corridors': 'العودة أبكر، ومخارج تبقى خالية بحسب الممر',
  'price.use.second_exits': 'مخارج ثانية محجوزة',
  'price.use.turn_back_and_second_exits': 'العودة أبكر، ومخارج ثانية محجوزة',
  'price.use.corridors_and_second_exits': 'مخارج تبقى خالية بحسب الممر، ومخارج ثانية محجوزة',
  'price.use.spare_lanes': 'أفضل ما سبق، مع مسارات احتياطية',
  'price.use.staggered': 'أفضل ما سبق، مع تباعد آخر المخارج',
  'price.taken': 'اعتُمد',
  'price.enough': 'يكفي',
  'price.notEnough': 'لا يكفي',
  'price.fewer': 'تُرك: يخرج عدد أقل',
  'price.verdict': 'الحكم',
} satisfies Record<keyof typeof en, string>
