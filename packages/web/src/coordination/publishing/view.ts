// What is shown of publishing (docs/formats/notifications.md), as far as pages use it.

interface Signature {
  readonly by: string
  readonly at: string
}

export interface PublishingView {
  readonly stopped_at: string | null
  readonly resuming: readonly Signature[]
  readonly release: {
    readonly due: string | null
    readonly last_close: string | null
    readonly delay_s: number
    /** `entry`: they are ready for the other to sign first, or have signed first. */
    readonly signed: readonly (Signature & { readonly entry: 'ready' | 'half' | null })[]
    readonly may_be_entered: boolean
    readonly released_at: string | null
  }
}
