'use client'

import { Select } from '../../ui/select.tsx'

const anyValue = 'any'

type FilterSelectProps = {
  label: string
  /** What stands there when nothing is filtered. */
  anyLabel: string
  value: string | null
  options: { value: string; label: string }[]
  onChange: (value: string | null) => void
}

/** A filter of a table: one of several, or any. */
export function FilterSelect({ label, anyLabel, value, options, onChange }: FilterSelectProps) {
  return (
    <Select
      compact
      label={label}
      value={value ?? anyValue}
      onValueChange={(next) => onChange(next === anyValue ? null : next)}
      options={[{ value: anyValue, label: anyLabel }, ...options]}
    />
  )
}
