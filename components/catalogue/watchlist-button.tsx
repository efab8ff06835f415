'use client'

import { Check, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '../ui/button.tsx'
import { useViewer } from './viewer-state.tsx'

/** "+": puts a title on one's list, or takes it off. Visitors have no list and see nothing. */
export function WatchlistButton({
  title,
  size = 'lg',
  className,
}: {
  title: { id: string; name: string }
  size?: 'sm' | 'md' | 'lg'
  className?: string
}) {
  const t = useTranslations('catalogue')
  const { signedIn, isListed, toggleListed } = useViewer()
  if (!signedIn) return null
  const listed = isListed(title.id)
  const Icon = listed ? Check : Plus
  return (
    <IconButton
      size={size}
      label={t(listed ? 'list.remove' : 'list.add')}
      aria-pressed={listed}
      className={className}
      onClick={() => toggleListed(title)}
    >
      <Icon aria-hidden size={20} strokeWidth={1.75} />
    </IconButton>
  )
}
