import { cn } from './class-names.ts'

/** A still block in the shape of what is coming; no shimmer. */
export function Skeleton({ className, style }: { className?: string; style?: React.CSSProperties }) {
  return <div aria-hidden style={style} className={cn('rounded-control bg-ink-2', className)} />
}
