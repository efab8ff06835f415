import { CircleCheck, Clock, Loader, Pencil, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from './class-names.ts'

export type RatingCode = 'P' | 'K' | 'T13' | 'T16' | 'T18' | 'C'

/** The Vietnamese age rating: outlined, or filled while playing. */
export function RatingBadge({
  code,
  filled = false,
  className,
}: {
  code: RatingCode
  filled?: boolean
  className?: string
}) {
  const t = useTranslations('ui')
  return (
    <span
      title={t(`rating.${code}`)}
      className={cn(
        'inline-flex h-[1.6em] min-w-[1.9em] items-center justify-center rounded-badge border px-[.42em] text-meta leading-none font-semibold',
        filled ? 'border-shell bg-shell text-ink-0' : 'border-shell-2 text-shell',
        className,
      )}
    >
      <span aria-hidden>{code}</span>
      <span className="sr-only">{t(`rating.${code}`)}</span>
    </span>
  )
}

/** A word in a quiet box. */
export function Badge({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    <span
      className={cn(
        'inline-flex h-6 items-center gap-1.5 rounded-badge bg-ink-3 px-2 align-middle text-meta font-medium text-shell-2',
        className,
      )}
    >
      {children}
    </span>
  )
}

export type StatusTone = 'success' | 'active' | 'waiting' | 'failed' | 'neutral'

const statusLooks: Record<StatusTone, { classes: string; icon: LucideIcon }> = {
  success: { classes: 'bg-jade-bg text-jade', icon: CircleCheck },
  active: { classes: 'bg-lamp-bg text-lamp-text', icon: Loader },
  waiting: { classes: 'bg-sky-bg text-sky', icon: Clock },
  failed: { classes: 'bg-son-bg text-son-text', icon: TriangleAlert },
  neutral: { classes: 'bg-ink-3 text-shell-2', icon: Pencil },
}

/** A state as icon and word on a tinted ground: colour never speaks alone. */
export function StatusBadge({
  tone,
  icon,
  className,
  children,
}: {
  tone: StatusTone
  icon?: LucideIcon | undefined
  className?: string
  children: React.ReactNode
}) {
  const looks = statusLooks[tone]
  const Icon = icon ?? looks.icon
  return (
    <span
      className={cn(
        'inline-flex h-6 items-center gap-1.5 rounded-badge px-2 align-middle text-meta font-medium whitespace-nowrap',
        looks.classes,
        className,
      )}
    >
      <Icon aria-hidden size={14} strokeWidth={1.75} />
      {children}
    </span>
  )
}
