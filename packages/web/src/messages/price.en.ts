export const price = {
  'price.title': 'Price of safety',
  'price.about':
    'The plan is made so that what the terms require can be shown. Beside it stands the plan without that reserve: what is given up, level by level.',
  'price.without': 'Without reserve',
  'price.with': 'With it',
  'price.less': 'Less',
  'price.boundWithout': 'No plan without reserve above',
  'price.meanWithout': 'Loads that get through on average, without',
  'price.meanWith': 'Loads that get through on average, with',
  'price.meanAbout':
    'The last two columns count loads as planned, of the trips that are made and out in time, on average of days. Fewer people are out on simulated days: some do not come, come late or do not board.',
  'price.none': 'Nothing more is held back than the terms ask for.',
  'price.buffer':
    'All are to be clear {buffer} before the close; turn-back times are reckoned to that, with ways taking as long as {quantile} of them do at most.',
  'price.slack': 'As planned, all are out {slack} before even that: most days run late.',
  'price.corridor': 'Exits of {corridor} are kept free {more} longer, for whoever is late.',
  'price.secondExits':
    '{trips} of {of} trips that come out in the last {within} before the close have a second exit reserved, on another corridor.',
  'price.spareLanes': 'At {gate} of {corridor} lanes kept spare in the last {within} before the close: {lanes}.',
  'price.staggered':
    'In the last {within} before the close half of the slots out of each corridor are kept free: the last exits are spread.',
  'price.brings':
    'What it brings, on the days of the trial: with “{use}” {with} out on average, all clear on {clear} of days; with “{other}” alone {without}, on {clearOther}.',
  'price.notShown': 'The decision tests do not show that this is enough; of what was tried it is the nearest to it.',
  'price.endingSooner': 'Left out is what would come too late to go in on most days.',
  'price.meansNobody': 'Without the reserve all are clear on {clear} of simulated days.',
  'price.means':
    'On simulated days {without} are out on average without the reserve, all clear on {clear} of them; with it {with}.',
  'price.instead':
    'Group by group: the plan without reserve brings out {left} people whom this one leaves; this one brings out {instead} others in their place, so {less} fewer in all.',
  'price.through': 'Through on average, {level}: {without} without the reserve, {with} with it.',
  'price.takenFor': 'The reserve is taken for that: it comes before what is less.',
  'price.tests': 'Decision tests made, each on new days: {count}.',
  'price.forHalts':
    'Against halts of everything as well a buffer of {buffer} would be enough, with {people} out on average. It costs too much, of people or of aid, to be taken unasked.',
  'price.noneForHalts': 'Against halts of everything as well no buffer up to half of the window is enough.',
  'price.withoutHalts': 'The reserve is for days without such halts. Beyond it, recall and refuges help:',
  'price.recall':
    'If every halt is told {notice} before, and all are called out then: clear on {share} of days, {late} people inside on average, {out} out.',
  'price.refuge':
    'With a refuge that has room for all at each inside mouth: {late} people inside and in no refuge on average, not {before}; {sheltered} sheltered, which is not clear.',
  'price.tried': 'What was tried',
  'price.use': 'Held back',
  'price.useBuffer': 'Buffer',
  'price.clear': 'All clear',
  'price.clearWithout': 'Without halts',
  'price.out': 'Out on average',
  'price.use.none': 'The terms alone',
  'price.use.ending_sooner': 'Ending sooner, what comes too late left out',
  'price.use.buffer': 'A longer buffer',
  'price.use.buffer_for_halts': 'A buffer against halts too',
  'price.use.corridors': 'Exits kept free by corridor',
  'price.use.turn_back': 'Turning back sooner',
  'price.use.turn_back_and_corridors': 'Turning back sooner, exits kept free by corridor',
  'price.use.second_exits': 'Second exits reserved',
  'price.use.turn_back_and_second_exits': 'Turning back sooner, second exits reserved',
  'price.use.corridors_and_second_exits': 'Exits kept free by corridor, second exits reserved',
  'price.use.spare_lanes': 'The best so far, with spare lanes',
  'price.use.staggered': 'The best so far, with the last exits spread',
  'price.taken': 'taken',
  'price.enough': 'enough',
  'price.notEnough': 'not enough',
  'price.fewer': 'left aside: no better',
  'price.verdict': 'Verdict',
}
