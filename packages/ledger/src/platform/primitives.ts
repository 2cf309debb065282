// What the log asks of the platform it runs on: the two primitives, at once and without waiting. package.json says by
// `#platform-crypto` which module gives them where; everything else is the same code everywhere.

export interface Primitives {
  sha256(bytes: Uint8Array): Uint8Array
  ed25519Signer(seed: Uint8Array): Ed25519Signer
  /**
   * Whether R = S·B − k·A to the byte, with S below the order of B: without the cofactor, which would let more hold.
   * Keys and signatures have their lengths; their points are those that `isPlainPoint` lets through.
   */
  ed25519Verifier(publicKey: Uint8Array): Ed25519Verifier
}

export interface Ed25519Signer {
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

export type Ed25519Verifier = (message: Uint8Array, signature: Uint8Array) => boolean
