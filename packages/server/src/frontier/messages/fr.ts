import type { Catalogue } from './catalogue.ts'

export const fr: Catalogue = {
  sheet: 'Ce que d’autres termes apporteraient',
  exercise: 'EXERCICE',
  announced: 'Pause annoncée : le fichier n’indique pas l’accord de toutes les parties au conflit',
  agreed: 'Pause convenue par toutes les parties au conflit',
  utc: 'TU',
  partial: 'Tout n’a pas pu être essayé : arrêt, ou temps écoulé.',

  without: 'Si rien ne change',
  'without.out': 'Sorties, selon le plan : {out} sur {wish} qui souhaitent partir.',
  'without.left':
    '{count} de celles et ceux qui souhaitent partir ne sortiraient pas pendant cette pause. Ces personnes demeurent protégées.',
  'without.in': 'Entrées, pour celles et ceux qui restent : {in} sur {asked}.',
  'without.days': 'Lors de 9 jours simulés sur 10 : {low} à {high} sorties.',
  'without.sure': 'Tous sortis à la fermeture : {clear} jours simulés sur {days}.',
  'without.nobody': 'Selon ce plan, personne ne se déplace : il n’y a rien dont on puisse être sûr.',
  'without.unsure': 'Le degré de certitude n’a pas été simulé.',

  asks: 'Ce qui peut être demandé, et ce que cela apporterait',
  none: 'Rien de ce qui a été essayé ne ferait sortir plus de personnes ni entrer plus d’aide.',
  ask: 'Ce qui est demandé',
  'people.life_critical': 'Urgence vitale',
  'people.medical': 'Autre cas médical',
  'people.dependent': 'Dépendantes',
  'people.general': 'Autres',
  aid: 'Aide entrée',
  sure: 'Tous sortis',
  certainty: 'Solidité',
  certain: 'C’est certain',
  possible: 'C’est possible',
  unchanged: 'inchangé',
  unknown: 'inconnu',
  'interval.now': '{value} ({bound})',
  'interval.asked': '→ {value} ({bound})',
  'out.of': '{out} sur {wish}',
  'days.difference': 'jours : {count}',
  'days.same': 'aucune différence vue',
  'days.clear': '{clear} sur {days}',
  'days.nobody': 'personne ne se déplace',

  steps: 'Chaque pas de la fenêtre',
  'steps.open': 'Ouverture avancée de',
  'steps.close': 'Fermeture retardée de',
  'steps.cell': '{people} sorties, {aid} entrées',
  together: 'Deux ensemble',
  'together.line': '{ask} : {people} sorties, {aid} entrées ; la somme des deux séparément : {sum} sorties.',
  costs: 'Une marge plus longue',
  'costs.line': '{ask} : {people} sorties, {aid} entrées ; tous sortis : {days}.',
  'costs.unsure': '{ask} : {people} sorties, {aid} entrées.',

  'read.certain':
    '« C’est certain » : aucun plan selon les termes actuels ne fait aussi bien, avec ou sans réserve ; d’une perte, aucun plan ne l’évite. « C’est possible » : il en est ainsi des plans trouvés ; on n’en sait pas plus.',
  'read.interval':
    'Petits chiffres : le plan trouvé et, après {most}, ce qu’aucun plan ne dépasse ; aujourd’hui, puis tel que demandé. Chaque chiffre vient d’un plan propre, vérifié pour chaque règle.',
  'read.keptReserve':
    'Chaque plan ici garde la réserve du plan dont il part : tous sont sortis {buffer} avant la fermeture.',
  'read.keptTerms': 'Chaque plan ici garde ce que demandent les termes : tous sont sortis {buffer} avant la fermeture.',
  'read.slack': 'Le plan sans changement finit encore {slack} plus tôt ; les autres, pas davantage.',
  'read.days':
    '{days} jours simulés, les mêmes pour chaque plan, pour comparer seulement ; une différence est dite là où le hasard en fait rarement une.',
  standing:
    'Ceci compare des plans ; ce n’est ni une autorisation ni une garantie. Le départ est volontaire. Celles et ceux qui restent demeurent protégés, et l’aide qui leur est due n’est pas une contrepartie.',
  'version.input': 'Fichier de la pause',
  'version.seed': 'graine {seed}',

  'unit.tonnes': '{value} t',
}
