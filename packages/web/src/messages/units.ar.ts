import type { units as english } from './units.en.ts'

export const units: Readonly<Record<keyof typeof english, string>> = {
  'list.comma': '، ',
  'unit.tonnes': '{value} طن',
  'unit.days': '{count} ي',
  'unit.hours': '{count} س',
  'unit.minutes': '{count} د',
  'unit.seconds': '{count} ث',
  'unit.percent': '{value}٪',
  'unit.km': '{value} كم',
  'unit.metres': '{value} م',
}
