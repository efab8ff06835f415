import { Artwork } from '../ui/artwork.tsx'
import { cn } from '../ui/class-names.ts'
import type { TitleCardView } from './views.ts'

/** A title's still behind hero words, with the scrims that keep them readable. */
export function HeroStill({
  title,
  shown = true,
  eager = false,
}: {
  title: Pick<TitleCardView, 'still' | 'name' | 'accent'>
  shown?: boolean
  eager?: boolean
}) {
  return (
    <div
      aria-hidden
      className={cn(
        'hero-still absolute inset-x-0 top-0 -z-10 overflow-hidden transition-opacity duration-[480ms] ease-house',
        shown ? 'opacity-100' : 'opacity-0',
      )}
    >
      {title.still ? (
        <Artwork
          picture={title.still}
          name=""
          sizes="(min-width: 768px) 100vw, 200vw"
          eager={eager}
          className="hero-picture"
        />
      ) : (
        <div
          className="duotone size-full"
          style={{ '--duotone': title.accent ?? '#1f8a86' } as React.CSSProperties}
        />
      )}
      <div className="hero-scrim absolute inset-0" />
    </div>
  )
}
