import type { refusalsTold as english } from './refusals-told.en.ts'

export const refusalsTold: Readonly<Record<keyof typeof english, string>> = {
  'refused.nobody_to_tell': 'Les termes ne nomment aucune partie à notifier : nommez-en dans le projet.',
  'refused.movement_twice': 'Un mouvement figure deux fois : donnez à chacun son identifiant.',
  'refused.band_backwards': 'Une plage horaire finit avant de commencer. Donnez une fin plus tardive.',
  'refused.nothing_moves': 'Il n’y a ni véhicules ni personnes à pied. Dites ce qui bouge.',
  'refused.kind_twice': 'Un type de véhicule est nommé deux fois. Nommez-le une fois, avec leur nombre total.',
  'refused.outside_windows':
    'Un mouvement n’est pas dans une fenêtre des termes en vigueur. Déplacez-le dans l’une d’elles, ou changez d’abord les termes.',
  'refused.corridor_not_for_this':
    'Les termes en vigueur n’ont pas ce couloir pour cet usage. Choisissez un autre couloir, ou changez d’abord les termes.',
  'refused.segment_unknown': 'Le couloir n’a pas ce tronçon. Choisissez-en un qu’il a.',
  'refused.lead_time_short':
    'Un mouvement commence trop tôt après la notification. Commencez-le plus tard, ou donnez le motif et la raison.',
  'refused.emergency_lead_longer':
    'Le préavis d’urgence est plus long que le préavis habituel. Donnez-en un plus court.',
  'refused.nothing_changed': 'C’est ce qui a déjà été dit aux parties : il n’y a rien à notifier.',
  'refused.ended_not_taken_back':
    'La pause est interrompue ou finie : on ne demande plus l’accusé de réception de ses mouvements. Retirez la notification et demandez l’accusé de réception du retrait.',
  'refused.form_of_what':
    'Une forme remise est celle d’une notification à cette partie, avec le SHA-256 de ses octets. Choisissez la notification et le fichier remis.',
  'refused.notification_unknown': 'Cette notification n’existe pas, ou pas pour cette partie. Rechargez la page.',
  'refused.notification_cancelled': 'Elle a été retirée : notifiez à nouveau.',
  'refused.too_long': 'C’est trop pour une seule notification : divisez-la.',
  'refused.of_another_party': 'Un agent de liaison ne répond que pour sa partie. Laissez les autres à la coordination.',
  'refused.not_by_its_page': 'Par sa page, une partie confirme elle-même : dites par quel canal vous l’avez.',
  'refused.not_then': 'C’est avant l’envoi, ou dans le futur. Donnez l’heure à laquelle c’était.',
  'refused.no_further_contact': 'Personne d’autre n’est prévu pour cette partie : fixez un contact.',
  'refused.cap_message_missing':
    'Un accusé de réception par CAP est le message CAP lui-même, et lui seul. Donnez le message.',
  'refused.cap_unusable':
    'Le message CAP est inutilisable. Redemandez-le, ou l’accusé de réception par un autre canal.',
  'refused.cap_sender_unknown':
    'Aucun contact de cette partie n’envoie de CAP ainsi. Vérifiez qui l’a envoyé avant d’en faire un contact.',
  'refused.cap_about_something_else':
    'Le message CAP ne se rapporte pas à cette notification. Choisissez celle à laquelle il se rapporte.',
  'refused.cap_status':
    'Son statut n’est pas celui de la notification : un exercice ne répond qu’à un exercice. Redemandez-le avec le bon statut.',
  'refused.cap_time':
    'Il a été envoyé avant la notification, ou dans le futur. Redemandez-le, et si l’horloge de l’expéditeur est juste.',
  'refused.cap_replayed': 'Ce message CAP a déjà été reçu : il compte une fois.',
  'refused.departs_from_notified':
    'L’ordre s’écarte de ce qui a été notifié aux parties. Notifiez le changement et laissez courir son préavis, ou qu’un coordinateur passe outre, avec une raison.',
  'refused.waits_for_others':
    'Selon les termes, ce mouvement attend que d’autres aient bougé. Donnez l’ordre une fois cela attesté, ou qu’un coordinateur lève la condition avec une raison.',
  'departure.terms': 'termes en vigueur',
  'refused.order_id_taken': 'Un autre ordre porte cet identifiant. Donnez à celui-ci le sien.',
  'refused.order_recalled': 'L’ordre a été rappelé : donnez au nouveau son propre identifiant.',
  'refused.pause_not_running': 'La pause est arrêtée ou finie : plus rien ne commence.',
  'refused.nothing_departs': 'L’ordre est dans ce qui a été notifié : donnez-le tel quel.',
  'refused.not_a_person': 'C’est une personne qui en décide, chacune pour soi. Connectez-vous en votre nom.',
  'refused.second_person_needed': 'Il faut une autre personne que la première. Demandez-lui de le faire.',
  'refused.address_of_a_person':
    'On dirait une adresse électronique. Écrivez une fonction, un indicatif ou un numéro de service.',
  'refused.number_of_a_person':
    'On dirait un numéro de téléphone. Les numéros de service sont dans les contacts ; écrivez la fonction ou l’indicatif.',
  'refused.contact_of_what': 'Un contact de point de contrôle nomme ce point ; celui d’une partie, la partie.',
  'refused.one_primary_channel': 'Un seul canal est utilisé en premier. Marquez-en un.',
  'refused.contact_unknown': 'Ce contact n’existe pas : fixez-le d’abord.',
  'refused.channel_unknown': 'Le contact n’a pas ce canal : fixez-le d’abord.',
  'refused.not_an_entry': 'Il s’agit d’entrées du registre, par leurs identifiants.',
  'refused.shift_of_what': 'Une relève se fait au sein du bureau, et l’on reprend une seule note à la fois.',
  'refused.shift_taken_over': 'Quelqu’un a déjà repris cette note : il y est dit qui.',
  'refused.language_missing': 'Il doit exister aussi dans d’autres langues : ajoutez le texte.',
  'refused.message_expired': 'Il a expiré, ou expirerait avant l’envoi : donnez une heure plus tardive.',
  'refused.message_settled': 'Il a été approuvé ou retiré : rédigez-en un autre sous son identifiant.',
  'refused.message_unknown': 'Ce message n’existe pas. Rechargez la page.',
  'refused.message_cancelled': 'Le message a été retiré : rédigez-en un autre.',
  'refused.not_approved':
    'Le message n’est pas approuvé par quelqu’un qui peut encore l’approuver. Faites-le d’abord approuver.',
  'refused.call_without_seats': 'Un appel à des places nomme lieux, heures et places ; une information n’en nomme pas.',
  'refused.no_plan_agreed':
    'Aucun plan n’est convenu : il n’y a pas encore de places auxquelles appeler. Convenez d’abord d’un plan.',
  'refused.plan_changed': 'Le plan a changé depuis la rédaction : rédigez un autre message.',
  'refused.seats_differ':
    'Un autre message appelle là à une heure qui chevauche celle-ci, ou pour un autre nombre de places. Retirez-le d’abord, ou appelez pour le même.',
  'refused.more_seats_than_planned': 'On appellerait à plus de places que prévu. Appelez à moins de places.',
  'refused.too_early':
    'Trop tôt : des mouvements peuvent encore avoir lieu, ou le délai n’est pas écoulé. Attendez jusque-là.',
  'refused.not_all_clear':
    'La pause n’est pas close, ou on ne sait pas si un véhicule est sorti. D’abord, clôturez-la et établissez où est chaque véhicule.',
  'refused.key_unusable':
    'Ce n’est pas une clé de vérification : un nom, huit chiffres hexadécimaux et une clé, séparés par +. Copiez-la en entier.',
  'refused.key_unknown': 'Cette clé n’est pas enregistrée dans cette pause : enregistrez-la d’abord.',
  'refused.key_not_named':
    'L’entrée est signée par d’autres clés que celles que deux personnes ont nommées en signant ici. Signez-la de nouveau, avec celles-ci.',
  'refused.another_window': 'L’entrée porte sur une autre fenêtre, ou sur un autre délai. Signez-la de nouveau.',
  'refused.opens_other':
    'L’entrée ouvre autre chose que ce qui est montré maintenant. Regardez de nouveau, puis signez.',
  'refused.signed_before_stop':
    'L’entrée a été signée avant l’arrêt de la publication, ou dans le même battement. Signez-la de nouveau.',
  'refused.key_file_unusable':
    'Ce fichier n’est pas une clé avec laquelle signer. Choisissez le fichier enregistré quand la clé a été faite.',
  'refused.half_unusable':
    'Ce que l’autre personne a signé ne tient pas, ou dit autre chose que ce qui est à signer. Rien n’a été signé. Parlez-lui par un autre canal avant de continuer.',
  'refused.unknown_key':
    'Une des deux clés n’est pas encore dans le registre : elle compte dès le battement qui suit son enregistrement. Remettez alors la signature de nouveau.',
  'refused.entry_unusable': 'Ce n’est pas une entrée qui ouvre ce registre au public. Signez ce que montre cette page.',
}
