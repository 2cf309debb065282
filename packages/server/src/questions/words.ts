// The words of the page of questions, beside the questions themselves.

import type { Language } from '@treve/model'

interface PageWords {
  readonly heading: string
  readonly to: string
  readonly intro: string
  readonly windows: string
  readonly utc: string
  readonly exercise: string
  readonly nothingToAsk: string
  readonly name: string
  readonly date: string
  readonly signature: string
  readonly standing: string
}

export const pageWords: Readonly<Record<Language, PageWords>> = {
  en: {
    heading: 'Questions on the terms',
    to: 'To:',
    intro: 'The terms do not say the following. Every party is asked the same questions, in the same words.',
    windows: 'Windows:',
    utc: 'UTC',
    exercise: 'EXERCISE',
    nothingToAsk: 'The terms answer every subject; there is nothing to ask.',
    name: 'Name and function',
    date: 'Date and time',
    signature: 'Signature',
    standing:
      'This page informs and asks. It guarantees nothing, is no permission, and changes no duty under international humanitarian law. Leaving is voluntary; those who stay remain protected.',
  },
  fr: {
    heading: 'Questions sur les termes',
    to: 'À :',
    intro: 'Les termes ne disent rien de ce qui suit. Chaque partie reçoit les mêmes questions, dans les mêmes mots.',
    windows: 'Fenêtres :',
    utc: 'TU',
    exercise: 'EXERCICE',
    nothingToAsk: 'Les termes répondent à tous les sujets ; il n’y a rien à demander.',
    name: 'Nom et fonction',
    date: 'Date et heure',
    signature: 'Signature manuscrite',
    standing:
      'Cette page informe et interroge. Elle ne garantit rien, ne vaut pas autorisation et ne change aucune obligation du droit international humanitaire. Le départ est volontaire ; ceux qui restent demeurent protégés.',
  },
  ar: {
    heading: 'أسئلة حول الشروط',
    to: 'إلى:',
    intro: 'لا تذكر الشروط ما يلي. تُطرح على كل طرف الأسئلة نفسها بالكلمات نفسها.',
    windows: 'النوافذ الزمنية:',
    utc: 'بالتوقيت العالمي',
    exercise: 'تمرين',
    nothingToAsk: 'تجيب الشروط عن كل المواضيع؛ لا شيء للسؤال عنه.',
    name: 'الاسم والصفة',
    date: 'التاريخ والوقت',
    signature: 'التوقيع',
    standing:
      'هذه الصفحة للإعلام والسؤال. لا تضمن شيئًا وليست إذنًا ولا تغيّر أي واجب بموجب القانون الدولي الإنساني. المغادرة طوعية، ومن يبقى يظل محميًا.',
  },
  ru: {
    heading: 'Вопросы об условиях',
    to: 'Кому:',
    intro:
      'Об этом в условиях ничего не сказано. Каждой стороне задаются одни и те же вопросы одними и теми же словами.',
    windows: 'Окна:',
    utc: 'всемирное время',
    exercise: 'УЧЕНИЯ',
    nothingToAsk: 'Условия отвечают на все вопросы; спрашивать не о чем.',
    name: 'Имя и должность',
    date: 'Дата и время',
    signature: 'Подпись',
    standing:
      'Эта страница информирует и спрашивает. Она ничего не гарантирует, не является разрешением и не меняет никаких обязанностей по международному гуманитарному праву. Отъезд доброволен; те, кто остаётся, по-прежнему под защитой.',
  },
}
