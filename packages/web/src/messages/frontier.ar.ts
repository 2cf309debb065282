import type { frontier as en } from './frontier.en.ts'

export const frontier: Readonly<Record<keyof typeof en, string>> = {
  'nav.label': 'صفحات هذه الهدنة',
  'nav.answer': 'الجواب',
  'nav.frontier': 'ماذا نطلب',

  'frontier.title': 'ماذا نطلب',
  'frontier.about':
    'ما الذي تحققه ساعة أو ممر أو مسار أو حافلة أو سرير إضافي: لكل منها خطة خاصة تبدأ من الخطة القائمة وقد اجتازت التدقيق.',
  'frontier.none': 'لم يُحسب هذا بعد.',
  'frontier.begin': 'الحساب',
  'frontier.how': 'يستغرق نحو دقيقتين ويشغل معالجين.',
  'frontier.waiting': 'في الانتظار: تُحسب هدنة أخرى.',
  'frontier.stage.plan': 'التخطيط بالشروط الحالية',
  'frontier.stage.options': 'التخطيط لكل تغيير: {done} من {of}',
  'frontier.stage.search': 'البحث عن الأفضل: {done} من {of}',
  'frontier.stage.pairs': 'التخطيط لتغييرين معًا: {done} من {of}',
  'frontier.stage.days': 'محاكاة الأيام: {done} من {of}',
  'frontier.stop': 'إيقاف وعرض ما أُنجز',
  'frontier.again': 'الحساب من جديد',
  'frontier.failed': 'خطأ من جانبنا: لم يكتمل الحساب.',
  'frontier.partial':
    'ليس هذا كل شيء: {count, plural, zero {بعض الخطط لم تُحاكَ} one {لم يُجرَّب تغيير واحد} two {لم يُجرَّب تغييران} few {لم تُجرَّب # تغييرات} many {لم يُجرَّب # تغييرًا} other {لم يُجرَّب # تغيير}}.',
  'frontier.refused': 'خطأ من جانبنا: رفض التدقيق ما نتج عن {changes}، فلا يُعرض.',
  'frontier.sheet': 'ورقة قاعة التفاوض',

  'frontier.now': 'بالشروط الحالية',
  'frontier.now.out': 'بحسب الخطة يخرج {out} من {wish} يرغبون في المغادرة، ويدخل {in} من {asked} من المساعدات.',
  'frontier.now.left': '{count} ممن يرغبون في المغادرة لن يخرجوا في هذه الهدنة. ويظلون محميين.',
  'frontier.now.days': 'في 9 أيام محاكاة من 10 يخرج من {low} إلى {high}.',
  'frontier.now.sure': 'يخرج الجميع قبل الإغلاق في {clear} من أصل {days} من الأيام المحاكاة.',
  'frontier.now.nobody': 'بحسب هذه الخطة لا يتحرك أحد: ليس هناك ما يُتيقَّن منه.',
  'frontier.now.slack': 'بحسب هذه الخطة يخرجون قبل ذلك أيضًا بمدة {slack}، وبحسب الخطط الأخرى بما لا يزيد على ذلك.',
  'frontier.now.keptReserve': 'كل خطة هنا تحتفظ باحتياطي الخطة التي تبدأ منها: يخرج الجميع قبل الإغلاق بمدة {buffer}.',
  'frontier.now.keptTerms': 'كل خطة هنا تحتفظ بما تطلبه الشروط: يخرج الجميع قبل الإغلاق بمدة {buffer}.',

  'frontier.ranked': 'الأفضل أولًا',
  'frontier.ranked.about':
    'مرتبة مستوى بعد مستوى: لا مكسب في مستوى لاحق يعوّض خسارة في مستوى سابق. وبعد {most} ما لا تتجاوزه أي خطة، باحتياطي أو من دونه.',
  'frontier.nothing': 'لا شيء مما جُرّب يُخرج عددًا أكبر من الأشخاص أو يُدخل مساعدات أكثر.',
  'frontier.rank': 'الترتيب',
  'frontier.ask': 'المطلوب',
  'frontier.aid': 'المساعدات الداخلة',
  'frontier.firm': 'مدى الثبوت',
  'frontier.certain': 'مؤكد',
  'frontier.possible': 'ممكن',
  'frontier.price': 'بحسب الأسعار (المستوى)',
  'frontier.price.none': 'لا سعر',
  'frontier.clear': 'خروج الجميع',
  'frontier.clear.unknown': 'لم تُجرَ محاكاة',
  'frontier.clear.of': '{clear} من {days}',
  'frontier.clear.difference': 'الأيام: {count}',
  'frontier.clear.same': 'لم يظهر فرق',
  'frontier.clear.nobody': 'لا يتحرك أحد',
  'frontier.same': 'دون تغيير',
  'frontier.range': 'من {from} ({boundFrom}) إلى {to} ({boundTo})',
  'frontier.unknown': 'غير معروف',
  'frontier.read':
    '«مؤكد»: لا توجد خطة بالشروط الحالية تحقق مثل ذلك، باحتياطي أو من دونه؛ وفي الخسارة: لا خطة تتجنبها. «ممكن»: هكذا هو الأمر في الخطط التي وُجدت، ولا يُعرف أكثر من ذلك. بحسب الأسعار: تقريب أول للحد.',
  'frontier.days':
    '{days, plural, zero {لا أيام محاكاة} one {يوم محاكاة واحد} two {يوما محاكاة} few {# أيام محاكاة} many {# يوم محاكاة} other {# يوم محاكاة}}، هي نفسها لكل خطة: للمقارنة، لا للجزم. ويُذكر الفرق حيث نادرًا ما تُحدثه المصادفة وحدها.',

  'frontier.chart': 'الخارجون والمساعدات الداخلة، لكل تغيير',
  'frontier.chart.about':
    'الحلقة هي الخطة بالشروط الحالية، والنقطة هي الخطة بالشروط المغيَّرة؛ ويمتد الخط الرفيع إلى ما لا تتجاوزه أي خطة.',
  'frontier.chart.label':
    'رسم بياني: {count, plural, zero {لا تغييرات} one {تغيير واحد} two {تغييران} few {# تغييرات} many {# تغييرًا} other {# تغيير}}. الأرقام نفسها في الجدول أعلاه.',
  'frontier.legend.now': 'الآن',
  'frontier.legend.certain': 'بعد التغيير، مؤكد',
  'frontier.legend.possible': 'بعد التغيير، ممكن',
  'frontier.legend.bound': 'لا تتجاوزه أي خطة',

  'frontier.pairs': 'طلبان معًا',
  'frontier.pairs.about': 'طلبان من الأفضل معًا يحققان أقل من مجموعهما حيث يخدمان الأشخاص أنفسهم.',
  'frontier.pairs.out': 'الخارجون',
  'frontier.pairs.sum': 'مجموع الطلبين منفردين',

  'frontier.others': 'يخدم العدد نفسه',
  'frontier.others.about': 'لا فرق في أي مستوى. وقد تكون درجة يقينها أعلى في الأيام المحاكاة.',
  'frontier.others.none': 'لا توجد خطة أفضل',
  'frontier.others.found': 'لم توجد خطة أفضل',
  'frontier.others.out': 'الخارجون في 9 أيام محاكاة من 10',
  'frontier.others.range': 'من {low} إلى {high}',
}
