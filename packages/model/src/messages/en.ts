import type { Message } from './catalogue.ts'

export const en = {
  // The file
  file_too_large: {
    text: 'The file is larger than {limit} MB.',
    remedy: 'Split it, or move polygons and networks into files of their own.',
  },
  not_utf8: { text: 'The file is not UTF-8 text (found: {found}).', remedy: 'Save it as UTF-8 text.' },
  control_character: {
    text: 'This character does not belong in a text file ({found}).',
    remedy: 'Delete it; the file may be binary or damaged.',
  },
  too_deep: {
    text: 'The file is nested deeper than {limit} levels.',
    remedy: 'Look for brackets that are never closed; a pause file needs fewer than ten levels.',
  },
  file_empty: { text: 'The file is empty.', remedy: 'Start from examples/minimal/pause.yaml.' },
  several_documents: { text: 'A second document starts here (---).', remedy: 'Keep one pause per file.' },
  not_yaml: {
    text: 'This cannot be read as YAML or JSON: {reason}',
    remedy: 'Mend the line; look for a missing quote, bracket or colon on it or just above.',
  },
  duplicate_key: {
    text: 'This key appears twice in the same map.',
    remedy: 'Keep one of the two; the second would silently replace the first.',
  },
  tab_as_indent: { text: 'A tab is used to indent.', remedy: 'Indent with spaces.' },
  tag_unknown: { text: 'Tags (!…) are not used in pause files.', remedy: 'Delete the tag.' },
  aliases_explode: {
    text: 'Aliases (*…) expand to more than {limit} values.',
    remedy: 'Write the values out, or use fewer aliases.',
  },
  key_not_text: { text: 'This key is not text.', remedy: 'Use a plain word as key.' },
  file_outside_folder: {
    text: '“{file}” is not a file in the folder of the pause file.',
    remedy: 'Copy it beside the pause file and give its name alone.',
  },
  file_missing: { text: 'The file “{file}” was not found.', remedy: 'Put it beside the pause file, or mend the name.' },
  file_unreadable: {
    text: 'The file “{file}” cannot be read as JSON or YAML.',
    remedy: 'Mend it, or export it again.',
  },
  // Shape
  expected_map: { text: 'Fields are expected here ({keys}).', remedy: 'Write it as “key: value” lines, or as {…}.' },
  expected_list: { text: 'A list is expected here.', remedy: 'Write it as lines that start with “- ”, or as […].' },
  expected_pair: { text: 'Two values are expected here.', remedy: 'Write [first, second].' },
  list_too_long: {
    text: 'The list has {found} entries; {limit} at most are read.',
    remedy: 'Split the pause, or group entries.',
  },
  list_too_short: { text: 'The list has {found} entries; at least {limit} is needed.', remedy: 'Add what is missing.' },
  key_missing: { text: '“{key}” is missing here.', remedy: 'Add “{key}: …”.' },
  key_unknown: { text: '“{key}” is not a key known here.', remedy: 'Use one of: {known}; or delete it.' },
  key_misspelt: { text: '“{key}” is not a key known here.', remedy: 'Did you mean “{near}”?' },
  // Words and numbers
  expected_text: { text: 'Text is expected here, not {found}.', remedy: 'Write words, in quotes if need be.' },
  text_empty: { text: 'The text is empty.', remedy: 'Write something, or delete the key.' },
  text_too_long: {
    text: 'The text is longer than {limit} letters.',
    remedy: 'Shorten it; a longer remark belongs in “note”.',
  },
  local_text_empty: { text: 'No language is given.', remedy: 'Write { en: … }, with fr, ar or ru as you have them.' },
  expected_boolean: { text: 'true or false is expected here, not {found}.', remedy: 'Write true or false.' },
  word_unknown: { text: '“{found}” is not one of the words known here.', remedy: 'Use one of: {known}.' },
  word_misspelt: {
    text: '“{found}” is not one of the words known here.',
    remedy: 'Did you mean “{near}”? Known are: {known}.',
  },
  expected_number: {
    text: 'A number is expected here, not {found}.',
    remedy: 'Write a number without quotes or units.',
  },
  number_negative: { text: '{found} is negative.', remedy: 'Use 0 or more.' },
  number_too_small: { text: '{found} is too small.', remedy: 'Use {limit} or more.' },
  number_not_whole: {
    text: '{found} is not a whole number.',
    remedy: 'Use a whole number: people and vehicles are not divided.',
  },
  number_too_large: { text: '{found} cannot be right.', remedy: 'Use {limit} at most.' },
  expected_quantity: {
    text: 'A figure with its unit is expected here, such as {example}, not “{found}”.',
    remedy: 'Write the number and one of: {units}.',
  },
  unit_missing: { text: '“{found}” has no unit.', remedy: 'Add one of: {units}; for example {example}.' },
  unit_of_other_kind: {
    text: '“{unit}” is a unit of another kind ({means}); expected here: {dimension}.',
    remedy: 'Use one of: {units}; for example {example}.',
  },
  unit_unknown: { text: '“{unit}” is not a unit known here.', remedy: 'Did you mean “{near}”? Known are: {units}.' },
  quantity_negative: { text: '“{found}” is negative.', remedy: 'Use 0 or more.' },
  quantity_too_large: { text: '“{found}” is too large.', remedy: 'Look for a slip in the number or the unit.' },
  not_positive: { text: 'This must be more than zero.', remedy: 'Write the time or speed it really has.' },
  expected_rate: {
    text: 'A rate is expected here, not “{found}”.',
    remedy: 'Write for example “60 per 15 min”, or the fields in full.',
  },
  figure_without_best: { text: 'The figure has no “best”.', remedy: 'Add “best: …”: it is what the plan uses.' },
  figure_out_of_order: {
    text: 'low ({low}), best ({best}) and high ({high}) are not in order.',
    remedy: 'Make low ≤ best ≤ high.',
  },
  speed_without_length: {
    text: 'A speed is given, but the corridor has no length.',
    remedy: 'Add “length: … km”, or give the time.',
  },
  rows_out_of_order: { text: 'The rows are not in order of “from”.', remedy: 'Sort them; each hour once.' },
  // Time
  time_zone_misspelt: {
    text: '“{found}” is not a time zone.',
    remedy: 'Did you mean “{near}”?',
  },
  time_zone_far: {
    text: '“{zone}” is the clock of a place {kilometres} km from here, and shows another time than clocks nearby.',
    remedy:
      'If the times in this file are meant by the clock of the place, name the zone that is kept there; nearby are: {near}.',
  },
  time_zone_unknown: { text: '“{found}” is not a time zone.', remedy: 'Use a name such as Asia/Damascus.' },
  expected_time: {
    text: '“{found}” is not a time such as 2016-11-04T08:00.',
    remedy: 'Write year-month-dayThour:minute; add +02:00 to state the offset.',
  },
  time_does_not_exist: {
    text: '{found} does not exist in {zone}: the clocks skip it.',
    remedy: 'Write the offset out, as in {found}+02:00.',
  },
  time_exists_twice: {
    text: '{found} exists twice in {zone}: the clocks repeat it.',
    remedy: 'Write which one is meant: {first} or {second}.',
  },
  expected_time_of_day: {
    text: '“{found}” is not an hour such as 08:00.',
    remedy: 'Write two digits, a colon, two digits.',
  },
  // Ids and places on the map
  expected_id: {
    text: '“{found}” is not an id.',
    remedy: 'Use small letters, digits, “_”, “.” and “-”, starting with a letter or digit.',
  },
  expected_position: { text: 'A position is expected here.', remedy: 'Write [longitude, latitude], in degrees.' },
  position_swapped: {
    text: 'The latitude is beyond 90°: the two look swapped.',
    remedy: 'Did you mean [{longitude}, {latitude}]? Longitude comes first.',
  },
  position_off_earth: {
    text: '[{longitude}, {latitude}] is nowhere on earth.',
    remedy: 'Write [longitude, latitude] in degrees.',
  },
  expected_area: {
    text: 'A polygon is expected here.',
    remedy: 'Write a GeoJSON Polygon or MultiPolygon, or the name of a file that holds one.',
  },
  ring_too_short: {
    text: 'The ring has fewer than four positions.',
    remedy: 'Give at least a triangle, its first position repeated at the end.',
  },
  ring_open: { text: 'The ring does not close.', remedy: 'Repeat its first position at the end.' },
  ring_crosses_itself: {
    text: 'The ring crosses itself.',
    remedy: 'Put its positions in order around the area; look for two that are exchanged.',
  },
  // Ids and what they name
  id_clash: {
    text: 'A second {kind} is called “{id}”; the first stands on line {line}.',
    remedy: 'Give one of the two another id.',
  },
  event_named_as_movement: {
    text: 'The event “{id}” has the name of a movement.',
    remedy: 'Give the event another id, so that what a condition waits for is clear.',
  },
  reference_unknown: {
    text: '“{id}” is not defined in this file; expected here: {kind}.',
    remedy: 'Define it, or use an id that is defined.',
  },
  reference_misspelt: {
    text: '“{id}” is not defined in this file; expected here: {kind}.',
    remedy: 'Did you mean “{near}”?',
  },
  reference_of_other_kind: {
    text: '“{id}” is defined, but as: {is}; expected here: {kind}.',
    remedy: 'Use the id of the right kind of thing.',
  },
  // Terms and windows
  window_reversed: {
    text: 'The window “{id}” closes before it opens, or at the same time.',
    remedy: 'Check both times; past midnight, the date of the close is the next day.',
  },
  window_too_long: {
    text: 'The window “{id}” is longer than {limit} days.',
    remedy: 'Split it into one window a day, or check the dates.',
  },
  windows_overlap: {
    text: 'The window “{id}” opens before the window “{other}” has closed.',
    remedy: 'Make one window of the two, or let one end before the other begins.',
  },
  windows_out_of_order: {
    text: 'The window “{id}” opens earlier than “{other}”, which stands before it.',
    remedy: 'Put the windows in the order in which they open.',
  },
  buffer_too_long: {
    text: 'The buffer ({buffer}) is not shorter than the window “{id}” ({lasts}): no time is left to move.',
    remedy: 'Shorten the buffer, or check the window.',
  },
  window_without_round: {
    text: 'In the window “{id}” no vehicle can go in and be out in time: the shortest way in and out takes {needed}, and the window leaves {usable}.',
    remedy: 'Ask for a window of {least} at least, or shorten the buffer.',
  },
  not_agreed_by_all: {
    text: 'The file does not state the agreement of: {parties}. Until it does, this is an announced pause.',
    remedy: 'Add them to “agreed_by” once their agreement is on record.',
  },
  probability_of_nothing: {
    text: 'A required probability of {found} requires nothing.',
    remedy: 'Write “null” if none is required, or the probability that was agreed, such as 0.99.',
  },
  probability_certain: {
    text: 'A probability of {found} would be certainty, which no plan can promise: something can always go wrong.',
    remedy: 'Require 0.999999 at most, such as 0.99; or “null” if none is required.',
  },
  quantile_certain: {
    text: 'A quantile of {found} is later than anything that can happen: no vehicle would ever set out.',
    remedy: 'Write 0.999999 at most, such as 0.99.',
  },
  probability_without_uncertainty: {
    text: 'A probability of being clear is required, but nothing says how far the day may differ from the plan.',
    remedy: 'Add “uncertainty”, marked as assumed if need be.',
  },
  dark_before_close: {
    text: 'It gets dark before the window “{id}” closes: sunset is at about {sunset} local time.',
    remedy: 'Plan lights and marshals, or ask for earlier hours.',
  },
  dark_at_opening: {
    text: 'The window “{id}” opens in darkness: sunrise is at about {sunrise} local time.',
    remedy: 'Plan lights and marshals, or start the first movements later.',
  },
  // Sides of the line
  place_not_inside: {
    text: '“{id}” is marked as inside, but lies outside the polygon of the zone.',
    remedy: 'Correct its position or the polygon, or remove “inside: true”.',
  },
  place_not_outside: {
    text: '“{id}” lies within the polygon of the zone, but is not marked as inside.',
    remedy: 'Add “inside: true”, or correct its position or the polygon.',
  },
  place_swapped: {
    text: '“{id}” does not lie where it should; with longitude and latitude exchanged it would.',
    remedy: 'Did you mean [{longitude}, {latitude}]? Longitude comes first.',
  },
  link_joins_sides: {
    text: 'This link joins “{first}” and “{second}”, one inside and one outside the zone.',
    remedy: 'Only a corridor leads from one side to the other: link each place to a mouth on its own side.',
  },
  link_to_itself: { text: 'This link joins “{id}” to itself.', remedy: 'Name two places, or delete the link.' },
  link_without_time: {
    text: 'The link between “{first}” and “{second}” has neither “time” nor “on_foot”.',
    remedy: 'State how long the way takes; without that nobody can use it.',
  },
  // Corridors
  corridor_end_not_mouth: {
    text: 'The corridor “{id}” ends at “{place}”, which is not a mouth ({found}).',
    remedy: 'Use a place with “kind: mouth”; add one beside it if need be.',
  },
  corridor_both_outside: {
    text: 'Both mouths of the corridor “{id}” are outside the zone.',
    remedy: 'Its inside mouth must lie in the zone (“inside: true”).',
  },
  corridor_both_inside: {
    text: 'Both mouths of the corridor “{id}” are inside the zone.',
    remedy: 'Its outside mouth must lie outside the zone.',
  },
  corridor_mouths_exchanged: {
    text: 'The mouths of the corridor “{id}” are exchanged: its outside one is inside.',
    remedy: 'Exchange “outside” and “inside”.',
  },
  gate_without_delay: {
    text: 'At gate “{gate}” of corridor “{id}” somebody is served in no time.',
    remedy: 'If it takes any time, write how long: this figure decides more than any other.',
  },
  link_of_no_time: {
    text: 'The way from “{first}” to “{second}” takes no time.',
    remedy: 'If it takes any time, write how long.',
  },
  walking_without_time: {
    text: 'People may walk through the corridor “{id}”, but “travel” gives no time on foot: nobody will be planned to.',
    remedy: 'Add “on_foot” to “travel”.',
  },
  private_cars_without_lane: {
    text: 'Private cars leave by the corridor “{id}”, but its gate “{gate}” has no lane for them.',
    remedy: 'Add “car_lanes: 1” or more to the gate, or remove the private cars.',
  },
  private_cars_against_direction: {
    text: 'Private cars leave by the corridor “{id}”, which may only be passed inward.',
    remedy: 'Correct “direction”, or remove the private cars.',
  },
  corridor_opens_too_late: {
    text: 'Nobody can use the corridor “{id}”: it opens when it is too late in every window.',
    remedy: 'Check “earliest”, and what the corridor needs in order to open.',
  },
  corridor_without_capacity: {
    text: 'Nobody can use the corridor “{id}”: no vehicle may enter at any hour.',
    remedy: 'Check “capacity”.',
  },
  corridor_without_users: {
    text: 'Nobody can use the corridor “{id}”: no vehicle of the fleet serves its uses ({uses}), and nobody can walk there.',
    remedy: 'Check “uses” and what each fleet carries.',
  },
  corridor_bars_all: {
    text: 'Nobody can use the corridor “{id}”: it lets none of these kinds of vehicle pass: {kinds}.',
    remedy: 'Check “direction”, “travel”, and the lanes and service times of its gates.',
  },
  corridor_not_linked: {
    text: 'Nobody can use the corridor “{id}”: no link leads to its mouth “{place}”.',
    remedy: 'Add the links from the depots and to the destinations.',
  },
  corridor_out_of_reach: {
    text: 'Nobody can use the corridor “{id}”: no vehicle of its uses ({kinds}) can drive to its mouth “{place}”.',
    remedy: 'Check the links, and the kinds of vehicle in their times.',
  },
  // People
  group_not_inside: {
    text: 'The group “{id}” is at “{at}”, which is outside the zone.',
    remedy: 'Name the place inside where they are.',
  },
  destination_inside: {
    text: 'The group “{id}” would be taken to “{to}”, which is inside the zone.',
    remedy: 'Name a reception site or a hospital outside.',
  },
  destination_of_wrong_kind: {
    text: 'The group “{id}” would be taken to “{to}”, which is neither a reception site nor a hospital ({found}).',
    remedy: 'Name a place of kind “reception” or “hospital”.',
  },
  ready_counts_differ: {
    text: 'The counts in “ready” of the group “{id}” add up to {sum}; its count is {best}.',
    remedy: 'Make them add up to “best”.',
  },
  ready_after_close: {
    text: 'The group “{id}” is ready only after the last window has closed.',
    remedy: 'Check the time and the date.',
  },
  armed_groups_priority: {
    text: 'The group “{id}” moves as armed_groups with the priority “{priority}”.',
    remedy: 'Use “general”; wounded people move as “medical”, whoever they are.',
  },
  rank_not_medical: {
    text: 'The group “{id}” has a “rank”, but does not move as medical ({movement}).',
    remedy: 'Delete it: only clinicians rank, and only medical movement.',
  },
  companions_not_medical: {
    text: 'The group “{id}” has companions, but does not move as medical ({movement}).',
    remedy: 'Count them in the group; “group_size” keeps families together.',
  },
  group_of_nobody: { text: 'The group “{id}” counts nobody.', remedy: 'State the count, or delete the group.' },
  people_not_asked: {
    text: 'Nobody has asked the {people} people of “{id}” at “{at}” whether they wish to leave.',
    remedy:
      'Ask them, and state “wish: leave” or “wish: stay”. Until then nothing is planned for them; they stay protected.',
  },
  moved_without_wish: {
    text: 'The group “{id}” is to be moved, though its people have not said that they wish to leave.',
    remedy: 'Take them out of the trip; or, where they have said so, state “wish: leave”.',
  },
  holding_too_small: {
    text: 'At “{id}”, {people} people wait; it holds {holding}.',
    remedy: 'Call people forward in stages, or add a second place.',
  },
  beds_too_few: {
    text: '{patients} stretcher patients chose {to}, which has {beds} beds for them.',
    remedy: 'Find more beds, or offer the patients another hospital as well.',
  },
  people_without_vehicle: {
    text: 'Nothing can carry the group “{id}”: no vehicle for {movement} has a place for {mobility}.',
    remedy: 'Add such a load to a fleet, or another fleet.',
  },
  group_fits_no_vehicle: {
    text: 'The people of “{id}” stay together in groups of {size}, with their companions: no vehicle holds so many.',
    remedy: 'Check “group_size”, or add a larger vehicle.',
  },
  people_out_of_reach: {
    text: 'No vehicle for the group “{id}” ({kinds}) can drive to “{at}”.',
    remedy: 'Check the links, the uses of the corridors and what their gates let pass.',
  },
  people_without_way_out: {
    text: 'Vehicles for the group “{id}” ({kinds}) reach “{at}”, but cannot leave the zone from there.',
    remedy: 'Check the direction of the corridors, one-way links and the gates that check “out”.',
  },
  destinations_out_of_reach: {
    text: 'No vehicle for the group “{id}” ({kinds}) can drive from a corridor to {to}.',
    remedy: 'Add the links outside, and the kinds of vehicle in their times.',
  },
  hospital_without_ambulance: {
    text: 'No ambulance can reach the hospital “{id}”, where the group “{group}” is to go.',
    remedy: 'Add the links that ambulances need, or an ambulance fleet.',
  },
  no_people: {
    text: 'Nobody is counted who wishes to leave.',
    remedy: 'Add “people” if there are any; else only aid is planned.',
  },
  // Aid
  consignment_from_elsewhere: {
    text: 'The consignment “{id}” starts from “{from}”, which is not a warehouse outside the zone ({found}).',
    remedy: 'Name a place of kind “warehouse” outside.',
  },
  consignment_to_elsewhere: {
    text: 'The consignment “{id}” goes to “{to}”, which is not a drop in the zone ({found}).',
    remedy: 'Name a place of kind “drop” inside.',
  },
  floor_above_consignment: {
    text: 'The floor of “{id}” ({floor}) is more than it holds ({mass}).',
    remedy: 'Check the floor, and the mass and count of the items.',
  },
  too_many_items: { text: 'The aid has {found} items; {limit} at most are read.', remedy: 'Put alike items together.' },
  aid_without_vehicle: {
    text: 'There is aid to bring, but no vehicle carries aid.',
    remedy: 'Add a fleet with “carries: [aid]” and a load with “mass”.',
  },
  drop_out_of_reach: {
    text: 'No vehicle for aid can drive to “{id}” and out again.',
    remedy: 'Check the links, and the uses and direction of the corridors.',
  },
  drop_without_return: {
    text: 'No vehicle can bring aid to “{id}” and be out in time: in and out takes {needed}, and the longest window leaves {usable}.',
    remedy: 'Ask for a longer window, shorten the buffer, or choose a nearer drop.',
  },
  // Vehicles
  fleet_inside: {
    text: 'The fleet “{id}” starts at “{at}”, which is inside the zone.',
    remedy: 'Vehicles start outside: name their depot.',
  },
  fleet_of_none: { text: 'The fleet “{id}” has no vehicle.', remedy: 'State the count, or delete the fleet.' },
  fleet_carries_nothing: {
    text: 'The fleet “{id}” does not say what it carries.',
    remedy: 'Add “carries: […]” with civilians, medical, aid or armed_groups.',
  },
  fleet_without_loads: {
    text: 'The fleet “{id}” does not say how its vehicles are fitted out.',
    remedy: 'Add “loads: […]”, for example { seated: 50 } or { mass: 8 t }.',
  },
  vehicle_fits_nobody: {
    text: 'The vehicles of “{id}” have no room for anything they carry ({carries}).',
    remedy: 'Add seats, or places for wheelchairs or stretchers, for people; “mass” for aid.',
  },
  ambulance_carries_other: {
    text: 'The ambulances of “{id}” would carry {found}.',
    remedy: 'Ambulances carry patients, companions and health staff only: use “carries: [medical]”.',
  },
  escort_carries: {
    text: 'The escort “{id}” has “{key}”; escorts carry nobody and nothing.',
    remedy: 'Delete “{key}”, or change “kind”.',
  },
  available_reversed: {
    text: 'The fleet “{id}” is available until before it begins to be.',
    remedy: 'Exchange the two times, or check the dates.',
  },
  fleet_never_available: {
    text: 'The fleet “{id}” is not available in any window.',
    remedy: 'Check the dates of “available”.',
  },
  handling_time_missing: {
    text: 'The fleet “{id}” states no time to “{key}” for {mobilities}: it counts as none.',
    remedy: 'Add the times; “seated” holds for those that are not named.',
  },
  too_many_vehicles: {
    text: 'The fleets have {found} vehicles together; {limit} at most are planned.',
    remedy: 'Split the pause by corridor.',
  },
  no_vehicles: {
    text: 'There is no vehicle.',
    remedy: 'Add “fleet”; without it only people who can walk out are planned.',
  },
  // Rules
  convoy_size_reversed: {
    text: 'The least size of the convoy ({least}) is greater than the greatest ({most}).',
    remedy: 'Write [least, greatest].',
  },
  convoy_use_not_of_corridor: {
    text: 'The rule is for {uses}, which may not use the corridor “{id}” at all.',
    remedy: 'Check the uses of the rule and of the corridor.',
  },
  escort_of_other_kind: {
    text: 'The fleet “{id}” is named as an escort, but its kind is “{found}”.',
    remedy: 'Name a fleet with “kind: escort”, or none.',
  },
  separate_itself: {
    text: '“{use}” cannot be separated from itself.',
    remedy: 'Name two different movements.',
  },
  refuge_outside: {
    text: 'The refuge “{at}” is outside the zone.',
    remedy: 'Refuges are places inside; outside, people are clear.',
  },
  reciprocal_medical: {
    text: 'The condition “{id}” would hold medical movement until others have moved.',
    remedy: 'Delete it: medical movement is never made conditional.',
  },
  reciprocal_waits_for_itself: {
    text: 'The condition “{id}” lets {movement} wait for itself.',
    remedy: 'Name another movement, or an event.',
  },
  reciprocal_waits_for_nobody: {
    text: 'The condition “{id}” lets {movement} wait for {waits_for}, but no such people are counted: it would wait for ever.',
    remedy: 'Count them, or wait for an event.',
  },
  reciprocal_deadlock: {
    text: 'These movements wait for each other, so that none can start: {movements}.',
    remedy: 'Let one of them go first, or wait for an event.',
  },
  alternates_without_state: {
    text: 'Alternates are given, but no “state”: only a plan made anew may use them.',
    remedy: 'Add “state”, or remove “alternates”.',
  },
  alternate_of_itself: {
    text: 'The corridor “{id}” is named as an alternate of itself.',
    remedy: 'Name the corridor that it stands in for.',
  },
  state_unknown: {
    text: '“{id}” is no {kind} of the pause.',
    remedy: 'Use an id of the pause file.',
  },
  state_whereabouts: {
    text: 'It is not clear where the vehicle “{id}” is.',
    remedy: 'Give either “place”, or “corridor” with “position”.',
  },
} as const satisfies Record<string, Message>

/** Words that messages put in: kinds of things, dimensions, what a parser found. */
export const enTerms = {
  duration: 'a duration',
  mass: 'a mass',
  volume: 'a volume',
  length: 'a length',
  speed: 'a speed',
  party: 'party',
  window: 'window',
  place: 'place',
  corridor: 'corridor',
  gate: 'gate',
  group: 'group of people',
  consignment: 'consignment',
  item: 'item',
  fleet: 'fleet',
  vehicle: 'vehicle',
  event: 'event',
  condition: 'reciprocal condition',
  trip: 'trip',
  movement_or_event: 'a movement or an event',
  binary: 'binary data',
  yaml_indent: 'the indentation does not fit, or a bracket is not closed.',
  yaml_missing_char: 'a quote, bracket, comma or colon is missing.',
  yaml_alias: 'an anchor (&) or alias (*) is wrong.',
  yaml_escape: 'a backslash is followed by an unknown character.',
  yaml_start: 'plain text may not begin with this character.',
  yaml_key: 'a key must stand on one line, before a colon.',
  yaml_flow: 'a list or map in lines cannot stand within brackets.',
  yaml_unexpected: 'this is not expected here.',
  yaml_other: 'the text breaks the rules of the format.',
} as const
