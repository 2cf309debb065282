// Phones for tests: on a shelf in memory, before a server in memory, with a clock that the test moves.

import { beginning, changesBetween, keptFrom } from '../../src/phone/keeping/kept.ts'
import { Phone, type World } from '../../src/phone/phone.ts'
import { FieldServer, pause, randomOf, start } from './field-server.ts'
import { MemoryShelf } from './memory-shelf.ts'

export interface Held {
  readonly server: FieldServer
  readonly shelf: MemoryShelf
  readonly clock: { aheadS: number }
  phone: Phone
  /** Switched off and on again: only what was on the shelf is left. */
  restart(): Promise<void>
}

export async function heldPhone(server = new FieldServer(), seed = 1, device = 'd'.repeat(32)): Promise<Held> {
  if (!server.isOpen) await server.open()
  const shelf = new MemoryShelf()
  const clock = { aheadS: 0 }
  const random = randomOf(seed)
  const world: World = {
    call: server.call,
    nowMs: () => (server.nowS + clock.aheadS) * 1000,
    random,
    sign: async () => new Uint8Array(64),
    breathe: async () => undefined,
  }
  const first = beginning({ device, pause })
  await shelf.write(changesBetween(undefined, first))
  const held: Held = {
    server,
    shelf,
    clock,
    phone: new Phone(shelf, first, world),
    async restart() {
      await held.phone.close()
      const kept = keptFrom(await shelf.records())
      if (kept === undefined) throw new Error('it was enrolled')
      held.phone = new Phone(shelf, kept, world)
    },
  }
  return held
}

export { start }
