import type { refusalsDay as english } from './refusals-day.en.ts'

export const refusalsDay: Readonly<Record<keyof typeof english, string>> = {
  'refused.alarm_unknown': 'Cette alarme n’existe pas. Rechargez la page.',
  'refused.attachment_missing': 'Une photographie qui l’accompagne n’est pas encore arrivée : envoyez-la d’abord.',
  'refused.case_open': 'Un dossier est déjà ouvert pour ce chargement : notez-le là.',
  'refused.case_unknown': 'Ce dossier n’existe pas. Rechargez la page.',
  'refused.counts_missing': 'Dites ce qui a été compté.',
  'refused.lines_missing': 'Dites quoi, de quel envoi, ligne par ligne.',
  'refused.not_a_report':
    'Les appareils rapportent ce qui a été vu. Ceci revient à ceux qui conduisent la pause : prévenez la coordination.',
  'refused.not_an_id': 'Un nom n’est pas un identifiant de la pause : lettres, chiffres et . _ : / - seulement.',
  'refused.not_for_desks': 'Un accueil rapporte ce qui lui arrive, et pas ceci. Prévenez la coordination.',
  'refused.not_in_terms':
    'Selon les termes en vigueur, la fenêtre ferme à une autre heure : rédigez, convenez et notifiez d’abord la fermeture plus tardive.',
  'refused.not_later':
    'Ce n’est pas plus tard que ce qui était annoncé ou convenu, ou c’est déjà passé. Donnez une heure plus tardive.',
  'refused.not_own':
    'Cela ne concerne aucun de vos véhicules, points de contrôle ou lieux. La coordination peut fixer votre service.',
  'refused.not_relayed':
    'Seuls ceux qui conduisent la journée transmettent ce que d’autres ont dit. Dites-le à la coordination.',
  'refused.not_yet': 'C’est dans le futur : rapportez-le une fois que c’est arrivé.',
  'refused.order_unknown': 'Cet ordre n’existe pas pour ce véhicule. Voyez ses ordres actuels.',
  'refused.other_account':
    'L’entrée est d’un autre registre : elle n’est pas prise ici. Rapportez-la de nouveau, dans cette pause.',
  'refused.people_missing': 'Dites combien de personnes, par une fourchette si ce n’est pas connu exactement.',
  'refused.period_backwards': 'Cela finit avant de commencer. Donnez une fin plus tardive.',
  'refused.place_missing': 'Dites à quel lieu ou à quel point de contrôle.',
  'refused.place_unknown': 'La pause n’a pas ce lieu. Choisissez-en un qu’elle a.',
  'refused.range_backwards': 'Pour une fourchette : au moins, le plus probable, au plus, dans cet ordre.',
  'refused.receiver_is_giver': 'Un seul appareil a signé deux fois : une remise est signée par deux.',
  'refused.receiver_key_of_others': 'Les clés ne sont pas celles des deux qui sont nommés.',
  'refused.receiver_not_own': 'Cela ne concerne aucun véhicule ni lieu de qui reçoit : son service peut être fixé.',
  'refused.receiver_revoked': 'L’appareil de qui reçoit a été révoqué : il ne confirme plus rien.',
  'refused.receiver_unknown': 'L’appareil de qui reçoit n’a pas de rôle dans cette pause.',
  'refused.receiver_unnamed': 'Un autre appareil a signé en second, sans être nommé comme celui qui reçoit.',
  'refused.report_of_others': 'C’est la parole d’un autre. Contestez-la plutôt : les deux resteront.',
  'refused.report_unknown': 'Ce rapport n’existe pas pour cette journée. Rechargez la page.',
  'refused.source_of_others': 'Un appareil rapporte en son propre nom. Ce qu’un autre a vu, qu’il le rapporte.',
  'refused.tracker_bound': 'Cette balise suit un autre véhicule : détachez-la d’abord.',
  'refused.tracker_guessable':
    'Qui devine son identifiant peut envoyer des positions en son nom. Donnez-en un d’au moins 16 lettres ou chiffres.',
  'refused.tracker_not_bound': 'Cette balise n’existe pas. Rechargez la page.',
  'refused.trip_missing': 'Le véhicule a fait plus d’un trajet : dites de quel trajet sont ceux qui sont arrivés.',
  'refused.vehicle_missing': 'Dites de quel véhicule.',
  'refused.watched_missing': 'Dites ce qui a été observé.',
  'refused.window_unknown': 'Les termes en vigueur n’ont pas cette fenêtre. Choisissez-en une qu’ils ont.',
}
