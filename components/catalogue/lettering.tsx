import type { Picture } from '../ui/artwork.tsx'
import { cn } from '../ui/class-names.ts'

/** A title in its poster's letters, at the left and on its lower edge; without them, in the display face. */
export function Lettering({
  name,
  picture,
  eager = false,
  className,
}: {
  name: string
  picture: Picture | null
  eager?: boolean
  className?: string
}) {
  const source = picture?.sources.at(-1)
  if (!picture || !source) {
    return (
      <span
        className={cn(
          'block max-w-[14em] font-display text-[clamp(2.5rem,6vw,5rem)] leading-[1.14] font-[650] tracking-[-0.018em] text-balance',
          className,
        )}
      >
        {name}
      </span>
    )
  }
  return (
    <span className={cn('lettering-box block', className)}>
      <img
        src={source.url}
        srcSet={picture.sources.map((each) => `${each.url} ${each.width}w`).join(', ')}
        sizes="(min-width: 768px) 620px, 320px"
        width={picture.width}
        height={picture.height}
        alt={name}
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : 'auto'}
        draggable={false}
        className="size-full object-contain object-[left_bottom]"
      />
    </span>
  )
}
