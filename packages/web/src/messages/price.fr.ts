import type { price as en } from './price.en.ts'

export const price = {
  'price.title': 'Prix de la sécurité',
  'price.about':
    'Le plan est fait pour que ce que demandent les termes puisse être démontré. À côté figure le plan sans cette réserve : ce à quoi on renonce, niveau par niveau.',
  'price.without': 'Sans réserve',
  'price.with': 'Avec',
  'price.less': 'En moins',
  'price.boundWithout': 'Aucun plan sans réserve au-dessus de',
  'price.meanWithout': 'Charges prévues passées en moyenne, sans',
  'price.meanWith': 'Charges prévues passées en moyenne, avec',
  'price.meanAbout':
    'Les deux dernières colonnes comptent les charges prévues des trajets faits et sortis à temps, en moyenne des jours. Les jours simulés, moins de personnes sortent : certaines ne viennent pas, arrivent en retard ou ne montent pas.',
  'price.none': 'Rien de plus n’est mis en réserve que ce que demandent les termes.',
  'price.buffer':
    'Tous doivent être sortis {buffer} avant la fermeture ; les heures de demi-tour visent ce moment, avec la durée que {quantile} des trajets ne dépassent pas.',
  'price.slack':
    'Dans le plan, tous sont sortis {slack} avant même ce moment : la plupart des jours prennent du retard.',
  'price.corridor': '{corridor} : les sorties restent libres {more} de plus, pour qui est en retard.',
  'price.secondExits':
    'Des {of} trajets qui sortent dans les {within} avant la fermeture, {trips} ont une seconde sortie réservée, par un autre couloir.',
  'price.spareLanes': 'Voies gardées libres à {gate}, {corridor}, pendant les {within} avant la fermeture : {lanes}.',
  'price.staggered':
    'Pendant les {within} avant la fermeture, la moitié des créneaux de sortie de chaque couloir reste libre : les dernières sorties sont espacées.',
  'price.brings':
    'Ce que cela apporte, les jours de l’essai : avec « {use} », {with} personnes sorties en moyenne, tous sortis dans {clear} des jours ; avec « {other} » seulement, {without}, et {clearOther}.',
  'price.notShown':
    'Les tests de décision ne démontrent pas que cela suffit ; de ce qui a été essayé, c’est ce qui en est le plus proche.',
  'price.endingSooner': 'N’est pas prévu ce qui, la plupart des jours, arriverait trop tard pour entrer.',
  'price.meansNobody': 'Sans la réserve, tous sont sortis dans {clear} des jours simulés.',
  'price.means':
    'Les jours simulés, {without} personnes sortent en moyenne sans la réserve, et tous sont sortis dans {clear} d’entre eux ; avec elle, {with}.',
  'price.instead':
    'En comptant groupe par groupe : le plan sans réserve fait sortir {left} personnes que celui-ci laisse ; celui-ci en fait sortir {instead} autres à leur place, donc {less} de moins en tout.',
  'price.through': '{level}, ce qui passe en moyenne : {without} sans la réserve, {with} avec elle.',
  'price.takenFor': 'La réserve est retenue pour cela : ce niveau passe avant ce qui est en moins.',
  'price.tests': 'Tests de décision faits, chacun sur de nouveaux jours : {count}.',
  'price.forHalts':
    'Contre les arrêts généraux aussi, une marge de {buffer} suffirait, avec {people} personnes sorties en moyenne. Elle coûte trop, en personnes ou en aide, pour être prise sans qu’on le demande.',
  'price.noneForHalts': 'Contre les arrêts généraux aussi, aucune marge jusqu’à la moitié de la fenêtre ne suffit.',
  'price.withoutHalts':
    'La réserve vaut pour les jours sans de tels arrêts. Au-delà, le rappel et les refuges aident :',
  'price.recall':
    'Si chaque arrêt est annoncé {notice} avant et que tous sont alors rappelés : tous sortis dans {share} des jours, {late} personnes à l’intérieur en moyenne, {out} sorties.',
  'price.refuge':
    'Avec un refuge assez grand pour tous à chaque entrée intérieure : {late} personnes à l’intérieur et hors refuge en moyenne, au lieu de {before} ; {sheltered} à l’abri, ce qui n’est pas être sorti.',
  'price.tried': 'Ce qui a été essayé',
  'price.use': 'Mis en réserve',
  'price.useBuffer': 'Marge',
  'price.clear': 'Tous sortis',
  'price.clearWithout': 'Sans arrêts',
  'price.out': 'Sorties en moyenne',
  'price.use.none': 'Les termes seuls',
  'price.use.ending_sooner': 'Finir plus tôt, sans ce qui vient trop tard',
  'price.use.buffer': 'Une marge plus longue',
  'price.use.buffer_for_halts': 'Une marge contre les arrêts aussi',
  'price.use.corridors': 'Sorties laissées libres par couloir',
  'price.use.turn_back': 'Demi-tour plus tôt',
  'price.use.turn_back_and_corridors': 'Demi-tour plus tôt, sorties laissées libres par couloir',
  'price.use.second_exits': 'Secondes sorties réservées',
  'price.use.turn_back_and_second_exits': 'Demi-tour plus tôt, secondes sorties réservées',
  'price.use.corridors_and_second_exits': 'Sorties laissées libres par couloir, secondes sorties réservées',
  'price.use.spare_lanes': 'Le meilleur jusque-là, avec des voies de réserve',
  'price.use.staggered': 'Le meilleur jusque-là, dernières sorties espacées',
  'price.taken': 'retenu',
  'price.enough': 'suffit',
  'price.notEnough': 'ne suffit pas',
  'price.fewer': 'écarté : pas mieux',
  'price.verdict': 'Conclusion',
} satisfies Record<keyof typeof en, string>
