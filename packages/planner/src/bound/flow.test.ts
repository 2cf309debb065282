import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FlowNetwork } from './flow.ts'

describe('greatest flow', () => {
  it('equals the least cut, tried over every cut of small networks', () => {
    const arcs = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(9)), { maxLength: 14 })
    fc.assert(
      fc.property(arcs, (list) => {
        const network = new FlowNetwork()
        for (let node = 0; node < 6; node++) network.node()
        for (const [from, to, capacity] of list) if (from !== to) network.arc(from, to, capacity)
        let least = Number.POSITIVE_INFINITY
        for (let cut = 0; cut < 64; cut++) {
          if ((cut & 1) === 0 || (cut & 32) !== 0) continue // node 0 on the side of the source, node 5 on the other
          let across = 0
          for (const [from, to, capacity] of list)
            if (from !== to && (cut & (1 << from)) !== 0 && (cut & (1 << to)) === 0) across += capacity
          least = Math.min(least, across)
        }
        expect(network.greatest(0, 5)).toBe(least)
      }),
    )
  })
})
