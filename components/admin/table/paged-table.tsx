'use client'

import type { ReactNode } from 'react'
import { DataTable, type AdminTable } from './data-table.tsx'
import { Pager } from './pager.tsx'
import type { TableUrl } from './use-table-url.ts'

type PagedTableProps = {
  /** Which of how many pages the rows are. */
  place: { page: number; pageSize: number; total: number }
  url: TableUrl
  caption: string
  columnClasses: Record<string, string>
  dense?: boolean
  /** A link in each row covers the whole of it. */
  leads?: boolean
  /** What phones show in the table's place. */
  cards?: ReactNode
}

/** A table, or cards where it has no room, and the way to the next page. */
export function PagedTable<Row extends object>({
  table,
  place,
  url,
  caption,
  columnClasses,
  dense,
  leads,
  cards,
}: PagedTableProps & { table: AdminTable<Row> }) {
  return (
    <>
      <DataTable
        dense={dense}
        leads={leads}
        table={table}
        caption={caption}
        columnClasses={columnClasses}
        pending={url.pending}
        className={cards ? 'max-md:hidden' : undefined}
      />
      {cards}
      <div className="border-t border-line">
        <Pager {...place} onPage={(page) => url.set({ page: page === 1 ? null : String(page) })} />
      </div>
    </>
  )
}
