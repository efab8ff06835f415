import type { Avatar } from '#server/domains/profiles/schemas.ts'
import { cn } from '../ui/class-names.ts'
import { avatarUrl } from './avatar-url.ts'

/** A profile's picture, square; its name stands beside it. */
export function ProfilePicture({ avatar, className }: { avatar: Avatar; className?: string }) {
  return (
    <img
      src={avatarUrl(avatar)}
      alt=""
      width={256}
      height={256}
      className={cn('block aspect-square w-full rounded-dialog bg-ink-2 object-cover', className)}
    />
  )
}
