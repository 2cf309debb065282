import type { refusalsTold as english } from './refusals-told.en.ts'

export const refusalsTold: Readonly<Record<keyof typeof english, string>> = {
  'refused.nobody_to_tell': 'Les termes ne nomment aucune partie à notifier : nommez-en.',
  'refused.movement_twice': 'Un mouvement figure deux fois : donnez à chacun son identifiant.',
  'refused.band_backwards': 'Une plage horaire finit avant de commencer.',
  'refused.nothing_moves': 'Il n’y a ni véhicules ni personnes à pied.',
  'refused.kind_twice': 'Un type de véhicule est nommé deux fois.',
  'refused.outside_windows': 'Un mouvement n’est pas dans une fenêtre des termes en vigueur.',
  'refused.corridor_not_for_this': 'Les termes en vigueur n’ont pas ce couloir pour cet usage.',
  'refused.segment_unknown': 'Le couloir n’a pas ce tronçon.',
  'refused.lead_time_short':
    'Un mouvement commence trop tôt après la notification. Commencez-le plus tard, ou donnez le motif et la raison.',
  'refused.emergency_lead_longer': 'Le préavis d’urgence est plus long que le préavis habituel.',
  'refused.nothing_changed': 'C’est ce qui a déjà été dit aux parties.',
  'refused.ended_not_taken_back':
    'La pause est interrompue ou finie : on ne demande plus l’accusé de réception de ses mouvements. Retirez la notification et demandez l’accusé de réception du retrait.',
  'refused.form_of_what':
    'Une forme remise est celle d’une notification à cette partie, avec le SHA-256 de ses octets.',
  'refused.notification_unknown': 'Cette notification n’existe pas, ou pas pour cette partie.',
  'refused.notification_cancelled': 'Elle a été retirée : notifiez à nouveau.',
  'refused.too_long': 'C’est trop pour une notification : divisez-la.',
  'refused.of_another_party': 'Un agent de liaison ne répond que pour sa partie.',
  'refused.not_by_its_page': 'Par sa page, une partie confirme elle-même : dites par quel canal vous l’avez.',
  'refused.not_then': 'C’est avant l’envoi, ou dans le futur.',
  'refused.no_further_contact': 'Personne d’autre n’est prévu pour cette partie : fixez un contact.',
  'refused.cap_message_missing': 'Un accusé par CAP est le message CAP lui-même, et lui seul.',
  'refused.cap_unusable': 'Le message CAP est inutilisable.',
  'refused.cap_sender_unknown': 'Aucun contact de cette partie n’envoie de CAP ainsi.',
  'refused.cap_about_something_else': 'Le message CAP ne se rapporte pas à cette notification.',
  'refused.cap_status': 'Son statut n’est pas celui de la notification : un exercice ne répond qu’à un exercice.',
  'refused.cap_time': 'Il a été envoyé avant la notification, ou dans le futur.',
  'refused.cap_replayed': 'Ce message CAP a déjà été pris.',
  'refused.departs_from_notified':
    'L’ordre s’écarte de ce qui a été notifié. Notifiez le changement et laissez courir le préavis, ou qu’un coordinateur l’admette avec une raison.',
  'refused.waits_for_others':
    'Selon les termes, ce mouvement attend que d’autres aient bougé. Donnez l’ordre une fois cela attesté, ou qu’un coordinateur lève la condition avec une raison.',
  'departure.terms': 'termes en vigueur',
  'refused.order_id_taken': 'Un autre ordre porte cet identifiant.',
  'refused.order_recalled': 'L’ordre a été rappelé : un nouveau a son propre identifiant.',
  'refused.pause_not_running': 'La pause est arrêtée ou finie : plus rien ne commence.',
  'refused.nothing_departs': 'L’ordre est dans ce qui a été notifié : donnez-le tel quel.',
  'refused.not_a_person': 'Une personne en décide, chacun pour soi.',
  'refused.second_person_needed': 'Il faut une autre personne que la première.',
  'refused.address_of_a_person':
    'On dirait une adresse électronique. Écrivez une fonction, un indicatif ou un numéro de service.',
  'refused.number_of_a_person':
    'On dirait un numéro de téléphone. Les numéros de service sont dans les contacts ; écrivez la fonction ou l’indicatif.',
  'refused.contact_of_what': 'Un contact de point de contrôle nomme ce point, celui d’une partie la partie.',
  'refused.one_primary_channel': 'Un seul canal est utilisé en premier.',
  'refused.contact_unknown': 'Ce contact n’existe pas : fixez-le d’abord.',
  'refused.channel_unknown': 'Le contact n’a pas ce canal : fixez-le d’abord.',
  'refused.not_an_entry': 'Il s’agit d’entrées du registre, par leurs identifiants.',
  'refused.language_missing': 'Il doit être aussi dans d’autres langues : ajoutez les mots.',
  'refused.message_expired': 'Il a expiré, ou expirerait avant l’envoi : donnez une heure plus tardive.',
  'refused.message_settled': 'Il a été approuvé ou retiré : rédigez-en un autre sous son identifiant.',
  'refused.message_unknown': 'Ce message n’existe pas.',
  'refused.message_cancelled': 'Le message a été retiré : rédigez-en un autre.',
  'refused.not_approved': 'Le message n’est pas encore approuvé.',
  'refused.call_without_seats': 'Un appel de places nomme lieux, heures et places ; un renseignement n’en nomme pas.',
  'refused.no_plan_agreed': 'Aucun plan n’est convenu : il n’y a pas encore de places à appeler.',
  'refused.plan_changed': 'Le plan a changé depuis : rédigez-en un autre.',
  'refused.seats_differ': 'Un autre message appelle là à une heure qui chevauche, ou un autre nombre de places.',
  'refused.more_seats_than_planned': 'On appellerait plus de places que prévu.',
  'refused.too_early': 'Trop tôt : des mouvements peuvent continuer, ou le délai n’est pas passé.',
  'refused.not_all_clear': 'La pause n’est pas close, ou la sortie d’un véhicule n’est pas établie.',
  'refused.key_unusable':
    'Ce n’est pas une clé de vérification : un nom, huit chiffres hexadécimaux et une clé, séparés par +.',
  'refused.key_unknown': 'Cette clé n’est pas enregistrée dans cette pause : enregistrez-la d’abord.',
  'refused.key_not_named':
    'L’entrée est signée par d’autres clés que celles que deux personnes ont nommées en signant ici.',
  'refused.another_window': 'L’entrée porte sur une autre fenêtre, ou sur un autre délai. Signez-la de nouveau.',
  'refused.opens_other':
    'L’inscription ouvre autre chose que ce qui est montré maintenant. Regardez de nouveau, puis signez.',
  'refused.signed_before_stop':
    'L’entrée a été signée avant l’arrêt de la publication, ou dans le même battement. Signez-la de nouveau.',
  'refused.key_file_unusable':
    'Ce fichier n’est pas une clé avec laquelle signer. Choisissez le fichier enregistré quand la clé a été faite.',
  'refused.half_unusable':
    'Ce que l’autre personne a signé ne tient pas, ou dit autre chose que ce qui est à signer. Rien n’a été signé. Parlez-lui par un autre canal avant de continuer.',
  'refused.unknown_key':
    'Une des deux clés n’est pas encore dans le registre : elle compte dès le battement qui suit son enregistrement. Remettez alors la signature de nouveau.',
  'refused.entry_unusable': 'Ce n’est pas une entrée qui ouvre un registre au public.',
}
