'use server'

import { authoriseTrailer } from '#server/domains/playback/index.ts'
import * as profiles from '#server/domains/profiles/index.ts'
import { titleInputSchema, type RateTitleInput } from '#server/domains/profiles/schemas.ts'
import { action } from '#server/http/action.ts'
import { requirePublished } from '#server/http/require-published.ts'
import type { Context } from '#server/platform/context/context.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

type TitleInput = { titleId: string }
type Outcome = { ok: boolean }

/** Whatever a profile does to a title it does to one it is shown. */
const forShown = <Input extends TitleInput>(verb: (context: Context, input: Input) => Promise<void>) =>
  action(async (context, input: Input) => {
    await profiles.ownProfile(context)
    await requirePublished(context, parseInput(titleInputSchema, input).titleId)
    await verb(context, input)
  })

const add = forShown(profiles.addToWatchlist)
const remove = action(profiles.removeFromWatchlist)
const hide = action(profiles.removeFromContinueWatching)
const restore = forShown(profiles.restoreToContinueWatching)
const rate = forShown(profiles.rateTitle)

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

/** Keeps what the viewer thinks of a title; null takes it back. */
export async function rateTitle(input: RateTitleInput): Promise<Outcome> {
  return { ok: (await rate(input)).ok }
}

/** Undoes `removeFromContinueWatching`. */
export async function restoreToContinueWatching(input: TitleInput): Promise<Outcome> {
  return { ok: (await restore(input)).ok }
}

const trailer = action(async (context, { slug }: { slug: string }) => {
  const isVisitor = context.actor.kind === 'anonymous'
  const ratingLimit = isVisitor ? null : (await profiles.getOwnProfile(context)).ratingLimit
  return authoriseTrailer({ slug, ratingLimit })
})

/**
 * Gives the signed manifest of the trailer of a title that is shown, to visitors too; null where there is none, and
 * where nobody of the household has been chosen.
 */
export async function openTrailer(input: { slug: string }): Promise<string | null> {
  const opened = await trailer(input)
  return opened.ok ? opened.value.hls : null
}
