'use client'

import type { ReactNode } from 'react'
import { cn } from '../../ui/class-names.ts'
import { FilterSelect } from './filter-select.tsx'
import { SearchBox } from './search-box.tsx'
import type { TableUrl } from './use-table-url.ts'

/** A field whose text stands in the address under `name`. */
export type ToolbarSearch = {
  name: string
  label: string
  placeholder: string
  /** A parameter that this search takes the place of. */
  replaces?: string
}

/** A choice that stands in the address under `name`; `anyLabel` shows while nothing is chosen. */
export type ToolbarFilter = {
  name: string
  label: string
  anyLabel: string
  options: { value: string; label: string }[]
}

type TableToolbarProps = {
  url: TableUrl
  searches?: ToolbarSearch[]
  filters: ToolbarFilter[]
  className?: string
  /** What only this table has, after the filters. */
  children?: ReactNode
}

/** The searches and filters above a table, each kept in the page's address. */
export function TableToolbar({ url, searches = [], filters, className, children }: TableToolbarProps) {
  return (
    <div className={cn('flex flex-wrap items-center gap-2', className)}>
      {searches.map(({ name, label, placeholder, replaces }) => (
        <SearchBox
          key={name}
          value={url.get(name) ?? ''}
          onSearch={(text) => url.set({ [name]: text, ...(replaces ? { [replaces]: null } : {}) })}
          placeholder={placeholder}
          label={label}
          className={cn('w-full', searches.length > 1 ? 'md:w-[220px]' : 'md:w-[280px]')}
        />
      ))}
      {filters.map(({ name, label, anyLabel, options }) => (
        <FilterSelect
          key={name}
          label={label}
          anyLabel={anyLabel}
          value={url.get(name)}
          options={options}
          onChange={(value) => url.set({ [name]: value })}
        />
      ))}
      {children}
    </div>
  )
}
