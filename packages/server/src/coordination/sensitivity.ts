// How sensitive a field is, written shortly. A field that declares none is `severe`.

export const low = (doc: string) => ({ sensitivity: 'low' as const, doc })
export const moderate = (doc: string) => ({ sensitivity: 'moderate' as const, doc })
export const high = (doc: string) => ({ sensitivity: 'high' as const, doc })
