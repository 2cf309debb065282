import type { frontier as en } from './frontier.en.ts'

export const frontier: Readonly<Record<keyof typeof en, string>> = {
  'nav.label': 'Pages de cette pause',
  'nav.answer': 'La réponse',
  'nav.frontier': 'Que demander',

  'frontier.title': 'Que demander',
  'frontier.about':
    'Ce qu’apporterait une heure, un couloir, une voie, un bus ou un lit de plus : à chaque fois un plan propre, qui part du plan existant et que le vérificateur a accepté.',
  'frontier.none': 'Ce n’est pas encore calculé.',
  'frontier.begin': 'Calculer',
  'frontier.how': 'Cela prend environ deux minutes et occupe deux processeurs.',
  'frontier.waiting': 'En attente : une autre pause est en cours de calcul.',
  'frontier.stage.plan': 'Planification selon les termes actuels',
  'frontier.stage.options': 'Planification de chaque changement : {done} sur {of}',
  'frontier.stage.search': 'Recherche de mieux : {done} sur {of}',
  'frontier.stage.pairs': 'Planification de deux changements ensemble : {done} sur {of}',
  'frontier.stage.days': 'Simulation des jours : {done} sur {of}',
  'frontier.stop': 'Arrêter, et montrer ce qui est fait',
  'frontier.again': 'Calculer de nouveau',
  'frontier.failed': 'Une erreur de notre part : le calcul n’a pas abouti.',
  'frontier.partial':
    'Ce n’est pas tout : {count, plural, =0 {certains plans n’ont pas été simulés} one {# changement n’a pas été essayé} other {# changements n’ont pas été essayés}}.',
  'frontier.refused':
    'Une erreur de notre part : ce qui résulte de {changes} a été refusé par le vérificateur et n’est pas montré.',
  'frontier.sheet': 'Feuille pour la négociation',

  'frontier.now': 'Selon les termes actuels',
  'frontier.now.out':
    'Selon le plan, {out} sur {wish} qui souhaitent partir sortent ; aide qui entre : {in} sur {asked}.',
  'frontier.now.left':
    '{count} de celles et ceux qui souhaitent partir ne sortiraient pas pendant cette pause. Ces personnes demeurent protégées.',
  'frontier.now.days': 'Lors de 9 jours simulés sur 10, {low} à {high} personnes sortent.',
  'frontier.now.sure': 'Tous sortis à la fermeture : {clear} jours simulés sur {days}.',
  'frontier.now.nobody': 'Selon ce plan, personne ne se déplace : il n’y a rien dont on puisse être sûr.',
  'frontier.now.slack': 'Selon ce plan, ils sont sortis {slack} plus tôt encore ; selon les autres, pas davantage.',
  'frontier.now.keptReserve':
    'Chaque plan ici garde la réserve du plan dont il part : tous sont sortis {buffer} avant la fermeture.',
  'frontier.now.keptTerms':
    'Chaque plan ici garde ce que demandent les termes : tous sont sortis {buffer} avant la fermeture.',

  'frontier.ranked': 'Le meilleur d’abord',
  'frontier.ranked.about':
    'Classement niveau par niveau : aucun gain à un niveau ultérieur ne compense une perte à un niveau antérieur. Après {most}, ce qu’aucun plan ne dépasse, avec ou sans réserve.',
  'frontier.nothing': 'Rien de ce qui a été essayé ne ferait sortir plus de personnes ni entrer plus d’aide.',
  'frontier.rank': 'Rang',
  'frontier.ask': 'Ce qui est demandé',
  'frontier.aid': 'Aide entrée',
  'frontier.firm': 'Solidité',
  'frontier.certain': 'C’est certain',
  'frontier.possible': 'C’est possible',
  'frontier.price': 'Selon les prix (niveau)',
  'frontier.price.none': 'aucun prix',
  'frontier.clear': 'Tous sortis',
  'frontier.clear.unknown': 'non simulé',
  'frontier.clear.of': '{clear} sur {days}',
  'frontier.clear.difference': 'jours : {count}',
  'frontier.clear.same': 'aucune différence vue',
  'frontier.clear.nobody': 'personne ne se déplace',
  'frontier.same': 'inchangé',
  'frontier.range': '{from} ({boundFrom}) à {to} ({boundTo})',
  'frontier.unknown': 'inconnu',
  'frontier.read':
    '« C’est certain » : aucun plan selon les termes actuels ne fait aussi bien, avec ou sans réserve ; d’une perte, aucun plan ne l’évite. « C’est possible » : il en est ainsi des plans trouvés ; on n’en sait pas plus. Selon les prix : au premier ordre, de la borne.',
  'frontier.days':
    '{days, plural, one {# jour simulé} other {# jours simulés}}, les mêmes pour chaque plan : pour comparer, ce n’est pas une affirmation. Une différence est dite là où le hasard seul en fait rarement une.',

  'frontier.chart': 'Personnes sorties et aide entrée, pour chaque changement',
  'frontier.chart.about':
    'L’anneau est le plan selon les termes actuels, le point le plan selon les termes changés ; le trait fin va jusqu’à ce qu’aucun plan ne dépasse.',
  'frontier.chart.label':
    'Graphique de {count, plural, one {# changement} other {# changements}}. Les mêmes chiffres sont dans le tableau ci-dessus.',
  'frontier.legend.now': 'Actuellement',
  'frontier.legend.certain': 'Changé, certain',
  'frontier.legend.possible': 'Changé, possible',
  'frontier.legend.bound': 'Aucun plan au-delà',

  'frontier.pairs': 'Deux ensemble',
  'frontier.pairs.about':
    'Deux des meilleurs ensemble apportent moins que leur somme, là où ils servent les mêmes personnes.',
  'frontier.pairs.out': 'Personnes sorties',
  'frontier.pairs.sum': 'Somme des deux séparément',

  'frontier.others': 'Sert autant',
  'frontier.others.about': 'Aucun niveau ne diffère. Lors des jours simulés, la certitude peut y être plus grande.',
  'frontier.others.none': 'Aucun plan ne fait mieux',
  'frontier.others.found': 'Aucun meilleur n’a été trouvé',
  'frontier.others.out': 'Sortis lors de 9 jours simulés sur 10',
  'frontier.others.range': '{low} à {high}',
}
