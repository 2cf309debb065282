// What vehicles, places and gates are called, and where a vehicle is, in words.

import type { PauseView } from '../view.ts'
import { useWords, type Words } from '../words.tsx'
import type { AtView } from './day.ts'

export interface BoardNames {
  place(id: string): string
  corridor(id: string): string
  where(at: AtView | null): string
}

export function boardNames({ t, text }: Pick<Words, 't' | 'text'>, pause: PauseView | undefined): BoardNames {
  const place = (id: string) => text(pause?.places.find((each) => each.id === id)?.name ?? {}, id)
  const corridor = (id: string) => text(pause?.corridors.find((each) => each.id === id)?.name ?? {}, id)
  return {
    place,
    corridor,
    where(at) {
      if (at === null) return t('board.unknown')
      if ('place' in at) return place(at.place)
      return t(at.direction === 'in' ? 'board.where.in' : 'board.where.out', { corridor: corridor(at.corridor) })
    },
  }
}

export function useBoardNames(pause: PauseView | undefined): BoardNames {
  return boardNames(useWords(), pause)
}
