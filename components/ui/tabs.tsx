'use client'

import { Tabs as RadixTabs } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

/** Parts of one page, one shown at a time: `<Tabs><TabList><Tab/></TabList><TabPanel/></Tabs>`. */
export const Tabs = RadixTabs.Root

/** The row of tabs. */
export function TabList({ className, ...rest }: ComponentProps<typeof RadixTabs.List>) {
  return (
    <RadixTabs.List className={cn('flex gap-6 overflow-x-auto border-b border-line', className)} {...rest} />
  )
}

/** One tab; the chosen one stands on a light line. */
export function Tab({ className, ...rest }: ComponentProps<typeof RadixTabs.Trigger>) {
  return (
    <RadixTabs.Trigger
      className={cn(
        'relative min-h-11 text-body font-medium whitespace-nowrap text-shell-2 transition-colors after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-full hover:text-shell focus-visible:-outline-offset-2 data-[state=active]:text-shell data-[state=active]:after:bg-lamp-line data-[state=active]:after:shadow-lamp',
        className,
      )}
      {...rest}
    />
  )
}

/** What a tab shows. */
export function TabPanel({ className, ...rest }: ComponentProps<typeof RadixTabs.Content>) {
  return <RadixTabs.Content className={cn('pt-5', className)} {...rest} />
}
