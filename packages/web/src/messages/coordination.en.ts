export const coordination = {
  'form.optional': '(if there is any)',
  'form.confirm': 'Yes, do it',
  'form.back': 'Back',
  'form.sending': 'Sending. Should the line be down, it is sent again by itself; what you typed is kept.',
  'form.done': 'Done, and on the account.',
  'form.waiting': 'Taken. It will be decided as soon as the server that leads is back.',
  'form.refused': 'Refused.',
} as const
