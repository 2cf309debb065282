import type { frontier as en } from './frontier.en.ts'

export const frontier: Readonly<Record<keyof typeof en, string>> = {
  'nav.label': 'Страницы этой паузы',
  'nav.answer': 'Ответ',
  'nav.frontier': 'О чём просить',

  'frontier.title': 'О чём просить',
  'frontier.about':
    'Что дали бы ещё час, коридор, полоса, автобус или койка: каждый раз свой план, который начат с имеющегося и прошёл проверку.',
  'frontier.none': 'Это ещё не рассчитано.',
  'frontier.begin': 'Рассчитать',
  'frontier.how': 'Это займёт около двух минут и два процессора.',
  'frontier.waiting': 'Ожидание: рассчитывается другая пауза.',
  'frontier.stage.plan': 'План при нынешних условиях',
  'frontier.stage.options': 'План для каждого изменения: {done} из {of}',
  'frontier.stage.search': 'Поиск лучшего: {done} из {of}',
  'frontier.stage.pairs': 'План для двух изменений вместе: {done} из {of}',
  'frontier.stage.days': 'Моделирование дней: {done} из {of}',
  'frontier.stop': 'Остановить и показать сделанное',
  'frontier.again': 'Рассчитать заново',
  'frontier.failed': 'Наша ошибка: рассчитать не удалось.',
  'frontier.partial':
    'Это не всё: {count, plural, =0 {не все планы смоделированы} one {не испробовано # изменение} few {не испробованы # изменения} many {не испробовано # изменений} other {не испробовано # изменения}}.',
  'frontier.refused': 'Наша ошибка: то, что вышло из {changes}, отклонено проверкой и не показано.',
  'frontier.sheet': 'Лист для переговоров',

  'frontier.now': 'При нынешних условиях',
  'frontier.now.out': 'По плану выходят {out} из {wish} желающих выехать; помощи ввозится {in} из {asked}.',
  'frontier.now.left': '{count} из желающих выехать не выйдут в эту паузу. Они остаются под защитой.',
  'frontier.now.days': 'В 9 смоделированных днях из 10 выйдут от {low} до {high}.',
  'frontier.now.sure': 'Все вышли к закрытию: смоделированных дней {clear} из {days}.',
  'frontier.now.nobody': 'По этому плану никто не едет и не идёт: быть уверенным не в чем.',
  'frontier.now.slack': 'По этому плану выходят ещё раньше на {slack}, по остальным – раньше не более чем на столько.',
  'frontier.now.keptReserve':
    'Каждый план здесь хранит запас плана, с которого начат: все выходят не позже чем за {buffer} до закрытия.',
  'frontier.now.keptTerms':
    'Каждый план здесь хранит то, чего требуют условия: все выходят не позже чем за {buffer} до закрытия.',

  'frontier.ranked': 'Сначала лучшее',
  'frontier.ranked.about':
    'Порядок – уровень за уровнем: выигрыш на следующем уровне не искупает потерю на предыдущем. После {most} – то, чего не превысит ни один план, с запасом или без него.',
  'frontier.nothing': 'Ничто из испробованного не выведет больше людей и не ввезёт больше помощи.',
  'frontier.rank': 'Место',
  'frontier.ask': 'О чём просим',
  'frontier.aid': 'Помощь',
  'frontier.firm': 'Твёрдость',
  'frontier.certain': 'Наверняка',
  'frontier.possible': 'Возможно',
  'frontier.price': 'По ценам (уровень)',
  'frontier.price.none': 'цены нет',
  'frontier.clear': 'Все вышли',
  'frontier.clear.unknown': 'не моделировалось',
  'frontier.clear.of': '{clear} из {days}',
  'frontier.clear.difference': 'дней: {count}',
  'frontier.clear.same': 'разницы не видно',
  'frontier.clear.nobody': 'никто не едет и не идёт',
  'frontier.same': 'без изменений',
  'frontier.range': '{from} ({boundFrom}) до {to} ({boundTo})',
  'frontier.unknown': 'неизвестно',
  'frontier.read':
    '«Наверняка»: ни один план при нынешних условиях, с запасом или без него, не даёт столько же; о потере – ни один план её не избежит. «Возможно»: так выходит по найденным планам; больше ничего не известно. По ценам: в первом приближении, по границе.',
  'frontier.days':
    '{days, plural, one {# смоделированный день} few {# смоделированных дня} many {# смоделированных дней} other {# смоделированного дня}}, одни и те же для каждого плана: для сравнения, а не утверждение. Разница названа там, где случай один редко её даёт.',

  'frontier.chart': 'Люди и помощь для каждого изменения',
  'frontier.chart.about':
    'Кольцо – план при нынешних условиях, точка – при изменённых; тонкая линия ведёт до того, чего не превысит ни один план.',
  'frontier.chart.label':
    'Диаграмма: {count, plural, one {# изменение} few {# изменения} many {# изменений} other {# изменения}}. Те же цифры в таблице выше.',
  'frontier.legend.now': 'Как есть',
  'frontier.legend.certain': 'Изменено, наверняка',
  'frontier.legend.possible': 'Изменено, возможно',
  'frontier.legend.bound': 'Выше – ни один план',

  'frontier.pairs': 'Две просьбы вместе',
  'frontier.pairs.about': 'Две лучшие вместе дают меньше суммы, где обе помогают одним и тем же людям.',
  'frontier.pairs.out': 'Вышли',
  'frontier.pairs.sum': 'Сумма двух порознь',

  'frontier.others': 'Столько же',
  'frontier.others.about': 'Ни один уровень не меняется. В смоделированные дни надёжность может быть выше.',
  'frontier.others.none': 'Лучшего плана нет',
  'frontier.others.found': 'Лучший не найден',
  'frontier.others.out': 'Вышли в 9 смоделированных днях из 10',
  'frontier.others.range': 'от {low} до {high}',
}
