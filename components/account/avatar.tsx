import { duotoneOf } from '../ui/artwork.tsx'
import { cn } from '../ui/class-names.ts'

/** An account's picture, or its first letter on two inks. */
export function Avatar({ name, url, className }: { name: string; url: string | null; className?: string }) {
  if (url) {
    return (
      <img
        src={url}
        alt=""
        width={36}
        height={36}
        className={cn('size-9 rounded-control bg-ink-2 object-cover', className)}
      />
    )
  }
  return (
    <span
      aria-hidden
      style={{ '--duotone': duotoneOf(name) } as React.CSSProperties}
      className={cn(
        'duotone grid size-9 place-items-center rounded-control font-display text-body font-[650] text-shell',
        className,
      )}
    >
      {Array.from(name)[0]?.toLocaleUpperCase('vi') ?? ''}
    </span>
  )
}
