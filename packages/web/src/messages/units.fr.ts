import type { units as english } from './units.en.ts'

export const units: Readonly<Record<keyof typeof english, string>> = {
  'list.comma': ', ',
  'unit.tonnes': '{value} t',
  'unit.days': '{count} j',
  'unit.hours': '{count} h',
  'unit.minutes': '{count} min',
  'unit.seconds': '{count} s',
  'unit.percent': '{value} %',
  'unit.km': '{value} km',
  'unit.metres': '{value} m',
}
