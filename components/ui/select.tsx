'use client'

import { Check, ChevronDown } from 'lucide-react'
import { Select as RadixSelect } from 'radix-ui'
import { cn } from './class-names.ts'
import type { FieldControl } from './field.tsx'

export type SelectOption = { value: string; label: string; disabled?: boolean }

type SelectProps = Partial<FieldControl> & {
  value: string
  onValueChange: (value: string) => void
  options: SelectOption[]
  placeholder?: string
  /** The spoken name, where no field's label names it. */
  label?: string
  /** 36 px and as wide as its words, for tool bars and pickers. */
  compact?: boolean
  disabled?: boolean
  className?: string
}

/** A choice of one among several. Values must not be empty strings. */
export function Select({
  value,
  onValueChange,
  options,
  placeholder,
  label,
  compact,
  disabled,
  className,
  ...control
}: SelectProps) {
  return (
    <RadixSelect.Root value={value} onValueChange={onValueChange} disabled={disabled}>
      <RadixSelect.Trigger
        {...control}
        aria-label={label}
        className={cn(
          'flex items-center justify-between gap-3 rounded-control border border-line-strong text-left text-shell transition-colors duration-[120ms] hover:bg-ink-3 disabled:bg-ink-3 disabled:text-shell-3 aria-invalid:border-2 aria-invalid:border-son data-[placeholder]:text-shell-3',
          compact
            ? 'h-9 px-3.5 text-small font-semibold max-md:h-11'
            : 'h-12 w-full bg-ink-1 px-3.5 text-body',
          className,
        )}
      >
        <span className="truncate">
          {/* Radix knows the words only once the page is alive: until then the choice would be blank. */}
          <RadixSelect.Value placeholder={placeholder}>
            {options.find((option) => option.value === value)?.label}
          </RadixSelect.Value>
        </span>
        <ChevronDown aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
      </RadixSelect.Trigger>
      <RadixSelect.Portal>
        <RadixSelect.Content
          position="popper"
          sideOffset={6}
          collisionPadding={12}
          className="menu-surface z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-auto p-1.5"
        >
          <RadixSelect.Viewport>
            {options.map((option) => (
              <RadixSelect.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className="menu-item pr-9"
              >
                <RadixSelect.ItemText>{option.label}</RadixSelect.ItemText>
                <RadixSelect.ItemIndicator className="absolute right-3 text-lamp-text">
                  <Check aria-hidden size={16} strokeWidth={1.75} />
                </RadixSelect.ItemIndicator>
              </RadixSelect.Item>
            ))}
          </RadixSelect.Viewport>
        </RadixSelect.Content>
      </RadixSelect.Portal>
    </RadixSelect.Root>
  )
}
