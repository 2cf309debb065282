import type { Catalogue, Terms } from './catalogue.ts'

export const fr: Catalogue = {
  // The file
  file_too_large: {
    text: 'Le fichier dépasse {limit} Mo.',
    remedy: 'Scindez-le, ou placez polygones et réseaux dans des fichiers à part.',
  },
  not_utf8: {
    text: 'Le fichier n’est pas du texte UTF-8 (trouvé : {found}).',
    remedy: 'Enregistrez-le en texte UTF-8.',
  },
  control_character: {
    text: 'Ce caractère n’a pas sa place dans un fichier texte ({found}).',
    remedy: 'Supprimez-le ; le fichier est peut-être binaire ou endommagé.',
  },
  too_deep: {
    text: 'Le fichier compte plus de {limit} niveaux d’imbrication.',
    remedy: 'Cherchez des crochets jamais refermés ; un fichier de pause a besoin de moins de dix niveaux.',
  },
  file_empty: { text: 'Le fichier est vide.', remedy: 'Partez de examples/minimal/pause.yaml.' },
  several_documents: { text: 'Un second document commence ici (---).', remedy: 'Gardez une seule pause par fichier.' },
  not_yaml: {
    text: 'Lecture impossible en YAML ou en JSON : {reason}',
    remedy:
      'Corrigez la ligne ; cherchez un guillemet, un crochet ou un deux-points manquant sur cette ligne ou juste au-dessus.',
  },
  duplicate_key: {
    text: 'Cette clé figure deux fois au même endroit.',
    remedy: 'N’en gardez qu’une ; la seconde remplacerait la première sans que cela se voie.',
  },
  tab_as_indent: { text: 'Une tabulation sert de retrait.', remedy: 'Indentez avec des espaces.' },
  tag_unknown: {
    text: 'Les étiquettes (!…) ne s’emploient pas dans les fichiers de pause.',
    remedy: 'Supprimez l’étiquette.',
  },
  aliases_explode: {
    text: 'Les alias (*…) produisent plus de {limit} valeurs.',
    remedy: 'Écrivez les valeurs en toutes lettres, ou réduisez le nombre d’alias.',
  },
  key_not_text: { text: 'Cette clé n’est pas du texte.', remedy: 'Utilisez un simple mot comme clé.' },
  file_outside_folder: {
    text: '« {file} » n’est pas un fichier du dossier où se trouve le fichier de pause.',
    remedy: 'Copiez-le à côté du fichier de pause et n’indiquez que son nom.',
  },
  file_missing: {
    text: 'Le fichier « {file} » est introuvable.',
    remedy: 'Placez-le à côté du fichier de pause, ou corrigez le nom.',
  },
  file_unreadable: {
    text: 'Le fichier « {file} » n’est lisible ni en JSON ni en YAML.',
    remedy: 'Corrigez-le, ou exportez-le à nouveau.',
  },
  // Shape
  expected_map: {
    text: 'Des champs sont attendus ici ({keys}).',
    remedy: 'Écrivez des lignes « clé: valeur », ou {…}.',
  },
  expected_list: {
    text: 'Une liste est attendue ici.',
    remedy: 'Écrivez des lignes qui commencent par « - », ou […].',
  },
  expected_pair: { text: 'Deux valeurs sont attendues ici.', remedy: 'Écrivez [première, seconde].' },
  list_too_long: {
    text: 'La liste compte {found} entrées ; {limit} au plus sont lues.',
    remedy: 'Scindez la pause, ou regroupez des entrées.',
  },
  list_too_short: {
    text: 'La liste compte {found} entrée(s) ; il en faut au moins {limit}.',
    remedy: 'Ajoutez ce qui manque.',
  },
  key_missing: { text: '« {key} » manque ici.', remedy: 'Ajoutez « {key}: … ».' },
  key_unknown: {
    text: '« {key} » n’est pas une clé reconnue ici.',
    remedy: 'Utilisez l’une de celles-ci : {known} ; ou supprimez-la.',
  },
  key_misspelt: { text: '« {key} » n’est pas une clé reconnue ici.', remedy: 'Vouliez-vous écrire « {near} » ?' },
  // Words and numbers
  expected_text: {
    text: 'Du texte est attendu ici, et non {found}.',
    remedy: 'Écrivez des mots, au besoin entre guillemets.',
  },
  text_empty: { text: 'Le texte est vide.', remedy: 'Écrivez quelque chose, ou supprimez la clé.' },
  text_too_long: {
    text: 'Le texte dépasse {limit} lettres.',
    remedy: 'Raccourcissez-le ; une remarque plus longue va dans « note ».',
  },
  local_text_empty: {
    text: 'Aucune langue n’est donnée.',
    remedy: 'Écrivez { fr: … }, avec en, ar ou ru si vous les avez.',
  },
  expected_boolean: { text: 'true ou false est attendu ici, et non {found}.', remedy: 'Écrivez true ou false.' },
  word_unknown: { text: '« {found} » n’est pas un mot reconnu ici.', remedy: 'Utilisez l’un de ceux-ci : {known}.' },
  word_misspelt: {
    text: '« {found} » n’est pas un mot reconnu ici.',
    remedy: 'Vouliez-vous écrire « {near} » ? Mots reconnus : {known}.',
  },
  expected_number: {
    text: 'Un nombre est attendu ici, et non {found}.',
    remedy: 'Écrivez un nombre sans guillemets ni unité.',
  },
  number_negative: { text: '{found} est négatif.', remedy: 'Utilisez 0 ou plus.' },
  number_too_small: { text: '{found} est trop petit.', remedy: 'Utilisez {limit} ou plus.' },
  number_not_whole: {
    text: '{found} n’est pas un nombre entier.',
    remedy: 'Utilisez un nombre entier : ni les personnes ni les véhicules ne se divisent.',
  },
  number_too_large: { text: '{found} ne peut pas être exact.', remedy: 'Utilisez {limit} au plus.' },
  expected_quantity: {
    text: 'Un chiffre avec son unité est attendu ici, par exemple {example}, et non « {found} ».',
    remedy: 'Écrivez le nombre suivi de l’une de ces unités : {units}.',
  },
  unit_missing: {
    text: '« {found} » n’a pas d’unité.',
    remedy: 'Ajoutez l’une de celles-ci : {units} ; par exemple {example}.',
  },
  unit_of_other_kind: {
    text: '« {unit} » est une unité d’une autre nature ({means}) ; attendu ici : {dimension}.',
    remedy: 'Utilisez l’une de celles-ci : {units} ; par exemple {example}.',
  },
  unit_unknown: {
    text: '« {unit} » n’est pas une unité reconnue ici.',
    remedy: 'Vouliez-vous écrire « {near} » ? Unités reconnues : {units}.',
  },
  quantity_negative: { text: '« {found} » est négatif.', remedy: 'Utilisez 0 ou plus.' },
  quantity_too_large: {
    text: '« {found} » est trop grand.',
    remedy: 'Cherchez une erreur de frappe dans le nombre ou l’unité.',
  },
  not_positive: {
    text: 'Cette valeur doit être supérieure à zéro.',
    remedy: 'Écrivez la durée ou la vitesse réelle.',
  },
  expected_rate: {
    text: 'Un débit est attendu ici, et non « {found} ».',
    remedy: 'Écrivez par exemple « 60 per 15 min », ou les champs en entier.',
  },
  figure_without_best: {
    text: 'Le chiffre n’a pas de « best ».',
    remedy: 'Ajoutez « best: … » : c’est la valeur que le plan utilise.',
  },
  figure_out_of_order: {
    text: 'low ({low}), best ({best}) et high ({high}) ne sont pas dans l’ordre.',
    remedy: 'Il faut low ≤ best ≤ high.',
  },
  speed_without_length: {
    text: 'Une vitesse est donnée, mais le couloir n’a pas de longueur.',
    remedy: 'Ajoutez « length: … km », ou donnez la durée.',
  },
  rows_out_of_order: {
    text: 'Les lignes ne sont pas dans l’ordre de « from ».',
    remedy: 'Triez-les ; chaque heure une seule fois.',
  },
  // Time
  time_zone_misspelt: {
    text: '« {found} » n’est pas un fuseau horaire.',
    remedy: 'Vouliez-vous écrire « {near} » ?',
  },
  time_zone_far: {
    text: '« {zone} » est l’heure d’un lieu à {kilometres} km d’ici, et ce n’est pas celle des horloges voisines.',
    remedy:
      'Si les heures de ce fichier sont celles du lieu, nommez le fuseau qui y est en usage ; dans le voisinage : {near}.',
  },
  time_zone_unknown: {
    text: '« {found} » n’est pas un fuseau horaire.',
    remedy: 'Utilisez un nom tel que Asia/Damascus.',
  },
  expected_time: {
    text: '« {found} » n’est pas une date et heure telle que 2016-11-04T08:00.',
    remedy: 'Écrivez année-mois-jourTheure:minute ; ajoutez +02:00 pour préciser le décalage.',
  },
  time_does_not_exist: {
    text: '{found} n’existe pas dans {zone} : le changement d’heure saute ce moment.',
    remedy: 'Précisez le décalage, comme dans {found}+02:00.',
  },
  time_exists_twice: {
    text: '{found} existe deux fois dans {zone} : le changement d’heure répète ce moment.',
    remedy: 'Écrivez lequel est voulu : {first} ou {second}.',
  },
  expected_time_of_day: {
    text: '« {found} » n’est pas une heure telle que 08:00.',
    remedy: 'Écrivez deux chiffres, un deux-points, deux chiffres.',
  },
  // Ids and places on the map
  expected_id: {
    text: '« {found} » n’est pas un identifiant.',
    remedy:
      'Utilisez des minuscules sans accent, des chiffres, « _ », « . » et « - », en commençant par une lettre ou un chiffre.',
  },
  expected_position: { text: 'Une position est attendue ici.', remedy: 'Écrivez [longitude, latitude], en degrés.' },
  position_swapped: {
    text: 'La latitude dépasse 90° : les deux valeurs semblent inversées.',
    remedy: 'Vouliez-vous écrire [{longitude}, {latitude}] ? La longitude vient en premier.',
  },
  position_off_earth: {
    text: '[{longitude}, {latitude}] ne se trouve nulle part sur terre.',
    remedy: 'Écrivez [longitude, latitude] en degrés.',
  },
  expected_area: {
    text: 'Un polygone est attendu ici.',
    remedy: 'Écrivez un Polygon ou MultiPolygon GeoJSON, ou le nom d’un fichier qui en contient un.',
  },
  ring_too_short: {
    text: 'Le contour compte moins de quatre positions.',
    remedy: 'Donnez au moins un triangle, sa première position répétée à la fin.',
  },
  ring_open: { text: 'Le contour n’est pas fermé.', remedy: 'Répétez sa première position à la fin.' },
  ring_crosses_itself: {
    text: 'Le contour se croise lui-même.',
    remedy: 'Mettez ses positions dans l’ordre autour de la zone ; cherchez-en deux qui sont interverties.',
  },
  // Ids and what they name
  id_clash: {
    text: 'L’identifiant « {id} » sert déjà ({kind}) ; première définition à la ligne {line}.',
    remedy: 'Donnez un autre identifiant à l’un des deux.',
  },
  event_named_as_movement: {
    text: 'L’événement « {id} » porte le nom d’un mouvement.',
    remedy: 'Donnez-lui un autre identifiant, pour que l’on sache ce qu’une condition attend.',
  },
  reference_unknown: {
    text: '« {id} » n’est pas défini dans ce fichier ; attendu ici : {kind}.',
    remedy: 'Définissez-le, ou utilisez un identifiant défini.',
  },
  reference_misspelt: {
    text: '« {id} » n’est pas défini dans ce fichier ; attendu ici : {kind}.',
    remedy: 'Vouliez-vous écrire « {near} » ?',
  },
  reference_of_other_kind: {
    text: '« {id} » est défini, mais comme : {is} ; attendu ici : {kind}.',
    remedy: 'Utilisez un identifiant de la nature attendue.',
  },
  // Terms and windows
  window_reversed: {
    text: 'La fenêtre « {id} » se ferme avant de s’ouvrir, ou au même instant.',
    remedy: 'Vérifiez les deux heures ; après minuit, la fermeture porte la date du lendemain.',
  },
  window_too_long: {
    text: 'La fenêtre « {id} » dure plus de {limit} jours.',
    remedy: 'Scindez-la en une fenêtre par jour, ou vérifiez les dates.',
  },
  windows_overlap: {
    text: 'La fenêtre « {id} » s’ouvre avant que la fenêtre « {other} » soit fermée.',
    remedy: 'Réunissez-les, ou terminez l’une avant que l’autre ne commence.',
  },
  windows_out_of_order: {
    text: 'La fenêtre « {id} » s’ouvre plus tôt que « {other} », qui la précède dans la liste.',
    remedy: 'Mettez les fenêtres dans l’ordre de leur ouverture.',
  },
  buffer_too_long: {
    text: 'La marge ({buffer}) n’est pas plus courte que la fenêtre « {id} » ({lasts}) : il ne reste aucun temps pour se déplacer.',
    remedy: 'Réduisez la marge, ou vérifiez la fenêtre.',
  },
  window_without_round: {
    text: 'Dans la fenêtre « {id} », aucun véhicule ne peut entrer et être sorti à temps : l’aller et retour le plus court prend {needed}, la fenêtre laisse {usable}.',
    remedy: 'Demandez une fenêtre de {least} au moins, ou réduisez la marge.',
  },
  not_agreed_by_all: {
    text: 'Le fichier n’indique pas l’accord de : {parties}. D’ici là, il s’agit d’une pause annoncée.',
    remedy: 'Ajoutez-les à « agreed_by » lorsque leur accord est consigné.',
  },
  probability_of_nothing: {
    text: 'Une probabilité exigée de {found} n’exige rien.',
    remedy: 'Écrivez « null » si aucune n’est exigée, ou la probabilité convenue, par exemple 0.99.',
  },
  probability_certain: {
    text: 'Une probabilité de {found} serait une certitude, qu’aucun plan ne peut promettre : un imprévu reste toujours possible.',
    remedy: 'Exigez au plus 0.999999, par exemple 0.99 ; ou « null » si aucune n’est exigée.',
  },
  quantile_certain: {
    text: 'Un quantile de {found} est plus tardif que tout ce qui peut arriver : aucun véhicule ne partirait jamais.',
    remedy: 'Écrivez au plus 0.999999, par exemple 0.99.',
  },
  probability_without_uncertainty: {
    text: 'Une probabilité que tous soient sortis à temps est exigée, mais rien ne dit de combien la journée peut s’écarter du plan.',
    remedy: 'Ajoutez « uncertainty », marquée comme hypothèse au besoin.',
  },
  dark_before_close: {
    text: 'La nuit tombe avant la fermeture de la fenêtre « {id} » : coucher du soleil vers {sunset}, heure locale.',
    remedy: 'Prévoyez éclairage et guides, ou demandez des heures plus matinales.',
  },
  dark_at_opening: {
    text: 'La fenêtre « {id} » s’ouvre de nuit : lever du soleil vers {sunrise}, heure locale.',
    remedy: 'Prévoyez éclairage et guides, ou retardez les premiers mouvements.',
  },
  // Sides of the line
  place_not_inside: {
    text: '« {id} » est indiqué à l’intérieur, mais se trouve hors du polygone de la zone.',
    remedy: 'Corrigez sa position ou le polygone, ou retirez « inside: true ».',
  },
  place_not_outside: {
    text: '« {id} » se trouve dans le polygone de la zone, mais n’est pas indiqué à l’intérieur.',
    remedy: 'Ajoutez « inside: true », ou corrigez sa position ou le polygone.',
  },
  place_swapped: {
    text: '« {id} » n’est pas où il devrait être ; longitude et latitude interverties, il y serait.',
    remedy: 'Vouliez-vous écrire [{longitude}, {latitude}] ? La longitude vient en premier.',
  },
  link_joins_sides: {
    text: 'Ce lien joint « {first} » et « {second} », l’un dans la zone et l’autre en dehors.',
    remedy: 'Seul un couloir mène d’un côté à l’autre : reliez chaque lieu à une entrée de couloir de son propre côté.',
  },
  link_to_itself: { text: 'Ce lien joint « {id} » à lui-même.', remedy: 'Nommez deux lieux, ou supprimez le lien.' },
  link_without_time: {
    text: 'Le lien entre « {first} » et « {second} » n’a ni « time » ni « on_foot ».',
    remedy: 'Indiquez la durée du trajet ; sans elle, personne ne peut l’emprunter.',
  },
  // Corridors
  corridor_end_not_mouth: {
    text: 'Le couloir « {id} » aboutit à « {place} », qui n’est pas une entrée de couloir ({found}).',
    remedy: 'Utilisez un lieu avec « kind: mouth » ; ajoutez-en un à côté au besoin.',
  },
  corridor_both_outside: {
    text: 'Les deux entrées du couloir « {id} » sont hors de la zone.',
    remedy: 'Son entrée intérieure doit se trouver dans la zone (« inside: true »).',
  },
  corridor_both_inside: {
    text: 'Les deux entrées du couloir « {id} » sont dans la zone.',
    remedy: 'Son entrée extérieure doit se trouver hors de la zone.',
  },
  corridor_mouths_exchanged: {
    text: 'Les entrées du couloir « {id} » sont interverties : l’extérieure est à l’intérieur.',
    remedy: 'Intervertissez « outside » et « inside ».',
  },
  gate_without_delay: {
    text: 'Au point de contrôle « {gate} » du couloir « {id} », le contrôle ne prend aucun temps.',
    remedy: 'S’il en prend, écrivez combien : ce chiffre décide plus que tout autre.',
  },
  link_of_no_time: {
    text: 'Le trajet de « {first} » à « {second} » ne prend aucun temps.',
    remedy: 'S’il en prend, écrivez combien.',
  },
  walking_without_time: {
    text: 'On peut parcourir à pied le couloir « {id} », mais « travel » ne donne pas de durée à pied : personne n’y sera prévu.',
    remedy: 'Ajoutez « on_foot » à « travel ».',
  },
  private_cars_without_lane: {
    text: 'Des voitures particulières sortent par le couloir « {id} », mais son point de contrôle « {gate} » n’a pas de voie pour elles.',
    remedy: 'Ajoutez « car_lanes: 1 » ou plus au point de contrôle, ou retirez les voitures particulières.',
  },
  private_cars_against_direction: {
    text: 'Des voitures particulières sortent par le couloir « {id} », qui ne se parcourt que vers l’intérieur.',
    remedy: 'Corrigez « direction », ou retirez les voitures particulières.',
  },
  corridor_opens_too_late: {
    text: 'Personne ne peut utiliser le couloir « {id} » : il s’ouvre trop tard dans chaque fenêtre.',
    remedy: 'Vérifiez « earliest » et les conditions d’ouverture du couloir.',
  },
  corridor_without_capacity: {
    text: 'Personne ne peut utiliser le couloir « {id} » : aucun véhicule n’y entre, à aucune heure.',
    remedy: 'Vérifiez « capacity ».',
  },
  corridor_without_users: {
    text: 'Personne ne peut utiliser le couloir « {id} » : aucun véhicule ne correspond à ses usages ({uses}), et on n’y marche pas.',
    remedy: 'Vérifiez « uses » et ce que transporte chaque flotte.',
  },
  corridor_bars_all: {
    text: 'Personne ne peut utiliser le couloir « {id} » : aucun de ces types de véhicule n’y passe : {kinds}.',
    remedy: 'Vérifiez « direction », « travel », ainsi que les voies et les durées de contrôle.',
  },
  corridor_not_linked: {
    text: 'Personne ne peut utiliser le couloir « {id} » : aucun lien ne mène à son entrée « {place} ».',
    remedy: 'Ajoutez les liens depuis les dépôts et vers les destinations.',
  },
  corridor_out_of_reach: {
    text: 'Personne ne peut utiliser le couloir « {id} » : aucun véhicule de ses usages ({kinds}) ne peut rejoindre son entrée « {place} ».',
    remedy: 'Vérifiez les liens, et les types de véhicule dans leurs durées.',
  },
  // People
  group_not_inside: {
    text: 'Le groupe « {id} » est à « {at} », hors de la zone.',
    remedy: 'Nommez le lieu, à l’intérieur, où se trouvent ces personnes.',
  },
  destination_inside: {
    text: 'Le groupe « {id} » serait conduit à « {to} », à l’intérieur de la zone.',
    remedy: 'Nommez un site d’accueil ou un hôpital à l’extérieur.',
  },
  destination_of_wrong_kind: {
    text: 'Le groupe « {id} » serait conduit à « {to} », qui n’est ni un site d’accueil ni un hôpital ({found}).',
    remedy: 'Nommez un lieu de type « reception » ou « hospital ».',
  },
  ready_counts_differ: {
    text: 'Les nombres de « ready » du groupe « {id} » totalisent {sum} ; son effectif est {best}.',
    remedy: 'Leur total doit être égal à « best ».',
  },
  ready_after_close: {
    text: 'Le groupe « {id} » n’est prêt qu’après la fermeture de la dernière fenêtre.',
    remedy: 'Vérifiez l’heure et la date.',
  },
  armed_groups_priority: {
    text: 'Le groupe « {id} » se déplace en tant que armed_groups avec la priorité « {priority} ».',
    remedy: 'Utilisez « general » ; les blessés se déplacent en « medical », quels qu’ils soient.',
  },
  rank_not_medical: {
    text: 'Le groupe « {id} » a un « rank », mais ne relève pas du mouvement médical ({movement}).',
    remedy: 'Supprimez-le : seuls les cliniciens établissent un ordre, et seulement pour le mouvement médical.',
  },
  companions_not_medical: {
    text: 'Le groupe « {id} » a des accompagnants, mais ne relève pas du mouvement médical ({movement}).',
    remedy: 'Comptez-les dans le groupe ; « group_size » garde les familles ensemble.',
  },
  group_of_nobody: {
    text: 'Le groupe « {id} » ne compte personne.',
    remedy: 'Indiquez l’effectif, ou supprimez le groupe.',
  },
  people_not_asked: {
    text: 'Personne n’a demandé aux {people} personnes de « {id} », à « {at} », si elles souhaitent partir.',
    remedy:
      'Demandez-le-leur, puis indiquez « wish: leave » ou « wish: stay ». D’ici là rien n’est prévu pour elles ; elles restent protégées.',
  },
  moved_without_wish: {
    text: 'Le groupe « {id} » doit être déplacé alors que ces personnes n’ont pas dit qu’elles souhaitent partir.',
    remedy: 'Retirez-les du trajet ; ou, si elles l’ont dit, indiquez « wish: leave ».',
  },
  holding_too_small: {
    text: 'À « {id} », {people} personnes attendent ; la capacité est de {holding}.',
    remedy: 'Appelez les personnes par étapes, ou ajoutez un second lieu.',
  },
  beds_too_few: {
    text: '{patients} patients sur brancard ont choisi {to}, qui a {beds} lits pour eux.',
    remedy: 'Trouvez d’autres lits, ou proposez aussi un autre hôpital aux patients.',
  },
  people_without_vehicle: {
    text: 'Rien ne peut transporter le groupe « {id} » : aucun véhicule pour {movement} n’a de place {mobility}.',
    remedy: 'Ajoutez un tel aménagement à une flotte, ou une autre flotte.',
  },
  group_fits_no_vehicle: {
    text: 'Les personnes de « {id} » restent ensemble par groupes de {size}, avec leurs accompagnants : aucun véhicule n’en contient autant.',
    remedy: 'Vérifiez « group_size », ou ajoutez un véhicule plus grand.',
  },
  people_out_of_reach: {
    text: 'Aucun véhicule pour le groupe « {id} » ({kinds}) ne peut se rendre à « {at} ».',
    remedy: 'Vérifiez les liens, les usages des couloirs et ce que laissent passer leurs points de contrôle.',
  },
  people_without_way_out: {
    text: 'Les véhicules pour le groupe « {id} » ({kinds}) atteignent « {at} », mais ne peuvent pas quitter la zone depuis ce lieu.',
    remedy: 'Vérifiez le sens des couloirs, les liens à sens unique et les points de contrôle en sortie (« out »).',
  },
  destinations_out_of_reach: {
    text: 'Aucun véhicule pour le groupe « {id} » ({kinds}) ne peut se rendre d’un couloir à {to}.',
    remedy: 'Ajoutez les liens à l’extérieur, et les types de véhicule dans leurs durées.',
  },
  hospital_without_ambulance: {
    text: 'Aucune ambulance ne peut atteindre l’hôpital « {id} », où doit aller le groupe « {group} ».',
    remedy: 'Ajoutez les liens dont les ambulances ont besoin, ou une flotte d’ambulances.',
  },
  no_people: {
    text: 'Aucune personne souhaitant partir n’est comptée.',
    remedy: 'Ajoutez « people » s’il y en a ; sinon, seule l’aide est planifiée.',
  },
  // Aid
  consignment_from_elsewhere: {
    text: 'L’envoi « {id} » part de « {from} », qui n’est pas un entrepôt hors de la zone ({found}).',
    remedy: 'Nommez un lieu de type « warehouse » à l’extérieur.',
  },
  consignment_to_elsewhere: {
    text: 'L’envoi « {id} » va à « {to} », qui n’est pas un point de distribution dans la zone ({found}).',
    remedy: 'Nommez un lieu de type « drop » à l’intérieur.',
  },
  floor_above_consignment: {
    text: 'Le minimum de « {id} » ({floor}) dépasse ce que l’envoi contient ({mass}).',
    remedy: 'Vérifiez le minimum, et la masse et le nombre des articles.',
  },
  too_many_items: {
    text: 'L’aide compte {found} articles ; {limit} au plus sont lus.',
    remedy: 'Regroupez les articles semblables.',
  },
  aid_without_vehicle: {
    text: 'Il y a de l’aide à acheminer, mais aucun véhicule n’en transporte.',
    remedy: 'Ajoutez une flotte avec « carries: [aid] » et un aménagement avec « mass ».',
  },
  drop_out_of_reach: {
    text: 'Aucun véhicule d’aide ne peut se rendre à « {id} » et en ressortir.',
    remedy: 'Vérifiez les liens, ainsi que les usages et le sens des couloirs.',
  },
  drop_without_return: {
    text: 'Aucun véhicule ne peut livrer à « {id} » et être sorti à temps : l’aller et retour prend {needed}, la plus longue fenêtre laisse {usable}.',
    remedy: 'Demandez une fenêtre plus longue, réduisez la marge, ou choisissez un point plus proche.',
  },
  // Vehicles
  fleet_inside: {
    text: 'La flotte « {id} » part de « {at} », à l’intérieur de la zone.',
    remedy: 'Les véhicules partent de l’extérieur : nommez leur dépôt.',
  },
  fleet_of_none: {
    text: 'La flotte « {id} » n’a aucun véhicule.',
    remedy: 'Indiquez le nombre, ou supprimez la flotte.',
  },
  fleet_carries_nothing: {
    text: 'La flotte « {id} » n’indique pas ce qu’elle transporte.',
    remedy: 'Ajoutez « carries: […] » avec civilians, medical, aid ou armed_groups.',
  },
  fleet_without_loads: {
    text: 'La flotte « {id} » n’indique pas comment ses véhicules sont aménagés.',
    remedy: 'Ajoutez « loads: […] », par exemple { seated: 50 } ou { mass: 8 t }.',
  },
  vehicle_fits_nobody: {
    text: 'Les véhicules de « {id} » n’ont de place pour rien de ce qu’ils transportent ({carries}).',
    remedy: 'Pour les personnes, ajoutez des sièges ou des places pour fauteuils ou brancards ; pour l’aide, « mass ».',
  },
  ambulance_carries_other: {
    text: 'Les ambulances de « {id} » transporteraient {found}.',
    remedy:
      'Les ambulances ne transportent que patients, accompagnants et personnel de santé : utilisez « carries: [medical] ».',
  },
  escort_carries: {
    text: 'L’escorte « {id} » a « {key} » ; une escorte ne transporte ni personne ni rien.',
    remedy: 'Supprimez « {key} », ou changez « kind ».',
  },
  available_reversed: {
    text: 'La disponibilité de la flotte « {id} » finit avant de commencer.',
    remedy: 'Intervertissez les deux heures, ou vérifiez les dates.',
  },
  fleet_never_available: {
    text: 'La flotte « {id} » n’est disponible dans aucune fenêtre.',
    remedy: 'Vérifiez les dates de « available ».',
  },
  handling_time_missing: {
    text: 'La flotte « {id} » ne donne aucune durée « {key} » pour {mobilities} : elle compte pour zéro.',
    remedy: 'Ajoutez les durées ; « seated » vaut pour celles qui ne sont pas nommées.',
  },
  too_many_vehicles: {
    text: 'Les flottes totalisent {found} véhicules ; {limit} au plus sont planifiés.',
    remedy: 'Scindez la pause par couloir.',
  },
  no_vehicles: {
    text: 'Il n’y a aucun véhicule.',
    remedy: 'Ajoutez « fleet » ; sans elle, seules les personnes qui peuvent sortir à pied sont planifiées.',
  },
  // Rules
  convoy_size_reversed: {
    text: 'La taille minimale du convoi ({least}) dépasse la maximale ({most}).',
    remedy: 'Écrivez [minimum, maximum].',
  },
  convoy_use_not_of_corridor: {
    text: 'La règle concerne {uses}, qui n’ont pas l’usage du couloir « {id} ».',
    remedy: 'Vérifiez les usages de la règle et du couloir.',
  },
  escort_of_other_kind: {
    text: 'La flotte « {id} » est désignée comme escorte, mais son type est « {found} ».',
    remedy: 'Nommez une flotte avec « kind: escort », ou none.',
  },
  separate_itself: { text: '« {use} » ne peut être séparé de lui-même.', remedy: 'Nommez deux mouvements différents.' },
  refuge_outside: {
    text: 'Le refuge « {at} » est hors de la zone.',
    remedy: 'Les refuges sont des lieux à l’intérieur ; à l’extérieur, les personnes sont déjà hors de la zone.',
  },
  reciprocal_medical: {
    text: 'La condition « {id} » retiendrait le mouvement médical jusqu’à ce que d’autres se soient déplacés.',
    remedy: 'Supprimez-la : le mouvement médical n’est jamais soumis à condition.',
  },
  reciprocal_waits_for_itself: {
    text: 'Par la condition « {id} », {movement} s’attend soi-même.',
    remedy: 'Nommez un autre mouvement, ou un événement.',
  },
  reciprocal_waits_for_nobody: {
    text: 'Par la condition « {id} », {movement} attend {waits_for}, mais personne n’y est compté : l’attente serait sans fin.',
    remedy: 'Comptez ces personnes, ou attendez un événement.',
  },
  reciprocal_deadlock: {
    text: 'Ces mouvements s’attendent mutuellement, aucun ne peut commencer : {movements}.',
    remedy: 'Laissez l’un d’eux partir le premier, ou attendez un événement.',
  },
  alternates_without_state: {
    text: 'Des itinéraires de rechange sont donnés, mais pas de « state » : seul un plan refait peut les utiliser.',
    remedy: 'Ajoutez « state », ou retirez « alternates ».',
  },
  alternate_of_itself: {
    text: 'Le couloir « {id} » est donné comme rechange de lui-même.',
    remedy: 'Nommez le couloir qu’il remplace.',
  },
  state_unknown: {
    text: '« {id} » n’existe pas dans la pause ; attendu ici : {kind}.',
    remedy: 'Utilisez un identifiant du fichier de la pause.',
  },
  state_whereabouts: {
    text: 'On ne sait pas où se trouve le véhicule « {id} ».',
    remedy: 'Donnez soit « place », soit « corridor » avec « position ».',
  },
}

