'use client'

import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useId, type ReactNode } from 'react'
import { cn } from '#components/ui/class-names.ts'
import { usePlayer } from './player-context.tsx'

type Choice = { value: string; label: string }

type MenuColumnProps = {
  heading: string
  value: string
  choices: Choice[]
  /** A line below them that says why there are no others. */
  note?: string | undefined
  onChoose: (value: string) => void
}

/** One column of choices of a player's menu, the chosen one ticked in lamp. Choosing leaves the menu open. */
export function MenuColumn({ heading, value, choices, note, onChoose }: MenuColumnProps) {
  const noteId = useId()
  return (
    <DropdownMenu.RadioGroup
      value={value}
      onValueChange={onChoose}
      aria-label={heading}
      aria-describedby={note === undefined ? undefined : noteId}
      className="min-w-0"
    >
      <DropdownMenu.Label className="px-3 pt-2 pb-1.5 text-small text-shell-3">{heading}</DropdownMenu.Label>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice.value}
          value={choice.value}
          onSelect={(event) => event.preventDefault()}
          className="menu-item py-2 pl-10 data-[state=checked]:bg-ink-3 max-sm:gap-0 max-sm:pr-1 max-sm:pl-9"
        >
          <DropdownMenu.ItemIndicator className="absolute left-3 text-lamp-text">
            <Check aria-hidden size={16} strokeWidth={1.75} />
          </DropdownMenu.ItemIndicator>
          <span className="min-w-0 leading-snug">{choice.label}</span>
        </DropdownMenu.RadioItem>
      ))}
      {note !== undefined && (
        <p id={noteId} className="px-3 pt-1.5 pb-2 text-small leading-snug text-shell-3">
          {note}
        </p>
      )}
    </DropdownMenu.RadioGroup>
  )
}

/** The surface of a player's menu, above the bar; on phones a sheet. */
export function PlayerMenuContent({
  columns,
  className,
  children,
}: {
  columns: 1 | 2
  className?: string
  children: ReactNode
}) {
  const { root } = usePlayer()
  return (
    // Inside the player, so that it belongs to the same landmark.
    <DropdownMenu.Portal container={root}>
      <DropdownMenu.Content
        align="end"
        sideOffset={44}
        collisionPadding={16}
        // The page's keys are the menu's while it is open; focus goes back to its button.
        className={cn(
          'menu-surface menu-as-sheet z-50 max-h-[calc(100dvh-32px)] overflow-y-auto p-2.5',
          columns === 2 ? 'w-[432px] max-w-[calc(100vw-32px)] max-md:w-full max-md:max-w-none' : 'w-[280px]',
          className,
        )}
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  )
}
