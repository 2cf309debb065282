import type { Catalogue } from './catalogue.ts'

export const fr: Catalogue = {
  'kind.first': 'Notification n° {number}',
  'kind.update': 'Mise à jour n° {number} de la notification n° {thread}',
  'kind.cancel': 'Annulation n° {number} de la notification n° {thread}',
  pause: 'Pause : {title}',
  sent: 'Envoyé : {at}',
  terms: 'D’après la version {version} des termes',
  event: 'Notification de mouvements',

  changes: 'Ce qui change',
  added: 'Nouveau :',
  changed: 'Modifié ; c’était :',
  withdrawn: 'N’a plus lieu :',
  'now.notified': 'Ce qui est notifié à présent, en entier',
  'first.notified': 'Mouvements',
  cancelled: 'Annulé : ce que notifiait la notification n° {thread} n’a plus lieu',

  'lead.emergency': 'Urgence : notifié avec un préavis réduit.',
  'lead.overridden':
    'Notifié avec un préavis plus court que prévu, par décision de la coordination, qui est consignée.',

  'use.civilians': 'civils qui souhaitent partir',
  'use.medical': 'mouvement médical',
  'use.aid': 'aide',
  'use.armed_groups': 'groupes armés',
  'direction.in': 'vers la zone',
  'direction.out': 'hors de la zone',
  'direction.both': 'aller et retour',
  corridor: 'couloir {corridor}',
  segments: 'tronçons {segments}',
  alternates: 'ou à la place par {routes}',
  'on.foot': 'à pied',
  'at.most': 'véhicules, au plus : {vehicles}',

  movement: 'Mouvement',
  purpose: 'But',
  route: 'Itinéraire',
  time: 'Plage horaire',
  vehicles: 'Véhicules, au plus',
  to: 'À',
  received: 'Reçu par (fonction)',
  'received.at': 'Date et heure de réception',
  'passed.on': 'Transmis à (fonctions)',
  'remind.acknowledgement':
    'Nous n’avons pas encore de confirmation que ceci a été reçu. Merci d’en accuser réception, en indiquant par quelle fonction.',
  'remind.onward_transmission':
    'Nous n’avons pas encore de confirmation que ceci a été transmis à ceux que cela concerne. Merci de le transmettre, en indiquant à quelles fonctions.',
  'receipt.note': 'Accuser réception n’est ni autoriser ni garantir quoi que ce soit.',
  utc: 'TU',
  code: 'Le code ouvre la tête du registre où elle est inscrite.',
  digest: 'Empreinte de ce texte dans toutes les langues (SHA-256) : {digest}',

  'short.first': 'Notification n° {number}',
  'short.update': 'Mise à jour n° {number} de {thread}',
  'short.cancel': 'Annulation n° {number} de {thread}',
  'short.withdrawn': 'n’a plus lieu : {movements}',
  'short.more': 'et {count} de plus : voir le texte complet',
  'short.standing': 'Informe seulement. Ni autorisation ni garantie.',

  standing:
    'Cette notification informe. Elle ne garantit rien, ne vaut pas autorisation et ne change aucune obligation du droit international humanitaire. En accuser réception signifie qu’elle a été reçue, et rien de plus. Le départ est volontaire ; ceux qui restent demeurent protégés.',
}
