import { Skeleton } from '../../ui/skeleton.tsx'

/** The page of a title in its final geometry, before it is there. */
export function TitleSkeleton() {
  return (
    <div aria-hidden>
      <Skeleton className="h-5 w-24" />
      <Skeleton className="mt-3 h-9 w-72 max-w-full" />
      <Skeleton className="mt-2 h-6 w-48" />
      <div className="mt-6 grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid gap-6">
          <Skeleton className="h-56 rounded-card" />
          <Skeleton className="h-[560px] rounded-card" />
        </div>
        <div className="grid gap-6 md:grid-cols-2 xl:grid-cols-1">
          <Skeleton className="h-36 rounded-card" />
          <Skeleton className="h-[480px] rounded-card" />
        </div>
      </div>
    </div>
  )
}
