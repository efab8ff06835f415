import type { ReactNode } from 'react'
import { cn } from '../../ui/class-names.ts'

/** A part of an admin page under its own heading. */
export function Card({
  title,
  aside,
  className,
  children,
}: {
  title: ReactNode
  aside?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={cn('min-w-0 rounded-card border border-line bg-ink-1', className)}>
      <div className="flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2">
        <h2 className="text-[1.0625rem] leading-[1.4]">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
