export const frontier = {
  'nav.label': 'Pages of this pause',
  'nav.answer': 'The answer',
  'nav.frontier': 'What to ask for',

  'frontier.title': 'What to ask for',
  'frontier.about':
    'What another hour, corridor, lane, bus or bed would bring: each from a plan of its own, which begins from the plan there is and has passed the checker.',
  'frontier.none': 'It is not worked out yet.',
  'frontier.begin': 'Work it out',
  'frontier.how': 'It takes about two minutes and keeps two processors busy.',
  'frontier.waiting': 'It waits for another pause to be done.',
  'frontier.stage.plan': 'Planning by the terms as they are',
  'frontier.stage.options': 'Planning each change: {done} of {of}',
  'frontier.stage.search': 'Searching for better: {done} of {of}',
  'frontier.stage.pairs': 'Planning two together: {done} of {of}',
  'frontier.stage.days': 'Simulating days: {done} of {of}',
  'frontier.stop': 'Stop, and show what is done',
  'frontier.again': 'Work it out again',
  'frontier.failed': 'A fault of ours: it could not be worked out.',
  'frontier.partial':
    'This is not all: {count, plural, =0 {not every plan was simulated} one {# change was not tried} other {# changes were not tried}}.',
  'frontier.refused': 'A fault of ours: what came of {changes} was refused by the checker and is not shown.',
  'frontier.sheet': 'Sheet for the room',

  'frontier.now': 'By the terms as they are',
  'frontier.now.out': 'By the plan {out} of {wish} who wish to leave come out, and {in} of {asked} of aid goes in.',
  'frontier.now.left': '{count} of those who wish to leave would not get out in this pause. They stay protected.',
  'frontier.now.days': 'On 9 simulated days of 10, {low} to {high} are out.',
  'frontier.now.sure': 'All clear by the close on {clear} of {days} simulated days.',
  'frontier.now.nobody': 'By this plan nobody moves: there is nothing to be sure of.',
  'frontier.now.slack': 'By this plan they are out {slack} sooner still, by the others sooner by no more.',
  'frontier.now.keptReserve':
    'Every plan here keeps the reserve of the plan it begins from: all are clear {buffer} before the close.',
  'frontier.now.keptTerms': 'Every plan here keeps what the terms ask for: all are clear {buffer} before the close.',

  'frontier.ranked': 'Best first',
  'frontier.ranked.about':
    'Ranked level by level: no gain on a later level outweighs a loss on an earlier one. After {most} stands what no plan exceeds, with or without a reserve.',
  'frontier.nothing': 'Nothing that was tried would bring out more people or bring in more aid.',
  'frontier.rank': 'Rank',
  'frontier.ask': 'What is asked',
  'frontier.aid': 'Aid in',
  'frontier.firm': 'How firm',
  'frontier.certain': 'Certain',
  'frontier.possible': 'Possible',
  'frontier.price': 'By price (level)',
  'frontier.price.none': 'no price',
  'frontier.clear': 'All clear',
  'frontier.clear.unknown': 'not simulated',
  'frontier.clear.of': '{clear} of {days}',
  'frontier.clear.difference': 'days: {count}',
  'frontier.clear.same': 'no difference seen',
  'frontier.clear.nobody': 'nobody moves',
  'frontier.same': 'as it is',
  'frontier.range': '{from} ({boundFrom}) to {to} ({boundTo})',
  'frontier.unknown': 'unknown',
  'frontier.read':
    '“Certain”: no plan by the terms as they are does as well, with or without a reserve; of a loss, no plan avoids it. “Possible”: so it is by the plans that were found; no more than that is known. By price: to first order, of the bound.',
  'frontier.days':
    '{days, plural, one {# simulated day} other {# simulated days}}, the same for each plan: for comparing, not a claim. A difference is told where chance alone rarely makes one.',

  'frontier.chart': 'People out and aid in, for each change',
  'frontier.chart.about':
    'The ring is the plan by the terms as they are, the dot the plan by the changed ones; the thin line runs on to what no plan exceeds.',
  'frontier.chart.label':
    'Chart of {count, plural, one {# change} other {# changes}}. The same figures are in the table above.',
  'frontier.legend.now': 'As it is',
  'frontier.legend.certain': 'Changed, certain',
  'frontier.legend.possible': 'Changed, possible',
  'frontier.legend.bound': 'No plan above',

  'frontier.pairs': 'Two together',
  'frontier.pairs.about': 'Two of the best together bring less than their sum where both serve the same people.',
  'frontier.pairs.out': 'People out',
  'frontier.pairs.sum': 'Sum of the two alone',

  'frontier.others': 'Serves as many',
  'frontier.others.about': 'No level differs. On simulated days these may still be surer.',
  'frontier.others.none': 'No plan does better',
  'frontier.others.found': 'None better was found',
  'frontier.others.out': 'Out on 9 simulated days of 10',
  'frontier.others.range': '{low} to {high}',
} as const
