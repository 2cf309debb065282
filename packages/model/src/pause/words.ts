// The closed lists of words of a pause file.

export const partyRoles = ['party_to_conflict', 'humanitarian', 'guarantor', 'authority', 'observer', 'donor'] as const
export const placeKinds = [
  'depot',
  'mouth',
  'pick_up',
  'reception',
  'hospital',
  'warehouse',
  'drop',
  'junction',
] as const
export const vehicleKinds = ['bus', 'minibus', 'car', 'ambulance', 'truck', 'escort'] as const
export const uses = ['civilians', 'medical', 'aid', 'armed_groups'] as const
/** What people move as. Aid moves too, but is no movement of people. */
export const movements = ['civilians', 'medical', 'armed_groups'] as const
export const mobilities = ['on_foot', 'seated', 'wheelchair', 'stretcher'] as const
/** In the order in which they are served. */
export const priorities = ['life_critical', 'medical', 'dependent', 'general'] as const
/** What people said when they were asked; or that nobody asked them. Only who wishes to leave is planned. */
export const wishes = ['leave', 'stay', 'not_asked'] as const
export const directions = ['in', 'out'] as const
export const directionRules = ['in', 'out', 'both', 'alternating'] as const
export const categories = [
  'food',
  'water',
  'medicine',
  'medical_equipment',
  'daily_necessities',
  'shelter',
  'fuel',
  'other',
] as const

/** What terms are often silent on, and what goes wrong for it. `check` asks about each. */
export const subjects = [
  'screening',
  'men_of_fighting_age',
  'weapons',
  'private_cars',
  'papers_and_belongings',
  'children_alone',
  'the_dead',
  'return',
  'those_who_stay',
  'who_may_stop_it',
  'gate_contacts',
  'mines',
  'destinations',
] as const

export type PartyRole = (typeof partyRoles)[number]
export type PlaceKind = (typeof placeKinds)[number]
export type VehicleKind = (typeof vehicleKinds)[number]
export type Use = (typeof uses)[number]
export type Movement = (typeof movements)[number]
export type Mobility = (typeof mobilities)[number]
export type Priority = (typeof priorities)[number]
export type Wish = (typeof wishes)[number]
export type Direction = (typeof directions)[number]
export type DirectionRule = (typeof directionRules)[number]
export type Category = (typeof categories)[number]
export type Subject = (typeof subjects)[number]
