import type { CSSProperties } from 'react'
import { BulbBoard } from './bulb-board.tsx'
import { cn } from './class-names.ts'

/** A picture with signed addresses, one for each stored width. */
export type Picture = { width: number; height: number; sources: { width: number; url: string }[] }

type ArtworkProps = {
  picture: Picture | null
  /** The title's name: shown on the card when there is no picture. */
  name: string
  /** Empty where the name stands beside the picture. */
  alt?: string
  /** As in `<img sizes>`. */
  sizes: string
  /** Loads at once: for the first picture of a page only. */
  eager?: boolean
  /** A colour of the picture, shown until it has loaded and in the duotone card. */
  accent?: string | null
  className?: string
}

/** An image in its stored widths, or, where art is missing, a duotone card with the name. */
export function Artwork({ picture, name, alt = '', sizes, eager = false, accent, className }: ArtworkProps) {
  const source = picture ? fallbackSource(picture) : undefined
  if (!picture || !source) return <DuotoneCard name={name} accent={accent} className={className} />
  return (
    <img
      src={source.url}
      srcSet={picture.sources.map((each) => `${each.url} ${each.width}w`).join(', ')}
      sizes={sizes}
      width={picture.width}
      height={picture.height}
      alt={alt}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : 'auto'}
      decoding="async"
      draggable={false}
      className={cn('size-full bg-ink-2 object-cover', className)}
    />
  )
}

function fallbackSource(picture: Picture) {
  return picture.sources.find((each) => each.width >= 640) ?? picture.sources.at(-1)
}

/** A name on two inks: stands in for pictures that are missing. */
function DuotoneCard({
  name,
  accent,
  className,
}: {
  name: string
  accent?: string | null | undefined
  className?: string | undefined
}) {
  return (
    <div
      style={{ '--duotone': accent ?? duotoneOf(name) } as CSSProperties}
      className={cn('duotone flex size-full flex-col justify-between gap-2 p-[9%]', className)}
    >
      <span className="line-clamp-4 py-[.12em] font-display text-row leading-[1.42] font-[650] text-balance text-shell">
        {name}
      </span>
      <BulbBoard text="logo" size={18} />
    </div>
  )
}

const duotones = ['#1f8a86', '#8a3a2a', '#2f6fa0', '#4a7d3a', '#a0742a', '#84465a']

/** Gives the same colour to the same name, always. */
export function duotoneOf(name: string): string {
  let sum = 0
  for (const sign of name) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973
  return duotones[sum % duotones.length] ?? '#1f8a86'
}
