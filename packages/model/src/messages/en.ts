import type { Message } from './catalogue.ts'

export const en = {
  // The file
  file_too_large: {
    text: 'The file is larger than {limit}.',
    remedy: 'Split it, or move polygons and networks into files of their own.',
  },
  not_utf8: { text: 'The file is not UTF-8 text (found: {found}).', remedy: 'Save it as UTF-8 text.' },
  control_character: {
    text: 'A character that is no text stands here ({found}).',
    remedy: 'Delete it; the file may be binary or damaged.',
  },
  too_deep: {
    text: 'Nested deeper than {limit} levels.',
    remedy: 'Flatten it; a pause file needs fewer than ten levels.',
  },
  file_empty: { text: 'The file holds nothing.', remedy: 'Start from examples/minimal/pause.yaml.' },
  several_documents: { text: 'A second document starts here (---).', remedy: 'Keep one pause per file.' },
  not_yaml: {
    text: 'This cannot be read as YAML or JSON: {reason}',
    remedy: 'Mend the line; look for a missing quote, bracket or colon on it or just above.',
  },
  duplicate_key: { text: 'This key stands twice in the same map.', remedy: 'Keep one of the two.' },
  tab_as_indent: { text: 'A tab is used to indent.', remedy: 'Indent with spaces.' },
  tag_unknown: { text: 'Tags (!…) are not used in pause files.', remedy: 'Delete the tag.' },
  aliases_explode: {
    text: 'Aliases expand to more than {limit} values.',
    remedy: 'Write the values out, or use fewer aliases.',
  },
  key_not_text: { text: 'This key is not text.', remedy: 'Use a plain word as key.' },
  file_outside_folder: {
    text: '“{file}” is not a file in the folder of the pause file.',
    remedy: 'Copy it beside the pause file and give its name alone.',
  },
  file_missing: { text: 'The file “{file}” is not there.', remedy: 'Put it beside the pause file, or mend the name.' },
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
  list_too_short: { text: 'The list has {found} entries; at least {limit} needed.', remedy: 'Add what is missing.' },
  key_missing: { text: '“{key}” is missing here. {doc}', remedy: 'Add “{key}: …”.' },
  key_unknown: { text: '“{key}” is not a key that is known here.', remedy: 'Use one of: {known}; or delete it.' },
  key_misspelt: { text: '“{key}” is not a key that is known here.', remedy: 'Did you mean “{near}”?' },
  // Words and numbers
  expected_text: { text: 'Text is expected here, not {found}.', remedy: 'Write words, in quotes if need be.' },
  text_empty: { text: 'The text is empty.', remedy: 'Write something, or delete the key.' },
  text_too_long: {
    text: 'The text is longer than {limit} letters.',
    remedy: 'Shorten it; a longer remark belongs into “note”.',
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
    text: '“{unit}” is a unit of {means}; a {dimension} is expected here.',
    remedy: 'Use one of: {units}; for example {example}.',
  },
  unit_unknown: { text: '“{unit}” is not a unit known here.', remedy: 'Did you mean “{near}”? Known are: {units}.' },
  quantity_negative: { text: '“{found}” is negative.', remedy: 'Use 0 or more.' },
  quantity_too_large: { text: '“{found}” is too large.', remedy: 'Look for a slip in the number or the unit.' },
  duration_zero: { text: 'This must be more than zero.', remedy: 'Write the time or speed it really has.' },
  expected_rate: {
    text: 'A rate is expected here, not “{found}”.',
    remedy: 'Write for example “60 per 15 min”, or the fields in full.',
  },
  figure_without_best: { text: 'The figure has no “best”.', remedy: 'Add “best: …”: it is what the plan uses.' },
  figure_out_of_order: {
    text: 'low {low}, best {best}, high {high} are not in order.',
    remedy: 'Make low ≤ best ≤ high.',
  },
  speed_without_length: {
    text: 'A speed is given, but the corridor has no length.',
    remedy: 'Add “length: … km”, or give the time.',
  },
  rows_out_of_order: { text: 'The rows are not in order of “from”.', remedy: 'Sort them; each hour once.' },
  // Time
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
} as const satisfies Record<string, Message>
