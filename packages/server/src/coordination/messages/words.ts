// What stands in every message to people inside, in words that nobody edits.

import type { Language } from '@treve/model'

interface MessageWords {
  readonly exercise: string
  /** In every message, always. */
  readonly protected: string
  readonly until: string
  readonly call: string
  readonly callRow: string
  readonly cancelled: string
}

export const messageWords: Readonly<Record<Language, MessageWords>> = {
  en: {
    exercise: 'EXERCISE',
    protected: 'Whether to leave is your own choice. Whoever stays remains protected. You have the right to come back.',
    until: 'This message holds until {at}.',
    call: 'Seats, for those who wish to leave:',
    callRow: '{place}: {time}, seats: {seats}',
    cancelled: 'The message “{id}” of {at} no longer holds. Do not rely on it.',
  },
  fr: {
    exercise: 'EXERCICE',
    protected: 'Partir ou non est votre propre choix. Quiconque reste demeure protégé. Vous avez le droit de revenir.',
    until: 'Ce message est valable jusqu’au {at}.',
    call: 'Places, pour ceux qui souhaitent partir :',
    callRow: '{place} : {time}, places : {seats}',
    cancelled: 'Le message « {id} » du {at} n’est plus valable. Ne vous y fiez pas.',
  },
  ar: {
    exercise: 'تمرين',
    protected: 'المغادرة أو البقاء قراركم وحدكم. ومن يبقى يظل محميًا. ولكم الحق في العودة.',
    until: 'تسري هذه الرسالة حتى {at}.',
    call: 'أماكن للراغبين في المغادرة:',
    callRow: '{place}: {time}، عدد الأماكن: {seats}',
    cancelled: 'الرسالة «{id}» المؤرخة {at} لم تعد سارية. لا تعتمدوا عليها.',
  },
  ru: {
    exercise: 'УЧЕНИЯ',
    protected: 'Уезжать или нет, решаете вы сами. Кто остаётся, по-прежнему под защитой. Вы вправе вернуться.',
    until: 'Это сообщение действует до {at}.',
    call: 'Места для тех, кто желает выехать:',
    callRow: '{place}: {time}, мест: {seats}',
    cancelled: 'Сообщение «{id}» от {at} больше не действует. Не полагайтесь на него.',
  },
}
