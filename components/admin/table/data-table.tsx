'use client'

import {
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type ReactTable,
  type RowSelectionState,
  type SortingState,
} from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from '../../ui/class-names.ts'

/** What every admin table can do; the server sorts, filters and pages. */
export const adminFeatures = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
})
export type AdminTable<Row extends object> = ReactTable<typeof adminFeatures, Row>
export type AdminColumn<Row extends object> = ColumnDef<typeof adminFeatures, Row, unknown>

type UseAdminTableInput<Row extends object> = {
  rows: Row[]
  columns: AdminColumn<Row>[]
  rowId: (row: Row) => string
  sorting?: SortingState
  onSort?: (sorting: SortingState) => void
  selection?: RowSelectionState
  onSelect?: (selection: RowSelectionState) => void
  /** By column id; what is not named is shown. */
  visibility?: Record<string, boolean>
  onVisibility?: (visibility: Record<string, boolean>) => void
}

const noSorting: SortingState = []
const noSelection: RowSelectionState = {}
const allVisible: Record<string, boolean> = {}

/** Makes a table over rows that the server has already sorted and cut to a page. */
export function useAdminTable<Row extends object>(input: UseAdminTableInput<Row>): AdminTable<Row> {
  const { sorting = noSorting, selection = noSelection, visibility = allVisible } = input
  return useTable({
    features: adminFeatures,
    data: input.rows,
    columns: input.columns,
    getRowId: input.rowId,
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting, rowSelection: selection, columnVisibility: visibility },
    onSortingChange: (updater) => input.onSort?.(typeof updater === 'function' ? updater(sorting) : updater),
    onRowSelectionChange: (updater) =>
      input.onSelect?.(typeof updater === 'function' ? updater(selection) : updater),
    onColumnVisibilityChange: (updater) =>
      input.onVisibility?.(typeof updater === 'function' ? updater(visibility) : updater),
  })
}

type DataTableProps<Row extends object> = {
  table: AdminTable<Row>
  /** Said by screen readers. */
  caption: string
  /** Classes of a column's cells, head and body. */
  columnClasses?: Record<string, string>
  dense?: boolean
  /** A link in each row covers the whole of it: `after:absolute after:inset-0`. */
  leads?: boolean
  pending?: boolean
  className?: string
}

/** Rows with a sticky head and sorting by the column heads; wider than the screen, it scrolls by itself. */
export function DataTable<Row extends object>({
  table,
  caption,
  columnClasses = {},
  dense = false,
  leads = false,
  pending = false,
  className,
}: DataTableProps<Row>) {
  return (
    <section
      className={cn('relative overflow-x-auto', pending && 'opacity-60', className)}
      // Scrolled sideways by keys too (axe: scrollable-region-focusable).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={caption}
      aria-busy={pending}
    >
      <table className="w-full border-collapse text-body">
        <caption className="sr-only">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className="border-b border-line">
              {group.headers.map((header) => (
                <HeadCell
                  key={header.id}
                  sorted={header.column.getIsSorted()}
                  onSort={header.column.getCanSort() ? header.column.getToggleSortingHandler() : undefined}
                  className={columnClasses[header.column.id]}
                >
                  {header.isPlaceholder ? null : <table.FlexRender header={header} />}
                </HeadCell>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              className={cn(
                'border-b border-line transition-colors duration-[120ms] last:border-0 hover:bg-ink-2/60',
                dense ? 'h-11' : 'h-[52px]',
                leads && 'relative',
                row.getIsSelected() && 'bg-ink-2 shadow-[inset_2px_0_0_var(--lamp-line)]',
              )}
            >
              {row.getVisibleCells().map((cell) => (
                // A cell is no control; what it holds names itself.
                // oxlint-disable-next-line jsx-a11y/control-has-associated-label
                <td key={cell.id} className={cn('px-3 py-1.5 align-middle', columnClasses[cell.column.id])}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function HeadCell({
  sorted,
  onSort,
  className,
  children,
}: {
  sorted: false | 'asc' | 'desc'
  onSort: ((event: unknown) => void) | undefined
  className: string | undefined
  children: ReactNode
}) {
  const t = useTranslations('admin.table')
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      {...(sorted ? { 'aria-sort': sorted === 'asc' ? 'ascending' : 'descending' } : {})}
      className={cn('h-9 px-3 text-left text-small font-medium whitespace-nowrap text-shell-2', className)}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className="group -mx-2 inline-flex min-h-8 items-center gap-1 rounded-control px-2 hover:text-shell focus-visible:-outline-offset-2"
        >
          {children}
          <Arrow
            aria-hidden
            size={14}
            strokeWidth={1.75}
            className={cn(sorted ? 'text-shell' : 'opacity-0 group-hover:opacity-60')}
          />
          {sorted ? (
            <span className="sr-only">{sorted === 'asc' ? t('sortedAsc') : t('sortedDesc')}</span>
          ) : null}
        </button>
      ) : (
        children
      )}
    </th>
  )
}
