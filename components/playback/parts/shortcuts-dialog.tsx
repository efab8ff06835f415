'use client'

import { useTranslations } from 'next-intl'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { useHold } from './use-hold.ts'

const rows = [
  ['play', ['Space', 'K']],
  ['seek', ['J', 'L', '←', '→']],
  ['volume', ['↑', '↓']],
  ['jump', ['0', '9']],
  ['ends', ['Home', 'End']],
  ['fullscreen', ['F']],
  ['pictureInPicture', ['I']],
  ['mute', ['M']],
  ['subtitles', ['C']],
  ['episodes', ['Shift N', 'Shift P']],
  ['speed', ['<', '>']],
  ['skip', ['S']],
  ['help', ['?']],
] as const

/** Every key of the player. */
export function ShortcutsDialog({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTranslations('playback.shortcuts')
  useHold(open)
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t('title')}>
        <dl className="grid gap-x-8 sm:grid-cols-2">
          {rows.map(([name, keys]) => (
            <div key={name} className="flex min-h-11 items-center justify-between gap-4 border-b border-line">
              <dt className="text-body text-shell-2">{t(name)}</dt>
              <dd className="flex gap-1.5">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="rounded-badge bg-ink-3 px-2 py-0.5 font-mono text-meta whitespace-nowrap"
                  >
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  )
}
