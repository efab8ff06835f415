'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { AlertDialog, Dialog as RadixDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { cn } from './class-names.ts'

/** Opens and closes what it holds: `<Dialog><DialogTrigger/><DialogContent/></Dialog>`. */
export const Dialog = RadixDialog.Root
export const DialogTrigger = RadixDialog.Trigger
export const DialogClose = RadixDialog.Close

const surface =
  'dialog-motion fixed z-50 max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[92dvh] max-md:rounded-t-sheet max-md:pb-[env(safe-area-inset-bottom)] md:left-1/2 md:top-1/2 md:max-h-[88dvh] md:w-[calc(100%-64px)] md:-translate-x-1/2 md:-translate-y-1/2 md:rounded-dialog overflow-y-auto border border-line bg-ink-2 shadow-dialog outline-none'

type DialogContentProps = {
  title: string
  description?: ReactNode
  /** Keeps the title for screen readers alone. */
  titleHidden?: boolean
  className?: string
  children?: ReactNode
}

/** A dialog's surface: centred on desktop, a sheet from below on phones. */
export function DialogContent({ title, description, titleHidden, className, children }: DialogContentProps) {
  const t = useTranslations('ui')
  return (
    <RadixDialog.Portal>
      <RadixDialog.Overlay className="dialog-scrim fixed inset-0 z-50 bg-black/60" />
      <RadixDialog.Content
        {...(description ? {} : { 'aria-describedby': undefined })}
        className={cn(surface, 'md:max-w-[560px]', className)}
      >
        <Handle />
        <div className={cn('px-6 pt-5 pr-16 pb-2', titleHidden && 'sr-only')}>
          <RadixDialog.Title className="font-display text-[1.375rem] leading-[1.3]">
            {title}
          </RadixDialog.Title>
          {description ? (
            <RadixDialog.Description className="mt-2 text-body text-shell-2">
              {description}
            </RadixDialog.Description>
          ) : null}
        </div>
        <div className={cn(!titleHidden && 'px-6 pt-2 pb-6')}>{children}</div>
        <RadixDialog.Close
          aria-label={t('close')}
          className="absolute top-3 right-3 grid size-11 place-items-center rounded-control text-shell-2 hover:bg-ink-3 hover:text-shell"
        >
          <X aria-hidden size={20} strokeWidth={1.75} />
        </RadixDialog.Close>
      </RadixDialog.Content>
    </RadixDialog.Portal>
  )
}

type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** Names the consequence. */
  description: ReactNode
  /** The safe choice, offered first. */
  keepLabel: string
  confirmLabel: string
  busy?: boolean
  /** `danger` for what destroys or takes away. */
  tone?: 'danger' | 'lamp'
  onConfirm: () => void
}

/** Asks before something that cannot simply be undone. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  keepLabel,
  confirmLabel,
  busy = false,
  tone = 'danger',
  onConfirm,
}: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="dialog-scrim fixed inset-0 z-50 bg-black/60" />
        <AlertDialog.Content className={cn(surface, 'p-6 md:max-w-[440px]')}>
          <AlertDialog.Title className="font-display text-[1.375rem] leading-[1.3]">
            {title}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-body text-shell-2">
            {description}
          </AlertDialog.Description>
          <div className="mt-6 flex justify-end gap-2 max-md:flex-col">
            <AlertDialog.Cancel asChild>
              <Button variant="tonal">{keepLabel}</Button>
            </AlertDialog.Cancel>
            <Button variant={tone} busy={busy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

/** The grip at the top of a sheet on phones. */
function Handle() {
  return <div aria-hidden className="mx-auto mt-3 h-1 w-9 rounded-full bg-line-strong md:hidden" />
}
