'use server'

import { authoriseTrailer } from '#server/domains/playback/index.ts'
import * as profiles from '#server/domains/profiles/index.ts'
import { action } from '#server/http/action.ts'

type TitleInput = { titleId: string }
type Outcome = { ok: boolean }

const add = action(profiles.addToWatchlist)
const remove = action(profiles.removeFromWatchlist)
const hide = action(profiles.removeFromContinueWatching)
const restore = action(profiles.restoreToContinueWatching)

/** Puts a title on the viewer's list. */
export async function addToWatchlist(input: TitleInput): Promise<Outcome> {
  return { ok: (await add(input)).ok }
}

/** Takes a title off the viewer's list. */
export async function removeFromWatchlist(input: TitleInput): Promise<Outcome> {
  return { ok: (await remove(input)).ok }
}

/** Takes a title off Continue Watching. */
export async function removeFromContinueWatching(input: TitleInput): Promise<Outcome> {
  return { ok: (await hide(input)).ok }
}

/** Undoes `removeFromContinueWatching`. */
export async function restoreToContinueWatching(input: TitleInput): Promise<Outcome> {
  return { ok: (await restore(input)).ok }
}

const trailer = action((_context, input: { slug: string }) => authoriseTrailer(input))

/** Gives the signed manifest of a published title's trailer, to visitors too; null where there is none. */
export async function openTrailer(input: { slug: string }): Promise<string | null> {
  const opened = await trailer(input)
  return opened.ok ? opened.value.hls : null
}
