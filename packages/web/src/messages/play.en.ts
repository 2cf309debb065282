// Playing a day in a rehearsal.

export const play = {
  'play.title': 'Play the day',
  'play.about':
    'A rehearsal beside this server: vehicles, gates and phones are played by a program, with the delays that are assumed. Nothing of it is real.',
  'play.beginning':
    'A server for the rehearsal is being made ready; terms, approvals and orders follow. Some seconds …',
  'play.preparing': 'Preparing: the clock starts once orders are out.',
  'play.ordering': 'Preparing: orders out for {ordered} of {trips} trips; the clock stands.',
  'play.playing': 'Being played: {speed} seconds of the day in each.',
  'play.over': 'It was played to its end. What happened can still be looked at.',
  'play.failed': 'It could not be played: {reason}',
  'play.open': 'Open the board',
  'play.go': 'Play the day',
  'play.again': 'Play it again',
  'play.stop': 'Stop',
} as const
