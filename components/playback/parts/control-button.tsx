'use client'

import type { ComponentProps } from 'react'
import { cn } from '#components/ui/class-names.ts'

type ControlButtonProps = ComponentProps<'button'> & { label: string; lit?: boolean }

/** A 44 px button of the player: an icon with a spoken name; lamp when what it stands for is on. */
export function ControlButton({ label, lit = false, className, children, ...rest }: ControlButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cn(
        'grid size-11 shrink-0 place-items-center rounded-control transition-[background-color,color,scale] duration-[120ms] ease-house hover:bg-shell/12 active:scale-[.98] disabled:text-shell-3',
        lit ? 'text-lamp' : 'text-shell',
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  )
}
