// Why something was refused, of notifications, conversations, messages and publishing.

export const refusalsTold = {
  'refused.nobody_to_tell': 'The terms name no party that would be told: name parties in the draft.',
  'refused.movement_twice': 'A movement is there twice: give each an id of its own.',
  'refused.band_backwards': 'A time band ends before it begins. Give a later end.',
  'refused.nothing_moves': 'There are neither vehicles nor people on foot. Say what moves.',
  'refused.kind_twice': 'A kind of vehicle is named twice. Name it once, with their number together.',
  'refused.outside_windows':
    'A movement is not within a window of the terms in force. Move it into one, or change the terms first.',
  'refused.corridor_not_for_this':
    'The terms in force have no such corridor for this use. Choose another corridor, or change the terms first.',
  'refused.segment_unknown': 'The corridor has no such segment. Choose one that it has.',
  'refused.lead_time_short':
    'A movement begins too soon after it is told. Begin it later, or give the ground and the reason.',
  'refused.emergency_lead_longer': 'The lead time in an emergency is longer than the usual one. Give a shorter one.',
  'refused.nothing_changed': 'This is what the parties were told already: there is nothing to notify.',
  'refused.ended_not_taken_back':
    'The pause is broken off or over: nobody is asked for the receipt of its movements. Take the notification back, and ask for the receipt of that.',
  'refused.form_of_what':
    'A form that was handed over is of a notification to that party, with the SHA-256 of its bytes. Choose the notification, and the file that was handed over.',
  'refused.notification_unknown': 'There is no such notification, or not for this party. Load the page anew.',
  'refused.notification_cancelled': 'It was taken back: notify anew.',
  'refused.too_long': 'It is too much for one notification: divide it into several.',
  'refused.of_another_party': 'A liaison answers for its own party alone. Leave the others to the coordination.',
  'refused.not_by_its_page': 'By its own page a party confirms itself: say by which channel you have it.',
  'refused.not_then': 'It lies before it was sent, or in the future. Give the time at which it was.',
  'refused.no_further_contact': 'Nobody further is in line at this party: set a contact.',
  'refused.cap_message_missing':
    'An acknowledgement by CAP is the CAP message itself, and only that. Give the message.',
  'refused.cap_unusable': 'The CAP message cannot be used. Ask for it again, or for the receipt by another channel.',
  'refused.cap_sender_unknown':
    'No contact of this party sends CAP as this one does. Find out who sent it before you set them as a contact.',
  'refused.cap_about_something_else':
    'The CAP message does not refer to this notification. Choose the one that it refers to.',
  'refused.cap_status':
    'Its status is not that of the notification: an exercise answers an exercise alone. Ask for it again, with the right status.',
  'refused.cap_time':
    'It was sent before the notification, or in the future. Ask for it again, and whether the sender’s clock is right.',
  'refused.cap_replayed': 'This CAP message was taken before: it counts once.',
  'refused.departs_from_notified':
    'The order departs from what the parties were told. Notify the change and let its lead time run, or let a coordinator override it with a reason.',
  'refused.waits_for_others':
    'By the terms this movement waits for others to move. Issue the order once that is attested, or let a coordinator waive the condition with a reason.',
  'departure.terms': 'terms in force',
  'refused.order_id_taken': 'There is another order under this id. Give this one an id of its own.',
  'refused.order_recalled': 'The order was recalled: give the new one an id of its own.',
  'refused.pause_not_running': 'The pause is stopped or over: nothing further starts.',
  'refused.nothing_departs': 'The order is within what was notified: issue it as it is.',
  'refused.not_a_person': 'A person decides this, each for themselves. Sign in as yourself.',
  'refused.second_person_needed': 'Another person than the first is needed. Ask one to do it.',
  'refused.address_of_a_person':
    'There is what looks like an e-mail address. Write a function, a call sign or a duty number instead.',
  'refused.number_of_a_person':
    'There is what looks like a telephone number. Duty numbers stand in the contacts; write the function or call sign.',
  'refused.contact_of_what': 'A contact of a gate names the gate, one of a party the party.',
  'refused.one_primary_channel': 'Exactly one channel is used first. Mark one.',
  'refused.contact_unknown': 'There is no such contact: set it first.',
  'refused.channel_unknown': 'The contact has no such channel: set it first.',
  'refused.not_an_entry': 'What it is about are entries of the account, by their ids.',
  'refused.shift_of_what': 'A shift is handed over within the office, and what is taken over is one note of it.',
  'refused.shift_taken_over': 'Somebody has taken this note over already: it stands there who.',
  'refused.language_missing': 'It must be in further languages too: add the words.',
  'refused.message_expired': 'It has expired, or would before it is sent: give a later time.',
  'refused.message_settled': 'It was approved or taken back: draft another under its own id.',
  'refused.message_unknown': 'There is no such message. Load the page anew.',
  'refused.message_cancelled': 'The message was taken back: draft another.',
  'refused.not_approved': 'The message is not approved by somebody who may approve it still. Have it approved first.',
  'refused.call_without_seats': 'A call to seats names places, times and seats; information names none.',
  'refused.no_plan_agreed':
    'No plan is agreed: there are no seats yet that people could be called to. Agree a plan first.',
  'refused.plan_changed': 'The plan changed since it was drafted: draft another.',
  'refused.seats_differ':
    'Another message calls there at a time that overlaps, or by another number of seats. Take that one back first, or call by the same.',
  'refused.more_seats_than_planned': 'More seats would be called than are planned. Call fewer.',
  'refused.too_early': 'Too early: movements may still go on, or the delay has not passed. Wait until then.',
  'refused.not_all_clear':
    'The pause is not closed, or a vehicle is not known to be clear. Close it, and find out where each vehicle is, first.',
  'refused.key_unusable':
    'This is no verifier key. It has a name, eight hexadecimal digits and a key, with + between. Copy the whole of it.',
  'refused.key_unknown': 'This key is not registered in this pause: register it first.',
  'refused.key_not_named':
    'The entry is signed by other keys than those that two people have named when they signed here. Sign it anew, with those.',
  'refused.another_window': 'The entry is of another window, or of another delay. Sign it anew.',
  'refused.opens_other': 'The entry opens something else than what is shown now. Look again, then sign.',
  'refused.signed_before_stop':
    'The entry was signed before publishing was stopped, or in the beat of the stop. Sign it anew.',
  'refused.key_file_unusable':
    'This file is no key to sign with. Choose the file that was saved when the key was made.',
  'refused.half_unusable':
    'What the other has signed does not hold, or says something else than what is to be signed. Nothing was signed. Speak with them by another channel before you go on.',
  'refused.unknown_key':
    'A key of the two is not in the account yet: it counts from the next beat after it was registered. Hand it in again then.',
  'refused.entry_unusable': 'This is no entry that opens this account to the public. Sign what this page shows.',
} as const
