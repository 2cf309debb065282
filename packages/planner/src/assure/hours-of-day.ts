// Ways that take longer at some hours: who is late drives as long as the hour then says. A minute is told from another, no less.

import type { Corridor, VehicleKind } from '@treve/model'
import { type Problem, valueThen } from '../problem.ts'

/** How long it takes to set out then, in seconds; undefined: it is not told. */
type SecondsThen = (at: number) => number | undefined

export class HoursOfDay {
  private readonly problem: Problem
  private readonly hasVaryingLinks: boolean
  private readonly byName = new Map<string, number>()
  private readonly ways: { readonly secondsThen: SecondsThen; readonly byMinute: Map<number, number | undefined> }[] =
    []

  constructor(problem: Problem) {
    this.problem = problem
    this.hasVaryingLinks = problem.pause.links.some(({ time }) => (time?.length ?? 0) > 1)
  }

  /** On streets; −1: it takes as long at any hour. A wait for a link that opens later is part of it, and stretches with it. */
  drive(kind: VehicleKind, from: string, to: string): number {
    if (!this.hasVaryingLinks || from === to) return -1
    const { times } = this.problem
    return this.way(`${kind} ${from} ${to}`, (at) => {
      const arrival = times.arrival(kind, from, to, at)
      return arrival === undefined ? undefined : arrival - at
    })
  }

  /** On a corridor, from mouth to mouth; −1: as long at any hour. */
  passage(kind: VehicleKind, corridor: Corridor): number {
    if (corridor.travel.length < 2) return -1
    return this.way(`${kind} on ${corridor.id}`, (at) => valueThen(this.problem, corridor.travel, at)[kind])
  }

  /** What it takes to set out at an instant ÷ what it takes as planned. */
  ratio(way: number, planned: number, at: number): number {
    const [then, usual] = [Math.floor(at / 60), Math.floor(planned / 60)]
    if (way < 0 || then === usual) return 1
    const seconds = this.seconds(way, then)
    const plannedSeconds = this.seconds(way, usual)
    return seconds === undefined || plannedSeconds === undefined || plannedSeconds === 0 ? 1 : seconds / plannedSeconds
  }

  private way(name: string, secondsThen: SecondsThen): number {
    const known = this.byName.get(name) ?? this.ways.push({ secondsThen, byMinute: new Map() }) - 1
    this.byName.set(name, known)
    return known
  }

  private seconds(way: number, minute: number): number | undefined {
    const known = this.ways[way]
    if (known === undefined) return undefined
    if (!known.byMinute.has(minute)) known.byMinute.set(minute, known.secondsThen(minute * 60))
    return known.byMinute.get(minute)
  }
}
