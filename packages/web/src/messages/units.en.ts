// Symbols of units, and what stands between the words of a list: of every page.

export const units = {
  'list.comma': ', ',
  'unit.tonnes': '{value} t',
  'unit.percent': '{value}%',
  'unit.km': '{value} km',
  'unit.metres': '{value} m',
} as const
