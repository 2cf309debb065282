import type { Catalogue } from './catalogue.ts'

export const ar: Catalogue = {
  sheet: 'ما الذي تحققه شروط أخرى',
  exercise: 'تمرين',
  announced: 'هدنة معلنة: لا يذكر الملف موافقة جميع أطراف النزاع',
  agreed: 'هدنة وافقت عليها جميع أطراف النزاع',
  utc: 'بالتوقيت العالمي',
  partial: 'لم يُجرَّب كل شيء: أُوقف الحساب أو انتهى وقته.',

  without: 'من دون أي تغيير',
  'without.out': 'الخارجون بحسب الخطة: {out} من {wish} يرغبون في المغادرة.',
  'without.left': '{count} ممن يرغبون في المغادرة لن يخرجوا في هذه الهدنة. ويظلون محميين.',
  'without.in': 'ما يدخل لمن يبقون: {in} من {asked}.',
  'without.days': 'في 9 أيام محاكاة من 10: يخرج من {low} إلى {high}.',
  'without.sure': 'خرج الجميع قبل الإغلاق في {estimate} من أيام المحاكاة، وعلى الأقل {lower}.',
  'without.unsure': 'لم تُحاكَ درجة الثقة.',

  asks: 'ما يمكن طلبه، وما الذي يحققه',
  none: 'لا شيء مما جُرّب يُخرج عددًا أكبر من الأشخاص أو يُدخل مساعدات أكثر.',
  ask: 'المطلوب',
  'people.life_critical': 'حالات مهددة للحياة',
  'people.medical': 'حالات طبية أخرى',
  'people.dependent': 'معالون',
  'people.general': 'آخرون',
  aid: 'المساعدات الداخلة',
  sure: 'خروج الجميع',
  certainty: 'مدى الثبوت',
  certain: 'مؤكد',
  possible: 'ممكن',
  unchanged: 'دون تغيير',
  unknown: 'غير معروف',
  'interval.now': 'من {value} ({bound})',
  'interval.asked': 'إلى {value} ({bound})',
  'out.of': '{out} من {wish}',
  least: 'على الأقل {lower}',

  steps: 'كل خطوة في النافذة الزمنية',
  'steps.open': 'فتح أبكر بمقدار',
  'steps.close': 'إغلاق متأخر بمقدار',
  'steps.cell': 'خروج {people}، دخول {aid}',
  together: 'طلبان معًا',
  'together.line': '{ask}: خروج {people}، دخول {aid}؛ ومجموع الطلبين منفردين: خروج {sum}.',
  costs: 'هامش زمني أطول',
  'costs.line': '{ask}: خروج {people}، دخول {aid}؛ خرج الجميع في {estimate} من أيام المحاكاة، وعلى الأقل {lower}.',
  'costs.unsure': '{ask}: خروج {people}، دخول {aid}.',

  'read.certain':
    '«مؤكد»: لا توجد خطة بالشروط الحالية تحقق مثل ذلك. «ممكن»: وُجدت خطة أفضل من كل خطة وُجدت بالشروط الحالية، ولا يُعرف أكثر من ذلك.',
  'read.interval':
    'الأرقام الصغيرة: الخطة التي وُجدت، وبعد {most} ما لا تتجاوزه أي خطة؛ الآن ثم بحسب الطلب. كل رقم من خطة خاصة به، دُققت في كل قاعدة.',
  'read.keptReserve': 'كل خطة هنا تحتفظ باحتياطي الخطة التي تبدأ منها: يخرج الجميع قبل الإغلاق بمدة {buffer}.',
  'read.keptTerms': 'كل خطة هنا تحتفظ بما تطلبه الشروط: يخرج الجميع قبل الإغلاق بمدة {buffer}.',
  'read.days': '{days} يوم محاكاة، هي نفسها لكل خطة: للمقارنة.',
  standing:
    'هذه مقارنة بين خطط، وليست إذنًا ولا ضمانًا. المغادرة طوعية. من يبقون يظلون محميين، والمساعدة المستحقة لهم ليست مقابلًا لشيء.',
  'version.input': 'ملف الهدنة',
  'version.seed': 'البذرة {seed}',

  'unit.tonnes': '{value} طن',
  'unit.percent': '{value}٪',
  'unit.hours': '{count} س',
  'unit.minutes': '{count} د',
}
