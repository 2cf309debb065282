// One thing that can be done, folded away until it is wanted.

import type { ReactNode } from 'react'

export function Act({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <details className="act no-print">
      <summary>{title}</summary>
      {about !== undefined && <p className="about">{about}</p>}
      {children}
    </details>
  )
}
