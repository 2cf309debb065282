export const en = {
  title: 'For the liaison of a party',
  intro: 'This page shows what the coordination of a humanitarian pause has sent to your party. You install nothing.',
  open: 'Open',
  opening: 'Opening…',
  'needs.script': 'This page needs JavaScript. Without it, ask the coordination for its texts on paper or by voice.',
  refused: 'This link opens nothing. Open the whole link as it was sent, or ask the coordination for a new one.',
  expired: 'The time of this link is over. For a new one, ask:',
  revoked: 'This link was closed. For a new one, ask:',
  often: 'Too many attempts. Wait a minute, then try again.',
  away: 'The server does not answer. Try again in a minute.',
  standing: 'What is shown informs. It guarantees nothing, and receiving it gives no permission.',
  'return.title': 'Sign-in',
  'return.done': 'You are signed in.',
  'return.go': 'Go on',
  'return.refused':
    'This did not sign you in. Try again; if it stays so, ask a coordinator of your pause for an invitation.',
} as const
