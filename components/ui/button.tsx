import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps, MouseEvent } from 'react'
import { cn } from './class-names.ts'
import { RunningBulbs } from './running-bulbs.tsx'

const buttonClasses = cva(
  'relative inline-flex shrink-0 items-center justify-center gap-2 rounded-control leading-none font-semibold whitespace-nowrap transition-[background-color,border-color,color,scale] duration-[120ms] ease-house select-none active:scale-[.98] disabled:active:scale-100 aria-disabled:active:scale-100',
  {
    variants: {
      variant: {
        lamp: 'bg-lamp text-on-lamp hover:bg-lamp-hover active:bg-lamp-pressed',
        tonal: 'bg-ink-3 text-shell hover:bg-ink-4 active:bg-ink-2',
        outline: 'border border-line-strong text-shell hover:bg-ink-3 active:bg-ink-2',
        text: 'text-shell hover:bg-ink-3 active:bg-ink-2',
        danger: 'bg-son-bg text-son-text hover:bg-son-bg-hover active:bg-son-bg',
      },
      size: {
        sm: 'h-9 px-3.5 text-small max-md:min-h-11',
        md: 'h-11 px-5 text-body',
        lg: 'h-13 px-6 text-body',
      },
      iconOnly: { true: 'px-0', false: '' },
    },
    compoundVariants: [
      { iconOnly: true, size: 'sm', class: 'w-9 max-md:min-w-11' },
      { iconOnly: true, size: 'md', class: 'w-11' },
      { iconOnly: true, size: 'lg', class: 'w-13' },
    ],
    defaultVariants: { variant: 'tonal', size: 'md', iconOnly: false },
  },
)

const disabledClasses =
  'disabled:bg-ink-3 disabled:text-shell-3 disabled:border-transparent disabled:cursor-not-allowed'

type Looks = Omit<VariantProps<typeof buttonClasses>, 'iconOnly'>

export type ButtonProps = ComponentProps<'button'> &
  Looks & {
    /** Work is under way: the button keeps its width, runs three bulbs and ignores presses. */
    busy?: boolean
    /** Gives the looks to the child, a link for instance. */
    asChild?: boolean
  }

/** A button in one of five looks; lamp is for the one next step of a view. */
export function Button({ variant, size, busy, asChild, className, children, onClick, ...rest }: ButtonProps) {
  const classes = cn(buttonClasses({ variant, size }), disabledClasses, className)
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    )
  }
  return (
    <button
      type="button"
      className={classes}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? stopPress : onClick}
      {...rest}
    >
      {busy ? <BusyContent>{children}</BusyContent> : children}
    </button>
  )
}

type IconButtonProps = ButtonProps & {
  /** Said by screen readers and shown as the browser's tooltip. */
  label: string
}

/** A square button with an icon and a spoken name. */
export function IconButton({
  label,
  variant,
  size,
  asChild,
  busy,
  className,
  children,
  ...rest
}: IconButtonProps) {
  const classes = cn(buttonClasses({ variant, size, iconOnly: true }), disabledClasses, className)
  if (asChild) {
    return (
      <Slot.Root aria-label={label} title={label} className={classes} {...rest}>
        {children}
      </Slot.Root>
    )
  }
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classes}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      {...rest}
      onClick={busy ? stopPress : rest.onClick}
    >
      {children}
    </button>
  )
}

function BusyContent({ children }: { children: React.ReactNode }) {
  return (
    <>
      <span className="inline-flex items-center gap-2 opacity-0">{children}</span>
      <span className="absolute inset-0 grid place-items-center">
        <RunningBulbs />
      </span>
    </>
  )
}

// A busy submit button stays focusable, so it must stop the form itself.
function stopPress(event: MouseEvent) {
  event.preventDefault()
}
