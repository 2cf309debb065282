// Symbols of units, of every page.

export const units = {
  'unit.tonnes': '{value} t',
  'unit.percent': '{value}%',
  'unit.km': '{value} km',
  'unit.metres': '{value} m',
} as const
