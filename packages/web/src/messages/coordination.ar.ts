import type { coordination as english } from './coordination.en.ts'

export const coordination: Readonly<Record<keyof typeof english, string>> = {
  'form.optional': '(إن وُجد)',
  'form.confirm': 'نعم، تأكيد',
  'form.back': 'رجوع',
  'form.sending': 'جارٍ الإرسال. إذا انقطع الاتصال يُعاد الإرسال تلقائياً، وما كتبته محفوظ.',
  'form.done': 'تمّ، وهو مدوَّن في السجل.',
  'form.waiting': 'استُلم. يُبتّ فيه حال عودة الخادم الرئيسي.',
  'form.refused': 'مرفوض.',
}
