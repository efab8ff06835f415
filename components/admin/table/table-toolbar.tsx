'use client'

import type { ReactNode } from 'react'
import { cn } from '../../ui/class-names.ts'
import { Input } from '../../ui/field.tsx'
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
  /** What the days `from` and `to` of the address are called, where the table is of things that happened. */
  days?: { from: string; to: string }
  className?: string
  /** What only this table has, after the filters. */
  children?: ReactNode
}

/** The searches and filters above a table, each kept in the page's address. */
export function TableToolbar({ url, searches = [], filters, days, className, children }: TableToolbarProps) {
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
      {days ? (
        <div className="flex gap-x-4 gap-y-2 max-md:w-full max-md:flex-col">
          <Day url={url} name="from" label={days.from} />
          <Day url={url} name="to" label={days.to} />
        </div>
      ) : null}
      {children}
    </div>
  )
}

function Day({ url, name, label }: { url: TableUrl; name: 'from' | 'to'; label: string }) {
  return (
    <label className="flex items-center gap-2 text-small text-shell-2 max-md:w-full">
      <span className="max-md:w-16">{label}</span>
      <Input
        compact
        type="date"
        value={url.get(name) ?? ''}
        onChange={(event) => url.set({ [name]: event.target.value })}
        className="h-9 w-[150px] text-small max-md:h-11 max-md:flex-1"
      />
    </label>
  )
}
