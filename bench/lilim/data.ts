// Where the instances and the best known values are read from. They are no part of this repository.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchOptions, chosenOf } from '../report.ts'
import { readTable } from '../routing-instances/csv.ts'
import { readLiLim } from '../routing-instances/li-lim.ts'
import type { PickupDeliveryInstance } from '../routing-instances/pickup-delivery.ts'
import { readOrThrow } from '../routing-instances/reading.ts'

const wanted = `The instances of Li & Lim are not here. Give their folder as --data DIR, or as TREVE_BENCH_DATA. In it:
  li_lim/{100,200,400,600,1000}/NAME.txt  instances, from SINTEF's TOP pages (Li & Lim benchmark), or VROOM-Project/vroom-scripts
  li_lim/best_distance.csv                instance,size,distance,source: PyVRP/Instances, PDPTW
  li_lim/best_vehicles_first.csv          instance,size,vehicles,distance,source: SINTEF's TOP pages
  li_lim/peers.csv                        instance,size,peer,setting,cpu_seconds,vehicles,distance,unserved_pairs: what others reached`

export interface Best {
  readonly instance: string
  readonly size: string
  readonly distance: number
  readonly vehicles: number | undefined
}

export interface Peer {
  readonly instance: string
  readonly peer: string
  readonly setting: string
  readonly distance: number
  readonly unserved: number
}

/** The folder of Li & Lim's instances; undefined, and said why, if they are not there. */
export function liLimFolder(data: string | undefined): string | undefined {
  const folder = data === undefined ? undefined : join(data, 'li_lim')
  if (folder !== undefined && existsSync(join(folder, 'best_distance.csv'))) return folder
  console.log(wanted)
  process.exitCode = 2
  return undefined
}

/** Those asked for; where neither names nor sizes are, those of 100 tasks. */
export function chosenLiLim({ instances, size }: Pick<BenchOptions, 'instances' | 'size'>, all: readonly Best[]) {
  const sizes = size ?? (instances === undefined ? '100' : undefined)
  return chosenOf({ instances, size: sizes }, all, { nameOf: (each) => each.instance, sizeOf: (each) => each.size })
}

export function bestDistances(folder: string): Best[] {
  return table(join(folder, 'best_distance.csv'), ['instance', 'size'], ['distance']).map((row) => ({
    ...row,
    distance: row.distance ?? Number.NaN,
    vehicles: undefined,
  }))
}

export function bestVehiclesFirst(folder: string): Best[] {
  return table(join(folder, 'best_vehicles_first.csv'), ['instance', 'size'], ['vehicles', 'distance']).map((row) => ({
    ...row,
    distance: row.distance ?? Number.NaN,
  }))
}

export function peersOf(folder: string): Peer[] {
  const file = join(folder, 'peers.csv')
  if (!existsSync(file)) return []
  return table(file, ['instance', 'peer', 'setting'], ['distance', 'unserved_pairs']).map((row) => ({
    ...row,
    distance: row.distance ?? Number.NaN,
    unserved: row.unserved_pairs ?? 0,
  }))
}

export function instanceOf(folder: string, { instance, size }: Best): PickupDeliveryInstance {
  const file = join(folder, size, `${instance}.txt`)
  return readOrThrow(readLiLim(file, instance, readFileSync(file, 'utf8')))
}

function table<Words extends string, Numbers extends string>(
  file: string,
  words: readonly Words[],
  numbers: readonly Numbers[],
) {
  return readOrThrow(readTable(file, readFileSync(file, 'utf8'), words, numbers))
}
