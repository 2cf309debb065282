// What a difference is about, by its path, so that people find the ones they look for.

export const differenceSubjects = [
  'times',
  'places',
  'routes',
  'who',
  'aid',
  'destinations',
  'everything_else',
] as const
export type DifferenceSubject = (typeof differenceSubjects)[number]

const ofTerms: Readonly<Record<string, DifferenceSubject>> = {
  windows: 'times',
  clear: 'times',
  stated_by: 'who',
  agreed_by: 'who',
}

const ofWhatIsSaid: Readonly<Record<string, DifferenceSubject>> = {
  screening: 'who',
  men_of_fighting_age: 'who',
  weapons: 'who',
  children_alone: 'who',
  private_cars: 'routes',
  gate_contacts: 'routes',
  mines: 'routes',
  destinations: 'destinations',
}

const ofSections: Readonly<Record<string, DifferenceSubject>> = {
  time_zone: 'times',
  zone: 'places',
  places: 'places',
  corridors: 'routes',
  links: 'routes',
  network: 'routes',
  parties: 'who',
  people: 'who',
  aid: 'aid',
}

export function subjectOf(path: string): DifferenceSubject {
  const [section = '', second = '', third = ''] = path.split('/')
  if (section === 'people' && third === 'to') return 'destinations'
  const found = section === 'terms' ? (second === 'says' ? ofWhatIsSaid[third] : ofTerms[second]) : ofSections[section]
  return found ?? 'everything_else'
}
