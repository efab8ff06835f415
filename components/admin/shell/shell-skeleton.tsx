import { Skeleton } from '../../ui/skeleton.tsx'
import { SiteLogo } from '../../ui/site-logo.tsx'

/** The shell's own geometry, before it is known who asks. */
export function ShellSkeleton() {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[224px_minmax(0,1fr)]">
      <div className="flex flex-col gap-6 border-line bg-ink-1 px-3 py-2 max-lg:border-b lg:h-dvh lg:border-r lg:py-6">
        <SiteLogo className="px-2.5 max-lg:py-2.5" />
        <div className="grid gap-0.5 max-lg:hidden">
          {[64, 60, 72, 80, 56].map((width) => (
            <div key={width} className="flex h-9 items-center gap-3.5 px-3">
              <Skeleton className="size-[18px]" />
              <Skeleton className="h-4" style={{ width }} />
            </div>
          ))}
        </div>
      </div>
      <div className="mx-auto w-full max-w-[1680px] px-4 pt-6 md:px-8">
        <PageSkeleton />
      </div>
    </div>
  )
}

/** A heading and a table that are still coming. */
export function PageSkeleton({ rows = 10 }: { rows?: number }) {
  return (
    <div aria-hidden>
      <Skeleton className="h-9 w-44" />
      <Skeleton className="mt-1.5 h-5 w-64" />
      <div className="mt-5 flex gap-2">
        <Skeleton className="h-9 w-full max-w-72 max-md:h-11" />
        <Skeleton className="h-9 w-32 max-md:hidden" />
        <Skeleton className="h-9 w-40 max-md:hidden" />
      </div>
      <TableSkeleton rows={rows} className="mt-4" />
    </div>
  )
}

/** Rows of a table that are still coming. */
function TableSkeleton({ rows = 10, className = '' }: { rows?: number; className?: string }) {
  return (
    <div aria-hidden className={`overflow-hidden rounded-card border border-line bg-ink-1 ${className}`}>
      <div className="h-9 border-b border-line" />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-[52px] items-center gap-3 border-b border-line px-4 last:border-0">
          <Skeleton className="h-10 w-7 rounded-badge" />
          <Skeleton className="h-4 w-48 max-w-full" />
          <Skeleton className="ml-auto h-6 w-24 max-md:hidden" />
          <Skeleton className="h-4 w-32 max-md:hidden" />
        </div>
      ))}
    </div>
  )
}
