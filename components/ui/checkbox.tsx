'use client'

import { Check, Minus } from 'lucide-react'
import { Checkbox as RadixCheckbox, Switch as RadixSwitch } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

/** A tick box; `checked="indeterminate"` shows a dash. Name it by a label or `aria-label`. */
export function Checkbox({ className, ...rest }: ComponentProps<typeof RadixCheckbox.Root>) {
  return (
    <RadixCheckbox.Root
      className={cn(
        'group relative grid size-[18px] shrink-0 place-items-center rounded-badge border border-line-strong before:absolute before:-inset-3 disabled:opacity-50 data-[state=checked]:border-lamp data-[state=checked]:bg-lamp data-[state=indeterminate]:border-lamp data-[state=indeterminate]:bg-lamp',
        className,
      )}
      {...rest}
    >
      <RadixCheckbox.Indicator className="text-on-lamp">
        <Minus
          aria-hidden
          size={14}
          strokeWidth={2.5}
          className="hidden group-data-[state=indeterminate]:block"
        />
        <Check aria-hidden size={14} strokeWidth={2.5} className="group-data-[state=indeterminate]:hidden" />
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  )
}

/** On or off, at once. Name it by a label or `aria-label`. */
export function Switch({ className, ...rest }: ComponentProps<typeof RadixSwitch.Root>) {
  return (
    <RadixSwitch.Root
      className={cn(
        'relative h-6 w-11 shrink-0 rounded-full border border-line-strong bg-ink-3 transition-colors duration-[120ms] before:absolute before:-inset-2.5 disabled:opacity-50 data-[state=checked]:border-lamp data-[state=checked]:bg-lamp',
        className,
      )}
      {...rest}
    >
      <RadixSwitch.Thumb className="block size-4 translate-x-1 rounded-full bg-shell-2 transition-transform duration-[120ms] ease-house data-[state=checked]:translate-x-[23px] data-[state=checked]:bg-on-lamp" />
    </RadixSwitch.Root>
  )
}