export const frTerms: Terms = {
  duration: 'une durée',
  mass: 'une masse',
  volume: 'un volume',
  length: 'une longueur',
  speed: 'une vitesse',
  party: 'partie',
  window: 'fenêtre',
  place: 'lieu',
  corridor: 'couloir',
  gate: 'point de contrôle',
  group: 'groupe de personnes',
  consignment: 'envoi',
  item: 'article',
  fleet: 'flotte',
  vehicle: 'véhicule',
  event: 'événement',
  condition: 'condition de réciprocité',
  trip: 'trajet',
  movement_or_event: 'un mouvement ou un événement',
  binary: 'données binaires',
  yaml_indent: 'le retrait ne convient pas, ou un crochet n’est pas fermé.',
  yaml_missing_char: 'il manque un guillemet, un crochet, une virgule ou un deux-points.',
  yaml_alias: 'une ancre (&) ou un alias (*) est incorrect.',
  yaml_escape: 'une barre oblique inverse est suivie d’un caractère inconnu.',
  yaml_start: 'un texte simple ne peut commencer par ce caractère.',
  yaml_key: 'une clé doit tenir sur une ligne, avant un deux-points.',
  yaml_flow: 'une liste en lignes ne peut se trouver entre crochets.',
  yaml_unexpected: 'ceci n’est pas attendu ici.',
  yaml_other: 'le texte enfreint les règles du format.',
}
