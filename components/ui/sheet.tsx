'use client'

import { Dialog as RadixDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './class-names.ts'

/** Opens and closes a sheet: `<Sheet><SheetTrigger/><SheetContent/></Sheet>`. */
export const Sheet = RadixDialog.Root
export const SheetTrigger = RadixDialog.Trigger

/** A sheet that rises from the foot of the screen. */
export function SheetContent({
  title,
  titleHidden,
  className,
  children,
}: {
  title: string
  titleHidden?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <RadixDialog.Portal>
      <RadixDialog.Overlay className="dialog-scrim fixed inset-0 z-50 bg-black/60" />
      <RadixDialog.Content
        aria-describedby={undefined}
        className={cn(
          'sheet-motion fixed inset-x-0 bottom-0 z-50 mx-auto max-h-[86dvh] max-w-[560px] overflow-y-auto rounded-t-sheet border border-b-0 border-line bg-ink-2 px-5 pb-[calc(env(safe-area-inset-bottom)+16px)] shadow-dialog outline-none',
          className,
        )}
      >
        <div aria-hidden className="mx-auto mt-3 mb-4 h-1 w-9 rounded-full bg-line-strong" />
        <RadixDialog.Title
          className={cn('pb-2 font-display text-[1.25rem] leading-[1.4]', titleHidden && 'sr-only')}
        >
          {title}
        </RadixDialog.Title>
        {children}
      </RadixDialog.Content>
    </RadixDialog.Portal>
  )
}
