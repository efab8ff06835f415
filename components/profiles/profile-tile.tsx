import { Lock, Pencil, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'
import type { ProfileDto } from '#server/domains/profiles/schemas.ts'
import { cn } from '../ui/class-names.ts'
import { RunningBulbs } from '../ui/running-bulbs.tsx'
import { ProfilePicture } from './profile-picture.tsx'

const tileClasses =
  'group block w-full rounded-dialog text-center outline-none transition-colors duration-[120ms] text-shell-2 hover:text-shell focus-visible:text-shell'
/** The ring is the picture's, not the whole tile's. */
const ringClasses =
  'relative block rounded-dialog outline-2 outline-offset-3 outline-transparent transition-[outline-color] duration-[120ms] group-hover:outline-lamp-text group-focus-visible:outline-lamp-text'

type ProfileTileProps = {
  profile: ProfileDto
  /** Leads to the profile's settings instead of choosing it. */
  managing: boolean
  busy: boolean
  onChoose: () => void
}

/** One of the household: picture, name, a lock where there is a PIN, and what a child may see. */
export function ProfileTile({ profile, managing, busy, onChoose }: ProfileTileProps) {
  const t = useTranslations('profiles.gate')
  const content = (
    <>
      <span className={ringClasses}>
        <ProfilePicture avatar={profile.avatar} />
        {busy ? (
          <span className="absolute inset-0 grid place-items-center rounded-dialog bg-ink-0/70 text-lamp">
            <RunningBulbs />
          </span>
        ) : null}
        {managing ? (
          <span className="absolute inset-0 grid place-items-center rounded-dialog bg-ink-0/60 text-shell">
            <Pencil aria-hidden size={28} strokeWidth={1.75} />
          </span>
        ) : null}
        {profile.kids ? (
          <Overlay className="left-2 h-6 px-2 text-meta font-medium md:hidden">{t('kids')}</Overlay>
        ) : null}
        {profile.hasPin ? (
          <Overlay className="right-2 size-8">
            <Lock aria-hidden size={16} strokeWidth={1.75} />
          </Overlay>
        ) : null}
      </span>
      <span className="mt-3 block truncate py-0.5 text-body font-medium md:text-lead">{profile.name}</span>
      {profile.hasPin ? <span className="sr-only">, {t('locked')}</span> : null}
      {profile.kids ? (
        <span className="mt-1 inline-flex h-6 items-center rounded-badge bg-lamp-bg px-2 text-small text-lamp-text max-md:sr-only">
          {t('kidsUpTo', { limit: profile.ratingLimit })}
        </span>
      ) : null}
    </>
  )
  if (managing) {
    return (
      <Link
        href={`/profiles/${profile.id}`}
        aria-label={t('edit', { name: profile.name })}
        className={tileClasses}
      >
        {content}
      </Link>
    )
  }
  return (
    <button type="button" aria-busy={busy} onClick={onChoose} className={tileClasses}>
      {content}
    </button>
  )
}

/** The empty place of one more. */
export function AddTile() {
  const t = useTranslations('profiles.gate')
  return (
    <Link href="/profiles/new" className={tileClasses}>
      <span className={ringClasses}>
        <span className="grid aspect-square place-items-center rounded-dialog border border-line-strong bg-ink-1 text-shell">
          <Plus aria-hidden size={32} strokeWidth={1.5} />
        </span>
      </span>
      <span className="mt-3 block truncate py-0.5 text-body font-medium md:text-lead">{t('add')}</span>
    </Link>
  )
}

function Overlay({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span
      className={cn(
        'absolute bottom-2 grid place-items-center rounded-control bg-ink-0/85 text-shell',
        className,
      )}
    >
      {children}
    </span>
  )
}
