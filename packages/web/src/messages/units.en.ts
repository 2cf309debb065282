// Symbols of units, and what stands between the words of a list: of every page.

export const units = {
  'list.comma': ', ',
  'unit.tonnes': '{value} t',
  'unit.days': '{count} d',
  'unit.hours': '{count} h',
  'unit.minutes': '{count} min',
  'unit.seconds': '{count} s',
  'unit.percent': '{value}%',
  'unit.km': '{value} km',
  'unit.metres': '{value} m',
} as const
