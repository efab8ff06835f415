import type { Avatar } from '#server/domains/profiles/schemas.ts'

/** Gives the address of one of the house's pictures. */
export function avatarUrl(avatar: Avatar): string {
  return `/avatars/${avatar}.webp`
}
