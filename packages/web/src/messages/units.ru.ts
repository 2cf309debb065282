import type { units as english } from './units.en.ts'

export const units: Readonly<Record<keyof typeof english, string>> = {
  'list.comma': ', ',
  'unit.tonnes': '{value} т',
  'unit.percent': '{value} %',
  'unit.km': '{value} км',
  'unit.metres': '{value} м',
}
