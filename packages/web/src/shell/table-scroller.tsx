import type { ReactNode } from 'react'

/** A table that may be wider than a phone: it scrolls in its own frame, which the Tab key reaches. */
export function TableScroller({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="table-scroller" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
