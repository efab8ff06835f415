'use server'

import { z } from 'zod'
import * as catalogue from '#server/domains/catalogue/index.ts'
import * as media from '#server/domains/media/index.ts'
import { signMediaPath } from '#server/domains/playback/index.ts'
import * as profiles from '#server/domains/profiles/index.ts'
import { action } from '#server/http/action.ts'
import { systemContext } from '#server/platform/context/context.ts'

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

const trailerInput = z.object({ assetId: z.uuid() })

/** Gives the signed manifest of a published title's trailer, to visitors too; null where there is none. */
export async function openTrailer(input: { assetId: string }): Promise<string | null> {
  const opened = await action(async (_context, given: { assetId: string }) => {
    const { assetId } = trailerInput.parse(given)
    const { published, playable } = await catalogue.getPlayable({ assetId })
    if (!published || playable.role !== 'trailer') return null
    // A trailer of a published title is there for everybody, so the page asks in its own name.
    const manifest = await media.getPlaybackManifest(systemContext('trailers'), { assetId })
    return signMediaPath(`${manifest.storagePrefix}${manifest.hls}`, { lifetime: 'playback' })
  })(input)
  return opened.ok ? opened.value : null
}
