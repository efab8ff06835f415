'use client'

import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { createContext, use, useState, type ComponentProps, type ReactNode } from 'react'
import { cn } from './class-names.ts'
import { useMedia } from './use-media.ts'

const SheetContext = createContext<((open: boolean) => void) | null>(null)

/**
 * Opens a menu: `<Menu><MenuTrigger asChild/><MenuContent/></Menu>`. Only as a phone's sheet does it take the
 * page away from everything else.
 */
export function Menu({ children, open, onOpenChange, ...rest }: ComponentProps<typeof DropdownMenu.Root>) {
  const sheet = useMedia('(max-width: 767.98px)')
  const [ownOpen, setOwnOpen] = useState(false)
  const change = (next: boolean) => {
    setOwnOpen(next)
    onOpenChange?.(next)
  }
  return (
    <SheetContext value={sheet ? change : null}>
      <DropdownMenu.Root modal={sheet} open={open ?? ownOpen} onOpenChange={change} {...rest}>
        {children}
      </DropdownMenu.Root>
    </SheetContext>
  )
}

/**
 * The button of a menu. A sheet rises under the very finger that opens it, so there the menu opens when the
 * finger has left; otherwise lifting it would choose a line.
 */
export function MenuTrigger(props: ComponentProps<typeof DropdownMenu.Trigger>) {
  const openSheet = use(SheetContext)
  if (!openSheet) return <DropdownMenu.Trigger {...props} />
  return (
    <DropdownMenu.Trigger
      {...props}
      onPointerDown={(event) => event.preventDefault()}
      onClick={(event) => {
        props.onClick?.(event)
        openSheet(true)
      }}
    />
  )
}

export const MenuRadioGroup = DropdownMenu.RadioGroup

/** A menu's surface; on phones it is a sheet at the foot of the screen, keyboard and roles unchanged. */
export function MenuContent({ className, children, ...rest }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align="end"
        sideOffset={8}
        collisionPadding={12}
        className={cn('menu-surface menu-as-sheet z-50 min-w-[220px] p-1.5', className)}
        {...rest}
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  )
}

type MenuItemProps = ComponentProps<typeof DropdownMenu.Item> & {
  icon?: ReactNode
  tone?: 'plain' | 'danger'
}

/** One 40 px line of a menu. */
export function MenuItem({ icon, tone = 'plain', className, children, asChild, ...rest }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      asChild={asChild ?? false}
      className={cn('menu-item', tone === 'danger' && 'text-son-text', className)}
      {...rest}
    >
      {asChild ? (
        children
      ) : (
        <>
          {icon}
          {children}
        </>
      )}
    </DropdownMenu.Item>
  )
}

/** One choice of a `MenuRadioGroup`, ticked in lamp. */
export function MenuRadioItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof DropdownMenu.RadioItem>) {
  return (
    <DropdownMenu.RadioItem className={cn('menu-item pr-9', className)} {...rest}>
      {children}
      <DropdownMenu.ItemIndicator className="absolute right-3 text-lamp-text">
        <Check aria-hidden size={16} strokeWidth={1.75} />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  )
}

/** A quiet heading inside a menu. */
export function MenuLabel({ className, ...rest }: ComponentProps<typeof DropdownMenu.Label>) {
  return <DropdownMenu.Label className={cn('px-3 pt-2 pb-1 text-meta text-shell-3', className)} {...rest} />
}

/** A hairline between groups of a menu. */
export function MenuSeparator() {
  return <DropdownMenu.Separator className="mx-1.5 my-1.5 h-px bg-line" />
}
