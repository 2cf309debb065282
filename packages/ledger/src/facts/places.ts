// Places within places, and the sides of the line in them. What lies certainly within, what perhaps, and what not.

export interface Place {
  readonly id: string
  readonly within?: string
  /** The side of the line that all of it is on. */
  readonly side?: string
  /** Sides that the line divides it into. */
  readonly sides?: readonly string[]
  /** All the points from which the whole of it can be watched, where that was settled beforehand. */
  readonly points?: readonly string[]
}

export type Inclusion = 'certain' | 'possible' | 'none'

export class Places {
  readonly byId: ReadonlyMap<string, Place>

  constructor(places: readonly Place[]) {
    this.byId = new Map(places.map((place) => [place.id, place]))
  }

  /** The place and all that it lies in. A chain that comes back to itself ends where it does. */
  chainOf(id: string): readonly string[] {
    const chain: string[] = []
    for (let next: string | undefined = id; next !== undefined && !chain.includes(next); ) {
      chain.push(next)
      next = this.byId.get(next)?.within
    }
    return chain
  }

  isWithin(inner: string, outer: string): boolean {
    return this.chainOf(inner).includes(outer)
  }

  /** Whether what is said to be at `place` (undefined: not said) is in the cell. */
  inclusion(
    place: string | undefined,
    side: string | undefined,
    cell: { place: string; side: string | 'any' },
  ): Inclusion {
    const byPlace = this.inclusionOfPlace(place, cell.place)
    if (byPlace === 'none' || cell.side === 'any') return byPlace
    const known = side ?? this.sideOf(place)
    if (known === undefined) return 'possible'
    return known === cell.side ? byPlace : 'none'
  }

  private inclusionOfPlace(place: string | undefined, cell: string): Inclusion {
    if (place === undefined || !this.byId.has(place)) return place === cell ? 'certain' : 'possible'
    if (this.isWithin(place, cell)) return 'certain'
    return this.isWithin(cell, place) ? 'possible' : 'none'
  }

  sideOf(place: string | undefined): string | undefined {
    if (place === undefined) return undefined
    return this.chainOf(place)
      .map((id) => this.byId.get(id)?.side)
      .find((side) => side !== undefined)
  }

  /** Sides that the line divides the place, or the nearest place around it that is divided, into. */
  sidesOf(place: string): readonly string[] {
    const own = this.sideOf(place)
    if (own !== undefined) return []
    return (
      this.chainOf(place)
        .map((id) => this.byId.get(id)?.sides)
        .find((sides) => sides !== undefined) ?? []
    )
  }

  /** What must be watched to have watched the place, or one side of the line in it. */
  pointsOf(place: string, side: string | 'any' = 'any'): readonly string[] {
    const points = this.byId.get(place)?.points ?? [place]
    if (side === 'any') return points
    return points.filter((point) => {
      const own = this.sideOf(point)
      return own === undefined || own === side
    })
  }

  roots(): readonly string[] {
    return [...this.byId.values()].filter(({ within }) => within === undefined).map(({ id }) => id)
  }
}
