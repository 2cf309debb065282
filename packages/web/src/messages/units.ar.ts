import type { units as english } from './units.en.ts'

export const units: Readonly<Record<keyof typeof english, string>> = {
  'list.comma': '، ',
  'unit.tonnes': '{value} طن',
  'unit.percent': '{value}٪',
  'unit.km': '{value} كم',
  'unit.metres': '{value} م',
}
