// As play.en.ts.

import type { play as english } from './play.en.ts'

export const play: Readonly<Record<keyof typeof english, string>> = {
  'play.title': 'Проиграть день',
  'play.about':
    'Репетиция рядом с этим сервером: машины, КПП и телефоны играет программа, с предполагаемыми задержками. Ничего настоящего в ней нет.',
  'play.beginning': 'Готовится сервер репетиции; затем условия, одобрения и приказы. Несколько секунд…',
  'play.preparing': 'Подготовка: часы пойдут, когда будут отданы приказы.',
  'play.ordering': 'Подготовка: приказы отданы по рейсам: {ordered} из {trips}; часы стоят.',
  'play.playing': 'Идёт: {speed} с дня за секунду.',
  'play.over': 'День проигран до конца. То, что было, ещё можно посмотреть.',
  'play.failed': 'Проиграть не удалось: {reason}',
  'play.open': 'Открыть табло',
  'play.go': 'Проиграть день',
  'play.again': 'Проиграть снова',
  'play.stop': 'Остановить',
}
