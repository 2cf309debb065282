// As play.en.ts.

import type { play as english } from './play.en.ts'

export const play: Readonly<Record<keyof typeof english, string>> = {
  'play.title': 'Jouer la journée',
  'play.about':
    'Une répétition à côté de ce serveur : un programme joue les véhicules, les points de contrôle et les téléphones, avec les retards supposés. Rien n’y est réel.',
  'play.beginning':
    'Un serveur se prépare pour la répétition ; termes, approbations et ordres suivent. Quelques secondes…',
  'play.preparing': 'Préparation : l’horloge démarre une fois les ordres envoyés.',
  'play.ordering': 'Préparation : ordres envoyés pour {ordered} trajets sur {trips} ; l’horloge est arrêtée.',
  'play.playing': 'En cours : {speed} secondes de la journée par seconde.',
  'play.over': 'La journée a été jouée jusqu’au bout. On peut encore la consulter.',
  'play.failed': 'Elle n’a pas pu être jouée : {reason}',
  'play.open': 'Ouvrir le tableau de bord',
  'play.go': 'Jouer la journée',
  'play.again': 'La rejouer',
  'play.stop': 'Arrêter',
}
