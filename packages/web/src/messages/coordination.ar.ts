import type { coordination as english } from './coordination.en.ts'

export const coordination: Readonly<Record<keyof typeof english, string>> = {
  'form.optional': '(إن وُجد)',
  'form.confirm': 'نعم، تأكيد',
  'form.back': 'رجوع',
  'form.sending': 'جارٍ الإرسال. إذا انقطع الاتصال يُعاد الإرسال تلقائيًا، وما كتبتموه محفوظ.',
  'form.done': 'تمّ، وهو مدوَّن في السجل.',
  'form.waiting': 'استُلم. يُبتّ فيه حال عودة الخادم الرئيسي.',
  'form.refused': 'مرفوض.',
  'form.row': 'رقم {number}',
  'form.removeRow': 'حذف رقم {number}',
  'form.removeFile': 'حذف {name}',
  'outbox.late': '«{what}»: لم يصل بعد. يُعاد إرساله تلقائيًا إلى أن يصل؛ أبقوا هذه الصفحة مفتوحة.',
  'outbox.refused': '«{what}»: رُفض.',
  'outbox.kept': 'ما كتبتموه لا يزال في نموذجه.',
  'outbox.seen': 'تم الاطلاع',
}
