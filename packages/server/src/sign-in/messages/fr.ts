import type { Catalogue } from './catalogue.ts'

export const fr: Catalogue = {
  title: 'Pour l’agent de liaison d’une partie',
  intro:
    'Cette page montre ce que la coordination d’une pause humanitaire a envoyé à votre partie. Il n’y a rien à installer.',
  open: 'Ouvrir',
  opening: 'Ouverture…',
  'needs.script':
    'Cette page a besoin de JavaScript. Sinon, demandez ses textes à la coordination, sur papier ou de vive voix.',
  refused:
    'Ce lien n’ouvre rien. Ouvrez le lien entier, tel qu’il a été envoyé, ou demandez-en un nouveau à la coordination.',
  expired: 'Ce lien a expiré. Pour en obtenir un nouveau, adressez-vous à :',
  revoked: 'Ce lien a été fermé. Pour en obtenir un nouveau, adressez-vous à :',
  often: 'Trop de tentatives. Attendez une minute, puis réessayez.',
  away: 'Le serveur ne répond pas. Réessayez dans une minute.',
  standing: 'Ce qui est montré informe. Cela ne garantit rien, et le recevoir ne vaut pas autorisation.',
  'return.title': 'Connexion',
  'return.done': 'Vous êtes connecté.',
  'return.go': 'Continuer',
  'return.refused':
    'La connexion n’a pas abouti. Réessayez ; si cela persiste, demandez une invitation à un coordinateur de votre pause.',
}
