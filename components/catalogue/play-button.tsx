import { LogIn, Play } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import type { PlayChoice } from './choose-play.ts'
import { playHref, playWords, shortPlayWords } from './play-words.ts'

/** The one lamp of a title: watch, go on, or sign in. Nothing while there is no film. */
export function PlayButton({
  choice,
  slug,
  size = 'lg',
  variant = 'lamp',
  shortOnPhone = false,
  className,
}: {
  choice: PlayChoice
  slug: string
  size?: 'sm' | 'md' | 'lg'
  /** `tonal` where something else is the next step. */
  variant?: 'lamp' | 'tonal'
  /** Leaves out which episode and how much is left where other buttons stand beside it on a phone. */
  shortOnPhone?: boolean
  className?: string
}) {
  const t = useTranslations('catalogue')
  const href = playHref(choice, slug, useLocale())
  if (!href) return null
  return (
    <Button asChild variant={variant} size={size} className={cn('min-w-0', className)}>
      <Link href={href}>
        {choice.kind === 'sign-in' ? (
          <LogIn aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
        ) : (
          <Play aria-hidden size={18} strokeWidth={1.75} fill="currentColor" className="shrink-0" />
        )}
        {shortOnPhone ? (
          <span className="truncate py-1 leading-[1.61] md:hidden">{shortPlayWords(choice, t)}</span>
        ) : null}
        <span className={cn('truncate py-1 leading-[1.61]', shortOnPhone && 'max-md:hidden')}>
          {playWords(choice, t)}
        </span>
      </Link>
    </Button>
  )
}
