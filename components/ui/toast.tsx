'use client'

import { Check, CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { toast, Toaster as Sonner } from 'sonner'

const durationMs = 6000

type ToastInput = {
  text: string
  tone?: 'done' | 'failed'
  /** A way back, or a next step. */
  action?: { label: string; onPress: () => void }
}

/** Shows one sentence at the foot of the page for six seconds, with undo where there is one. */
export function showToast({ text, tone = 'done', action }: ToastInput): void {
  toast(text, {
    icon:
      tone === 'done' ? (
        <Check aria-hidden size={18} strokeWidth={1.75} className="text-lamp-text" />
      ) : (
        <CircleAlert aria-hidden size={18} strokeWidth={1.75} className="text-son-text" />
      ),
    duration: durationMs,
    ...(action ? { action: { label: action.label, onClick: action.onPress } } : {}),
  })
}

/** Where toasts appear: bottom left, on phones above the tabs. Stands once per page. */
export function Toaster() {
  const t = useTranslations('ui')
  return (
    <Sonner
      position="bottom-left"
      className="font-sans!"
      containerAriaLabel={t('messages')}
      duration={durationMs}
      offset={{ left: '24px', bottom: '24px' }}
      mobileOffset={{ left: '16px', right: '16px', bottom: 'calc(env(safe-area-inset-bottom) + 84px)' }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-3 rounded-card border border-line bg-ink-3 px-4 py-3 text-body text-shell shadow-menu md:w-auto md:min-w-[300px] md:max-w-[460px]',
          content: 'min-w-0 flex-1',
          title: 'font-normal leading-[1.6]',
          actionButton:
            'ml-auto min-h-9 shrink-0 rounded-control px-3 text-small font-semibold text-lamp-text hover:bg-ink-2',
        },
      }}
    />
  )
}
