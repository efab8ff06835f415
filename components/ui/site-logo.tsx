import { BulbBoard } from './bulb-board.tsx'
import { cn } from './class-names.ts'

/** The lit letter and the name. */
export function SiteLogo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-3', className)}>
      <BulbBoard text="logo" size={26} />
      <span className="font-display text-[1.3125rem] leading-none font-[650] tracking-[-0.012em]">
        Marquee
      </span>
    </span>
  )
}
