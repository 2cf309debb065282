// Points of Ed25519 that every platform judges alike. Of others they do not: OpenSSL 3.5 refuses points of small order
// as the Web's cryptography is specified to, BoringSSL takes them, and takes some of them in two spellings. An account
// that holds for one auditor and not for another is worse than none, so such points are refused before any is asked.
// Nobody's honest key or signature is among them (Chalkias, Garillot, Nikolaenko: Taming the many EdDSAs, 2020).

/** 2^255 − 19, little-endian, as points are written: the numbers below it have one spelling. */
const prime = new Uint8Array(32).fill(0xff)
prime[0] = 0xed
prime[31] = 0x7f

/** y of the eight points whose order divides 8; x and −x share one. */
const ofSmallOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map((hex) => Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16)))

/** Of 32 bytes: y is below the prime, and not of a point of small order. Whether it is on the curve is not asked. */
export function isPlainPoint(bytes: Uint8Array): boolean {
  return compareY(bytes, prime) < 0 && ofSmallOrder.every((y) => compareY(bytes, y) !== 0)
}

/** Of the numbers; the highest bit is the sign of x. */
function compareY(bytes: Uint8Array, y: Uint8Array): number {
  for (let at = 31; at >= 0; at--) {
    const difference = ((bytes[at] ?? 0) & (at === 31 ? 0x7f : 0xff)) - (y[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
