import type { coordination as english } from './coordination.en.ts'

export const coordination: Readonly<Record<keyof typeof english, string>> = {
  'form.optional': '(если есть)',
  'form.confirm': 'Да, подтвердить',
  'form.back': 'Назад',
  'form.sending': 'Отправляется. Если связь прервётся, отправка повторится сама; введённое сохранено.',
  'form.done': 'Сделано и внесено в отчётный журнал.',
  'form.waiting': 'Принято. Решение будет, как только вернётся ведущий сервер.',
  'form.refused': 'Отказано.',
  'form.row': '№ {number}',
  'form.removeRow': 'Убрать № {number}',
  'form.removeFile': 'Убрать {name}',
  'outbox.late': '«{what}»: ещё не дошло. Отправка повторяется сама, пока не дойдёт; не закрывайте эту страницу.',
  'outbox.refused': '«{what}»: отказано.',
  'outbox.kept': 'Введённое вами осталось в форме.',
  'outbox.seen': 'Прочитано',
}
