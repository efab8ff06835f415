import { Skeleton } from '../ui/skeleton.tsx'

/** The profile form's geometry while it is being read. */
export function FormSkeleton() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-[76px]" />
      <Skeleton className="h-[148px]" />
      <Skeleton className="h-[76px]" />
      <Skeleton className="h-[76px]" />
    </div>
  )
}
