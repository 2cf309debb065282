import type { coordination as english } from './coordination.en.ts'

export const coordination: Readonly<Record<keyof typeof english, string>> = {
  'form.optional': '(s’il y a lieu)',
  'form.confirm': 'Oui, confirmer',
  'form.back': 'Retour',
  'form.sending':
    'Envoi en cours. Si la liaison est coupée, l’envoi reprend de lui-même ; ce que vous avez saisi est conservé.',
  'form.done': 'Fait, et inscrit au registre.',
  'form.waiting': 'Reçu. La décision tombera dès que le serveur principal sera de retour.',
  'form.refused': 'Refusé.',
  'form.row': 'N° {number}',
  'form.removeRow': 'Retirer le n° {number}',
  'form.removeFile': 'Retirer {name}',
  'outbox.late':
    '« {what} » n’est pas encore arrivé. L’envoi est répété de lui-même jusque-là ; gardez cette page ouverte.',
  'outbox.refused': '« {what} » : refusé.',
  'outbox.kept': 'Ce que vous avez saisi est toujours dans son formulaire.',
  'outbox.seen': 'Vu',
}
