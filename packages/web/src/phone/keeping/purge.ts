// Wiping the phone: the keys first, since without them the rest is noise; then everything else, whatever fails on the way;
// and what could not be wiped is named.

export const wipeSteps = ['keys', 'storage', 'files', 'worker', 'preferences'] as const
export type WipeStep = (typeof wipeSteps)[number]

export type Wiping = { readonly [K in WipeStep]: () => Promise<void> }

/** The steps that failed: none, if all is gone. */
export async function wipe(wiping: Wiping): Promise<readonly WipeStep[]> {
  const failed: WipeStep[] = []
  for (const step of wipeSteps) {
    try {
      await wiping[step]()
    } catch {
      failed.push(step)
    }
  }
  return failed
}
