// A table with its title told to who cannot see it, its heads, and a way to scroll it on a narrow page.

import type { ReactNode } from 'react'
import { TableScroller } from './table-scroller.tsx'

/** Of a column of words, or of one of figures. */
export type Head = string | { readonly figure: string }

export const figure = (head: string): Head => ({ figure: head })

export function TitledTable({
  title,
  heads,
  className,
  children,
}: {
  title: string
  heads: readonly Head[]
  className?: string
  children: ReactNode
}) {
  return (
    <TableScroller label={title}>
      <table className={className}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {heads.map((head) =>
              typeof head === 'string' ? (
                <th key={head} scope="col">
                  {head}
                </th>
              ) : (
                <th key={head.figure} scope="col" className="figure">
                  {head.figure}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </TableScroller>
  )
}
