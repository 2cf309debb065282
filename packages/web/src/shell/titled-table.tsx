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
            {heads.map((head, column) => {
              const isWords = typeof head === 'string'
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a head is its column; two may say the same, such as “Told”
                <th key={column} scope="col" className={isWords ? undefined : 'figure'}>
                  {isWords ? head : head.figure}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </TableScroller>
  )
}
