// What a plan's `would_take` says, in the reader's words. Its grammar: docs/formats/plan.md.

import type { Words } from '../words.tsx'

export function takeText(words: Words, written: string): string {
  const part = / \((\d+) of (\d+)\)$/.exec(written)
  const change = changeText(words, part === null ? written : written.slice(0, part.index)) ?? written
  if (part === null) return change
  return words.t('unserved.part', { change, some: words.number(Number(part[1])), all: words.number(Number(part[2])) })
}

function changeText({ t, duration, number }: Words, written: string): string | undefined {
  const [kind, id = '', ...rest] = written.split(' ')
  const amountWord = rest.find((word) => word.startsWith('+'))
  const amount = amountWord === undefined ? '' : number(Number(amountWord))
  const perSeconds = /per (\d+) s$/.exec(written)?.[1]
  const per = perSeconds === undefined ? '' : duration(Number(perSeconds))
  switch (kind) {
    case 'fleet':
      return id === 'for' ? t('take.fleetFor') : t('take.fleet', { id, amount })
    case 'corridor':
      return t('take.corridorFor')
    case 'way':
      return t('take.wayTo', { id: rest[0] ?? '' })
    case 'window':
      return t('take.window', { id, amount })
    case 'beds': {
      const mobility = (['stretcher', 'wheelchair', 'seated'] as const).find((each) => each === rest[0])
      return mobility === undefined ? undefined : t('take.beds', { id, amount, mobility: t(`people.${mobility}`) })
    }
    case 'places':
      return t('take.places', { id, amount })
    case 'intake':
      return t('take.intake', { id, amount, per })
    case 'lanes':
      return t('take.lanes', { id, amount })
    case 'capacity':
      return t('take.capacity', { id, amount, per })
    default:
      return undefined
  }
}
