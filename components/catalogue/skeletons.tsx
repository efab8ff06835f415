import { cn } from '../ui/class-names.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { posterCard, stillCard } from './card-widths.ts'

/** The home page before its films are there, in its final geometry. */
export function HomeSkeleton() {
  return (
    <>
      <HeroSkeleton className="home-hero" ledge />
      <div className="grid gap-(--row-gap) pt-6 md:pt-7 [&>*]:min-w-0">
        <RowSkeleton shape="still" />
        <RowSkeleton shape="poster" />
        <RowSkeleton shape="poster" />
      </div>
    </>
  )
}

/** A title's page before it is there. */
export function TitleSkeleton() {
  return (
    <>
      <HeroSkeleton className="title-hero" />
      <div className="pt-12">
        <RowSkeleton shape="poster" />
      </div>
    </>
  )
}

function HeroSkeleton({ className, ledge = false }: { className: string; ledge?: boolean }) {
  return (
    <div aria-hidden className={cn(className, 'hero-skeleton relative flex flex-col justify-end')}>
      <div className="px-gutter">
        <Skeleton className="h-10 w-[250px] md:h-[140px] md:w-[460px]" />
        <Skeleton className="mt-4 h-4 w-[170px] md:mt-7 md:w-[320px]" />
        <Skeleton className="mt-4 h-13 w-[520px] max-md:hidden" />
        <div className="mt-5 flex gap-2 md:gap-3">
          <Skeleton className="h-13 max-md:flex-1 md:w-40" />
          <Skeleton className="h-13 w-13 md:w-36" />
          <Skeleton className="h-13 w-13" />
        </div>
      </div>
      {ledge ? (
        <div className="px-gutter mt-18 grid grid-cols-4 gap-4 max-md:hidden">
          {['a', 'b', 'c', 'd'].map((key) => (
            <div key={key} className="h-[66px] border-t-2 border-ink-2">
              <Skeleton className="mt-4 h-3.5 w-32" />
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** A row before its cards are there. */
function RowSkeleton({ shape }: { shape: 'poster' | 'still' }) {
  const card = shape === 'poster' ? posterCard : stillCard
  return (
    <div aria-hidden className="overflow-hidden">
      <div className="px-gutter">
        <Skeleton className="h-6 w-40" />
      </div>
      <div className="px-gutter mt-4 flex gap-3 md:gap-4">
        {places.map((key) => (
          <Skeleton
            key={key}
            className={cn(
              'shrink-0',
              card.className,
              shape === 'poster' ? 'aspect-[2/3] rounded-poster' : 'aspect-video',
            )}
          />
        ))}
      </div>
    </div>
  )
}

/** A page of captioned posters before they are there. */
export function GridSkeleton({ chips = true }: { chips?: boolean }) {
  return (
    <div aria-hidden>
      {chips ? (
        <div className="px-gutter mb-6 flex gap-2 overflow-hidden py-1">
          {places.slice(0, 5).map((key) => (
            <Skeleton key={key} className="h-9 w-24 shrink-0 rounded-full max-md:h-11" />
          ))}
        </div>
      ) : null}
      <div className="title-grid px-gutter">
        {[...places, 'i', 'j', 'k', 'l'].map((key) => (
          <div key={key}>
            <Skeleton className="aspect-[2/3] w-full rounded-poster" />
            <Skeleton className="mt-3 h-4 w-3/4" />
            <Skeleton className="mt-2 h-3 w-1/2" />
          </div>
        ))}
      </div>
    </div>
  )
}
