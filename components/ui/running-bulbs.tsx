import { cn } from './class-names.ts'

/** Three bulbs lighting in turn: the sign of work that has been started. Still under reduced motion. */
export function RunningBulbs({ className }: { className?: string }) {
  return (
    <span aria-hidden className={cn('running-bulbs inline-flex items-center gap-1.5', className)}>
      <span />
      <span />
      <span />
    </span>
  )
}
