import { cn } from './class-names.ts'

type LightLineProps = {
  /** From 0 to 1; null when nothing is known yet. */
  value: number | null
  /** Said by screen readers; without it the line is decoration beside words that say the same. */
  label?: string
  className?: string
  /** `quiet` for what waits or is paused. */
  tone?: 'lamp' | 'quiet' | 'failed'
}

/** Every progress is the same glowing line. */
export function LightLine({ value, label, className, tone = 'lamp' }: LightLineProps) {
  const share = value === null ? 0 : Math.min(1, Math.max(0, value))
  const role = label
    ? {
        role: 'progressbar',
        'aria-label': label,
        'aria-valuemin': 0,
        'aria-valuemax': 100,
        ...(value === null ? {} : { 'aria-valuenow': Math.round(share * 100) }),
      }
    : { 'aria-hidden': true }
  return (
    <div {...role} className={cn('h-[3px] rounded-full bg-shell/20', className)}>
      <div
        className={cn(
          'h-full rounded-full transition-[width] duration-[280ms] ease-house',
          tone === 'lamp' && 'bg-lamp-line shadow-lamp',
          tone === 'quiet' && 'bg-shell-3',
          tone === 'failed' && 'bg-son',
        )}
        style={{ width: `${(share * 100).toFixed(2)}%` }}
      />
    </div>
  )
}
