// Why something was refused, of the day and of protection cases, and of what devices have signed.

export const refusalsDay = {
  'refused.alarm_unknown': 'There is no such alarm. Load the page anew.',
  'refused.attachment_missing': 'A photograph that it brings is not here yet: send it first.',
  'refused.case_open': 'There is an open case of this load: note it there.',
  'refused.case_unknown': 'There is no such case. Load the page anew.',
  'refused.counts_missing': 'Say what was counted.',
  'refused.lines_missing': 'Say what of which consignment, line by line.',
  'refused.not_a_report':
    'Devices report what was seen. This is said by those who run the pause: tell the coordination.',
  'refused.not_an_id': 'A name is no id of the pause: letters, digits, and . _ : / - alone.',
  'refused.not_for_desks': 'A desk reports what comes to it, and not this. Tell the coordination.',
  'refused.not_in_terms':
    'By the terms in force it closes at another time: draft, agree and notify the later close first.',
  'refused.not_later': 'It is no later than what was announced or agreed before, or it has passed. Give a later time.',
  'refused.not_own': 'It is about no vehicle, gate or place of yours. Whoever coordinates can set your duty.',
  'refused.not_relayed': 'What others told is passed on by who runs the day alone. Tell it to the coordination.',
  'refused.not_yet': 'It lies in the future: report it once it has happened.',
  'refused.order_unknown': 'There is no such order for this vehicle. Look at its orders as they are now.',
  'refused.other_account': 'The entry is of another account: it is not taken here. Report it anew, in this pause.',
  'refused.people_missing': 'Say how many people, as a range where it is not known exactly.',
  'refused.period_backwards': 'It ends before it begins. Give a later end.',
  'refused.place_missing': 'Say at which place or gate.',
  'refused.place_unknown': 'The pause has no such place. Choose one that it has.',
  'refused.range_backwards': 'Of a range: at the least, likeliest, at the most, in this order.',
  'refused.report_of_others': 'It is the word of another. Dispute it instead: both will stand.',
  'refused.report_unknown': 'There is no such report of the day. Load the page anew.',
  'refused.source_of_others': 'A device reports in its own name. What another saw, let them report.',
  'refused.tracker_bound': 'This tracker tells of another vehicle: unbind it first.',
  'refused.tracker_guessable':
    'Whoever guesses its id can send positions in its name. Give one of 16 letters or digits at the least.',
  'refused.tracker_not_bound': 'There is no such tracker. Load the page anew.',
  'refused.trip_missing': 'The vehicle has made more than one trip: say of which trip those who arrived are.',
  'refused.vehicle_missing': 'Say of which vehicle.',
  'refused.watched_missing': 'Say what was watched for.',
  'refused.window_unknown': 'The terms in force have no such window. Choose one that they have.',
} as const
