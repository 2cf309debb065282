// Why something was refused: by the rules of terms, approvals, life, withdrawal and access, by the API, by sign-in.

import type { refusals as english } from './refusals.en.ts'

export const refusals: Readonly<Record<keyof typeof english, string>> = {
  'refused.agreement_missing':
    'Parmi ceux dont l’accord est requis, certains ne sont pas nommés. Nommez-les une fois leur accord donné : ce que seuls certains ont convenu ne peut qu’être annoncé.',
  'refused.already_over': 'C’était expiré avant d’être inscrit et ne compterait pas. Donnez une heure plus tardive.',
  'refused.another_pause': 'Le fichier concerne une autre pause.',
  'refused.approvals_missing':
    'La pause ne reprend qu’avec des approbations en vigueur, et il en manque : voyez le feu vert.',
  'refused.bad_digest': 'L’empreinte du document compte 64 chiffres hexadécimaux. Copiez-les tous.',
  'refused.bad_reference':
    'La conversation se désigne par son entrée, 22 caractères. Copiez-la du journal des conversations.',
  'refused.conditions_not_met':
    'Le couloir ne peut pas ouvrir : des conditions ne sont pas remplies ou sont inconnues. Voyez le retrait.',
  'refused.coordinator_there': 'Cette pause a déjà une coordination. Demandez-lui une invitation.',
  'refused.device_known': 'Un appareil porte déjà ce jeton : tirez-en un autre.',
  'refused.device_unknown': 'Cet appareil n’est pas inscrit dans cette pause. Rechargez la page.',
  'refused.evidence_missing':
    'Pour un écrit, dites sur quoi il repose : en mots, par une empreinte ou par une conversation.',
  'refused.exercise_changed': 'Un exercice ne devient pas une pause, ni une pause un exercice. Commencez-en une autre.',
  'refused.five_things_missing':
    'Un accord dit les horaires avec leur fuseau, les lieux, les itinéraires, qui peut se déplacer et si l’aide entre. Cette version ne dit pas tout cela. Rédigez-en une qui le dise.',
  'refused.given_before_abort':
    'Toutes les approbations sont caduques depuis l’interruption : celle-ci doit être donnée de nouveau.',
  'refused.given_before_withdrawal': 'La partie a retiré son approbation depuis : elle doit être donnée de nouveau.',
  'refused.given_in_future': 'Une approbation à venir n’en est pas encore une. Inscrivez-la quand elle sera donnée.',
  'refused.go_not_decided':
    'La personne qui décide n’a pas donné le feu vert selon ces termes. Demandez-lui d’abord sa décision.',
  'refused.has_conditions':
    'Avec des conditions, c’est une approbation de principe, non sans condition. Inscrivez-la comme approbation de principe.',
  'refused.key_known': 'Un appareil avec cette clé est ou a été inscrit. Que l’appareil en crée une nouvelle.',
  'refused.key_malformed': 'Ce n’est pas la clé publique d’un appareil. Inscrivez l’appareil de nouveau.',
  'refused.last_coordinator': 'Une pause n’est jamais sans coordination. Donnez d’abord le rôle à quelqu’un d’autre.',
  'refused.lead_time_runs':
    'Le délai de préparation depuis la dernière approbation court encore, jusqu’au {when}. Commencez après.',
  'refused.liaison_alone':
    'Qui est agent de liaison d’une partie n’a pas d’autre rôle dans la pause. Retirez d’abord les autres.',
  'refused.liaison_of_another': 'Cette personne est agent de liaison d’une autre partie. Retirez d’abord ce rôle.',
  'refused.link_known': 'Un lien porte déjà cet identifiant : tirez-en un autre.',
  'refused.link_unknown': 'Ce lien n’existe pas dans cette pause. Rechargez la page.',
  'refused.name_too_long': 'Un nom compte ici 64 lettres au plus. Abrégez-le.',
  'refused.no_approval':
    'Cette partie n’a donné sur cet élément aucune approbation qui puisse être retirée. Voyez les approbations actuelles.',
  'refused.no_owner': 'Personne n’est désigné pour décider. Désignez d’abord quelqu’un.',
  'refused.no_terms': 'Ces termes n’existent pas encore. Rédigez-les d’abord.',
  'refused.no_terms_in_force': 'Aucuns termes n’ont encore été annoncés ni convenus. Cela vient d’abord.',
  'refused.nobody_to_agree':
    'Le fichier de pause ne nomme aucune partie au conflit. Dites dans le projet de qui l’accord est requis.',
  'refused.not_notified':
    'Certains de ceux qui doivent l’être ne sont pas prévenus de ce qui va bouger. Notifiez-les d’abord.',
  'refused.not_open': 'Le couloir n’a pas été ouvert pour cet usage. Voyez son état actuel, dans le retrait.',
  'refused.not_the_owner': 'La décision revient à la personne désignée, et non à vous. Adressez-vous à elle.',
  'refused.nothing_to_close': 'Aucuns termes n’ont été annoncés ni convenus. Interrompez plutôt la pause.',
  'refused.older_than_known':
    'La partie s’est exprimée plus récemment sur cet élément, et c’est cela qui vaut. Voyez-le d’abord.',
  'refused.other_party':
    'Un agent de liaison ne parle que pour sa propre partie. Laissez à la coordination ce que disent les autres.',
  'refused.party_missing': 'Un agent de liaison est d’une partie : nommez-la.',
  'refused.party_not_of_pause':
    'Aucune version des termes qui compte ne nomme cette partie. Nommez-la d’abord dans les termes.',
  'refused.party_of_liaisons': 'Seul un agent de liaison est d’une partie. Retirez la partie, ou donnez ce rôle.',
  'refused.pause_file_problems': 'Le fichier de pause ne peut pas servir. Corrigez ce qui suit, puis renvoyez-le.',
  'refused.pause_over': 'Cette pause est close : il n’y a plus rien à y décider ni à y approuver.',
  'refused.person_unknown': 'Personne avec ce jeton n’a de rôle dans cette pause. Rechargez la page.',
  'refused.plan_not_of_this':
    'Un autre plan a été convenu depuis que celui-ci a été établi. Regardez-le, puis établissez-en un nouveau.',
  'refused.plan_of_other_terms':
    'Le plan a été établi sur un autre fichier que cette version. Planifiez cette version.',
  'refused.plan_unreadable': 'Ce n’est pas un plan lisible. Choisissez un fichier écrit par le planificateur.',
  'refused.publishing_stopped':
    'La publication et les notifications sont arrêtées : deux personnes doivent d’abord les faire reprendre.',
  'refused.secret_malformed': 'Ce n’est pas l’empreinte du secret d’un lien. Rechargez la page.',
  'refused.something_missing': 'Il manque quelque chose pour cela : voyez le feu vert.',
  'refused.terms_too_large': 'Le fichier dit plus qu’une entrée ne contient. Abrégez noms, notes ou termes.',
  'refused.text_has_coordinates':
    'Ce qui est annoncé est public définitivement. Nommez les zones en mots, non par coordonnées.',
  'refused.unknown_condition': 'Les termes n’ont pas cette condition de réciprocité. Rechargez la page.',
  'refused.unknown_corridor': 'Les termes n’ont pas ce couloir. Rechargez la page.',
  'refused.unknown_element': 'Ces termes n’ont pas cet élément. Rechargez la page.',
  'refused.unknown_kind': 'Cela ne se rapporte pas à ce couloir. Rechargez la page.',
  'refused.unknown_name':
    'Certains noms donnés ne sont pas dans le fichier de pause. Écrivez-les tels qu’ils y figurent.',
  'refused.unknown_party': 'Ces termes n’ont pas cette partie. Rechargez la page.',
  'refused.unknown_segment': 'Ce couloir n’a pas ce tronçon. Rechargez la page.',
  'refused.unknown_version': 'Cette version des termes n’existe pas. Rechargez la page.',
  'refused.until_missing': 'Dites jusqu’à quand cela vaut : rien ne vaut pour toujours.',
  'refused.until_only_if_met': 'Seul ce qui est rempli a une fin. N’indiquez pas jusqu’à quand.',
  'refused.until_past': 'Un lien prend fin plus tard que maintenant. Donnez une heure plus tardive.',
  'refused.until_too_far':
    'Un lien n’est pas ouvert si longtemps. Donnez une heure plus proche, puis émettez-en un nouveau.',
  'refused.verified_by_party':
    'Ce qu’une partie dit d’elle-même est un rapport. Inscrivez-le comme tel ; d’autres le vérifient.',
  'refused.window_open': 'La dernière fenêtre se ferme le {when}. Avant, on suspend ou on interrompt la pause.',
  'refused.wrong_phase':
    'Dans l’état où se trouve la pause, cela n’est pas possible. Rechargez la page pour voir son état.',
  'refused.command_unknown': 'Le serveur qui dirige ne connaît pas cette commande. Rechargez la page.',
  'refused.malformed': 'Le serveur qui dirige ne peut pas lire cela. Rechargez la page.',
  'refused.not_sent': 'Rien n’a été envoyé, à cause de ceci :',
  'refused.not_reached': 'Le serveur n’a pas été joint. Réessayez dans un instant.',
  'refused.sign_in_refused':
    'Cela ne vous a pas connecté. Réessayez ; si cela persiste, demandez une invitation à la coordination de votre pause.',
  'refused.device_refused':
    'L’appareil n’est pas inscrit dans cette pause, a été révoqué, ou a déjà envoyé cela. Demandez un nouveau code.',
  'refused.device_revoked': 'Cet appareil a été révoqué : il ne peut plus rien signaler. Demandez un nouveau code.',
  'refused.clock_off': 'L’horloge de l’appareil n’est pas à l’heure. Réglez-la, puis renvoyez.',
  'refused.code_refused':
    'Ce code n’ouvre rien : il est mal saisi, déjà utilisé ou expiré. Demandez-en un nouveau à qui vous l’a donné.',
  'refused.link_refused':
    'Ce lien n’ouvre rien. Ouvrez le lien entier tel qu’envoyé, ou demandez-en un nouveau à la coordination.',
  'refused.session_unknown': 'Cette session n’est pas l’une des vôtres. Rechargez la page.',
  'refused.passkey_unknown': 'Cette clé d’accès n’est pas l’une des vôtres. Rechargez la page.',
  'refused.open_id_off': 'Pas de connexion par une organisation ici. Utilisez une clé d’accès.',
  'refused.last_passkey':
    'C’est votre seule clé d’accès : sans elle, vous ne pourriez plus vous connecter. Ajoutez-en d’abord une autre.',
  'refused.link_over': 'Ce lien a pris fin. Demandez-en un nouveau.',
  'refused.open_id_away':
    'La connexion de votre organisation ne répond pas. Réessayez dans une minute, ou utilisez une clé d’accès.',
  'refused.not_found': 'Il n’y a rien ici. Rechargez la page.',
  'refused.pause_unknown':
    'Cette pause n’existe pas, ou vous n’y avez pas de rôle. Demandez une invitation à sa coordination.',
  'refused.party_unknown': 'Cette pause n’a pas cette partie. Rechargez la page.',
  'refused.language_unknown': 'Il n’y a pas cette langue ici. Choisissez l’une des langues proposées.',
  'refused.frontier_not_there': 'Ce n’est pas encore calculé. Lancez d’abord le calcul, à la page « Que demander ».',
  'refused.not_rehearsal': 'Ce serveur n’est pas une répétition : utilisez l’invitation avec une clé d’accès.',
  'refused.clock_back': 'L’horloge d’un exercice ne recule pas. Donnez une heure plus tardive.',
  'refused.no_exercise': 'Seul un exercice a une horloge qui se règle. Une pause suit l’heure réelle.',
  'refused.command_not_known': 'Aucune commande de ce type n’a été reçue de vous. Envoyez-la.',
  'refused.method_not_allowed': 'Rien ne peut être modifié ici. Rechargez la page.',
  'refused.host_refused': 'Ce serveur ne répond pas à cette adresse. Utilisez celle qui vous a été donnée.',
  'refused.not_signed_in':
    'Vous n’êtes pas connecté. Connectez-vous, puis renvoyez : ce que vous avez saisi est conservé.',
  'refused.not_allowed': 'Ce n’est pas de votre rôle. Demandez à la coordination de la pause.',
  'refused.from_elsewhere':
    'Cela ne peut être demandé que depuis les pages de ce serveur. Ouvrez sa page et faites-le là.',
  'refused.id_missing': 'Ce qui a été envoyé n’a pas d’identifiant. Rechargez la page.',
  'refused.not_json': 'Ce qui a été envoyé est illisible. Rechargez la page.',
  'refused.input_invalid': 'Corrigez ce qui suit, puis renvoyez.',
  'refused.media_type_unsupported': 'Ce qui a été envoyé n’est pas du type attendu. Rechargez la page.',
  'refused.too_costly':
    'La lecture du document prend trop de temps ou de mémoire. Envoyez-le plus petit : moins de lieux, de groupes ou d’articles, ou en JSON strict.',
  'refused.too_large': 'C’est trop volumineux. Envoyez moins à la fois.',
  'refused.too_many_requests': 'Trop de demandes en peu de temps. Attendez une minute, puis réessayez.',
  'refused.client_id_taken': 'Le même identifiant est déjà venu avec autre chose. Rechargez la page, puis envoyez.',
  'refused.changed_since':
    'Cela a changé depuis que vous avez regardé. Voyez l’état actuel, puis renvoyez si cela tient toujours.',
  'refused.database_away':
    'La base de données ne répond pas. Réessayez : ce qui est déjà reçu n’est pas fait deux fois.',
  'refused.disk_full': 'Le disque de la base est plein et rien n’a été reçu. Libérez de la place, puis renvoyez.',
  'refused.fault':
    'Une erreur de notre part : cela n’a pas été fait. Réessayez ; si cela persiste, prévenez qui exploite le serveur.',
  'refused.attachment_differs': 'Les octets reçus ne sont pas ceux annoncés. Envoyez-le à nouveau.',
  'refused.no_plan_in_force': 'Aucun plan n’est encore convenu. Convenez-en d’abord.',
  'refused.plan_mark_unknown':
    'Parmi les plans convenus ici, aucun, ou plus d’un, ne porte cette marque. Vérifiez le numéro de la feuille.',
  'refused.not_covered':
    'C’est enregistré, mais aucun point de contrôle du journal ne le couvre encore. Redemandez dans un moment.',
  'refused.not_yet_done': 'C’est reçu, et pas encore fait. Redemandez à l’identique.',
  'refused.only_devices': 'Seul un appareil inscrit le demande. Sur une page, rapportez par le formulaire.',
  'refused.not_under_way': 'La pause n’est pas en cours : il n’y a rien à replanifier.',
  'refused.positions_full': 'Trop de positions attendent d’être écrites. Renvoyez-les dans un moment.',
  'refused.proposal_not_there': 'Cette proposition n’existe pas, ou une autre l’a remplacée. Regardez à nouveau.',
  'refused.tracker_refused': 'Ce que la balise a envoyé est inutilisable. Vérifiez ses réglages.',
  'refused.tracker_unknown': 'Aucune balise de ce nom n’est rattachée à un véhicule. Rattachez-la d’abord.',
  'refused.planning_anew':
    'Un nouveau plan est en cours. Voyez ce qu’il propose, puis déplacez à nouveau le départ s’il y a lieu.',
  'refused.trip_unknown': 'Le plan en vigueur n’a pas ce trajet : un autre a pu être convenu. Regardez à nouveau.',
  'refused.not_moved': 'Il n’a pas été déplacé : déplacez-le d’une minute au moins.',
  'refused.trip_promised':
    'Il est en route, terminé ou promis : les ordres qui commencent dans moins de 20 min ne changent plus. Choisissez un autre départ.',
  'refused.departs_too_soon':
    'Il partirait trop tôt : un équipage a besoin de 20 min entre son nouvel ordre et son départ. Déplacez-le plus tard.',
  'refused.outside_notified':
    'C’est hors de ce qui a été notifié aux parties : déplacez-le dans ces limites, ou notifiez d’abord le changement et laissez courir son préavis.',
}
