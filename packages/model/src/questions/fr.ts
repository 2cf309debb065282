import type { QuestionWords } from './questions.ts'

export const fr: QuestionWords = {
  screening: {
    title: 'Contrôle des personnes',
    questions: [
      'Les personnes seront-elles contrôlées : par qui, où, pour quel motif, et en présence de quel organisme neutre ?',
      'Si quelqu’un est retenu, qui en est informé, et qui assure le suivi jusqu’à ce que la personne soit libre ou en sécurité ?',
    ],
  },
  men_of_fighting_age: {
    title: 'Hommes en âge de combattre',
    questions: [
      'Passent-ils aux mêmes conditions que tous ? Si quelque chose diffère, quoi exactement, et qui confirme leur arrivée ?',
    ],
  },
  weapons: {
    title: 'Armes',
    questions: [
      'Peut-on en porter, qui et par quel couloir ; où les autres sont-elles déposées ? Comment les véhicules civils et médicaux en restent-ils exempts ?',
    ],
  },
  private_cars: {
    title: 'Voitures particulières',
    questions: ['Peut-on partir dans sa propre voiture : par quel couloir, combien par heure, contrôlées où ?'],
  },
  papers_and_belongings: {
    title: 'Papiers et effets personnels',
    questions: ['Que peut-on emporter ? Papiers, téléphones et médicaments restent-ils à leurs propriétaires ?'],
  },
  children_alone: {
    title: 'Enfants seuls',
    questions: [
      'Qui prend en charge un enfant sans famille, et qui recherche celle-ci ? Une famille peut-elle descendre ensemble si l’un des siens est retenu ?',
    ],
  },
  the_dead: {
    title: 'Les morts',
    questions: ['Qui relève, identifie et remet les morts, où et quand ? Qui informe les familles ?'],
  },
  return: {
    title: 'Retour',
    questions: [
      'Ceux qui partent peuvent-ils revenir : à partir de quand, par où, à quelles conditions ? Que deviennent leurs logements entre-temps ?',
    ],
  },
  those_who_stay: {
    title: 'Ceux qui restent',
    questions: [
      'Comment ceux qui restent apprennent-ils qu’ils demeurent protégés et que nul n’est tenu de partir ? Quelle aide leur parvient pendant et après la pause ?',
    ],
  },
  who_may_stop_it: {
    title: 'Qui peut l’arrêter',
    questions: [
      'Qui peut arrêter les mouvements, par quel canal, en donnant quel motif ? Qu’advient-il alors des véhicules et des personnes en route ?',
    ],
  },
  gate_contacts: {
    title: 'Interlocuteurs à chaque point de contrôle',
    questions: ['Qui répond à chaque point de contrôle pendant toute la fenêtre, par quel canal, et qui le remplace ?'],
  },
  mines: {
    title: 'Mines et engins non explosés',
    questions: ['Pour chaque couloir : est-il vérifié et dégagé, par qui, et jusqu’à quand cela vaut-il ?'],
  },
  destinations: {
    title: 'Destinations de chaque côté',
    questions: [
      'Chacun peut-il choisir une destination d’un côté ou de l’autre, et changer d’avis ? Dans le secteur de qui se trouve chacune de celles-ci ?',
    ],
  },
}
