import type { QuestionWords } from './questions.ts'

export const en: QuestionWords = {
  screening: {
    title: 'Screening',
    questions: [
      'Will people be screened: by whom, where, for what, and which neutral body is present?',
      'If someone is held, who is told, and who follows up until the person is free or safe?',
    ],
  },
  men_of_fighting_age: {
    title: 'Men of fighting age',
    questions: [
      'Do they pass on the same terms as everyone else? If anything differs, what exactly, and who confirms that they arrived?',
    ],
  },
  weapons: {
    title: 'Weapons',
    questions: [
      'May any be carried, by whom and by which corridor; where is the rest left? How are civilian and medical vehicles kept free of them?',
    ],
  },
  private_cars: {
    title: 'Private cars',
    questions: ['May people leave in their own cars: by which corridor, how many an hour, checked where?'],
  },
  papers_and_belongings: {
    title: 'Papers and belongings',
    questions: ['What may people take with them? Do papers, telephones and medicines stay with their owners?'],
  },
  children_alone: {
    title: 'Children alone',
    questions: [
      'Who takes charge of a child without family, and who traces the family? May a family step down together if one of them is held?',
    ],
  },
  the_dead: {
    title: 'The dead',
    questions: ['Who recovers, identifies and hands over the dead, where and when? Who informs the families?'],
  },
  return: {
    title: 'Return',
    questions: [
      'May those who leave come back: from when, by which way, under what conditions? What becomes of their homes meanwhile?',
    ],
  },
  those_who_stay: {
    title: 'Those who stay',
    questions: [
      'How are those who stay told that they remain protected, and that nobody has to leave? What aid reaches them during the pause and after it?',
    ],
  },
  who_may_stop_it: {
    title: 'Who may stop it',
    questions: [
      'Who may halt movement, by which channel, with what reason given? What then happens to vehicles and people on the way?',
    ],
  },
  gate_contacts: {
    title: 'Contacts at each gate',
    questions: ['Who answers at each gate throughout the window, on which channel, and who stands in?'],
  },
  mines: {
    title: 'Mines and unexploded ordnance',
    questions: ['For each corridor: is it checked and clear, by whom, and until when does that hold?'],
  },
  destinations: {
    title: 'Destinations on each side',
    questions: [
      'May each person choose a destination on either side, and change that choice? In whose area does each of these lie?',
    ],
  },
}
