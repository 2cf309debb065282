// Windows: each a stretch of time, in order, apart, and longer than the buffer.

import { limits, type Window } from '../pause/schema.ts'
import { below, type Inquiry } from './inquiry.ts'

export function checkWindows(inquiry: Inquiry): void {
  const { sections, root } = inquiry
  const buffer = sections.terms?.clear?.buffer
  for (const window of sections.terms?.windows ?? []) {
    const { id } = window
    const lasts = window.close - window.open
    if (lasts <= 0) inquiry.error(inquiry.at(window, 'close'), 'window_reversed', { id })
    else if (lasts > limits.windowDays * 86_400) {
      inquiry.error(inquiry.at(window, 'close'), 'window_too_long', { id, limit: limits.windowDays })
    } else if (buffer !== undefined && buffer >= lasts) {
      const at = below(root, 'terms', 'clear', 'buffer')
      inquiry.error(at, 'buffer_too_long', { id, buffer: { seconds: buffer }, lasts: { seconds: lasts } })
    }
  }
  let before: Window | undefined
  for (const window of inquiry.windows) {
    if (before !== undefined && window.open < before.open) {
      inquiry.error(inquiry.at(window, 'open'), 'windows_out_of_order', { id: window.id, other: before.id })
    } else if (before !== undefined && window.open < before.close) {
      inquiry.error(inquiry.at(window, 'open'), 'windows_overlap', { id: window.id, other: before.id })
    }
    before = window
  }
}
