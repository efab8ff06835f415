'use client'

import { ThumbsDown, ThumbsUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { opinions } from '#server/domains/profiles/schemas.ts'
import { IconButton } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { useViewer } from './viewer-state.tsx'

const icons = { like: ThumbsUp, dislike: ThumbsDown }

/** Liked, or not for me; pressed again it is taken back. Visitors have no opinions to keep and see nothing. */
export function RateButtons({
  titleId,
  size = 'lg',
  className,
}: {
  titleId: string
  size?: 'sm' | 'md' | 'lg'
  className?: string
}) {
  const t = useTranslations('catalogue')
  const { signedIn, opinionOf, rate } = useViewer()
  if (!signedIn) return null
  const own = opinionOf(titleId)
  return opinions.map((value) => {
    const Icon = icons[value]
    const pressed = own === value
    return (
      <IconButton
        key={value}
        size={size}
        label={t(`rate.${value}`)}
        aria-pressed={pressed}
        className={cn(className, pressed && 'text-lamp-text')}
        onClick={() => rate(titleId, pressed ? null : value)}
      >
        <Icon aria-hidden size={20} strokeWidth={1.75} fill={pressed ? 'currentColor' : 'none'} />
      </IconButton>
    )
  })
}
