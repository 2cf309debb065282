import type { Catalogue } from './catalogue.ts'

export const ar: Catalogue = {
  'kind.first': 'الإخطار رقم {number}',
  'kind.update': 'التحديث رقم {number} للإخطار رقم {thread}',
  'kind.cancel': 'الإلغاء رقم {number} للإخطار رقم {thread}',
  pause: 'الهدنة: {title}',
  sent: 'أُرسل: {at}',
  terms: 'بموجب النسخة {version} من الشروط',
  event: 'إخطار بتحركات',

  changes: 'ما الذي يتغيّر',
  added: 'جديد:',
  changed: 'تغيّر، وكان:',
  withdrawn: 'لم يعد قائمًا:',
  'now.notified': 'ما يُخطر به الآن كاملًا',
  'first.notified': 'التحركات',
  cancelled: 'أُلغي: ما أعلنه الإخطار رقم {thread} لم يعد قائمًا',

  'lead.emergency': 'طارئ: أُخطر به بمهلة أقصر.',
  'lead.overridden': 'أُخطر به بمهلة أقصر من المحددة بقرار من جهة التنسيق، وهو مسجَّل.',

  'use.civilians': 'مدنيون راغبون في المغادرة',
  'use.medical': 'تحرك طبي',
  'use.aid': 'مساعدات',
  'use.armed_groups': 'جماعات مسلحة',
  'direction.in': 'إلى داخل المنطقة',
  'direction.out': 'إلى خارج المنطقة',
  'direction.both': 'ذهابًا وإيابًا',
  corridor: 'الممر {corridor}',
  segments: 'المقاطع {segments}',
  alternates: 'أو بدلًا منه عبر {routes}',
  'on.foot': 'سيرًا على الأقدام',
  'at.most': 'المركبات، على الأكثر: {vehicles}',

  movement: 'التحرك',
  purpose: 'الغرض',
  route: 'المسار',
  time: 'الفترة الزمنية',
  vehicles: 'المركبات على الأكثر',
  to: 'إلى',
  received: 'استلمه (الصفة)',
  'received.at': 'تاريخ الاستلام وساعته',
  'passed.on': 'أُحيل إلى (الصفات)',
  'receipt.note': 'تأكيد الاستلام ليس إذنًا ولا ضمانًا لأي شيء.',
  utc: 'بالتوقيت العالمي',
  digest: 'بصمة هذا النص بكل اللغات (SHA-256): {digest}',

  'short.first': 'الإخطار {number}',
  'short.update': 'التحديث {number} للإخطار {thread}',
  'short.cancel': 'الإلغاء {number} للإخطار {thread}',
  'short.withdrawn': 'لم يعد قائمًا: {movements}',
  'short.more': 'و{count} غيرها: انظر النص الكامل',
  'short.standing': 'للإعلام فقط. ليس إذنًا ولا ضمانًا.',

  standing:
    'هذا الإخطار للإعلام. لا يضمن شيئًا وليس إذنًا ولا يغيّر أي واجب بموجب القانون الدولي الإنساني. والإشعار باستلامه يعني أنه وصل، لا أكثر. المغادرة طوعية، ومن يبقى يظل محميًا.',
}
