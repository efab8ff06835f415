import { AppError, conflict, invalidInput, notFound } from '../../platform/errors/app-error.ts'
import type { PublishBlocker } from './schemas.ts'

export const titleNotFound = (id: string): AppError => notFound('title', id)
export const playableNotFound = (what: string): AppError => notFound('playable', what)

/** Somebody else saved the title since this form was opened. */
export const titleChanged = (): AppError =>
  conflict('title.changed', 'The title was changed by somebody else since it was opened.')

export const slugTaken = (slug: string): AppError =>
  conflict('title.slug-taken', `Another title has the address ${slug}.`, { slug })

export const genreUnknown = (key: string): AppError =>
  invalidInput('genre.unknown', `There is no genre ${key}.`, { key })

export const titleNotDraft = (): AppError =>
  conflict('title.not-draft', 'Only a draft can be deleted; take the title down first.')

export const filmHasNoEpisodes = (): AppError => conflict('title.has-no-episodes', 'A film has no episodes.')

export const seasonNumberExpected = (): AppError =>
  invalidInput('season.number-expected', 'A season of a series has a number.')

export const seasonNumberRefused = (): AppError =>
  invalidInput('season.number-refused', 'The lessons of a course stand in no season.')

export const numberTwice = (number: number): AppError =>
  invalidInput('episode.number-twice', `The number ${number} is given twice.`, { number })

export const episodeNumberTaken = (number: number): AppError =>
  conflict('episode.number-taken', `There is already an episode ${number}.`, { number })

/** Removing an episode must not lose its film unseen. */
export const episodeHasFilm = (number: number): AppError =>
  conflict('episode.has-film', `Episode ${number} has a film and can't be left out.`, { number })

export const artworkUnreadable = (cause?: unknown): AppError =>
  new AppError({
    kind: 'invalid-input',
    code: 'artwork.unreadable',
    message: 'This is no picture in JPEG, PNG, WebP or AVIF.',
    cause,
  })

export const artworkTooSmall = (width: number): AppError =>
  invalidInput('artwork.too-small', `The picture must be at least ${width} pixels wide.`, { width })

const blockerMessages: Record<PublishBlocker, string> = {
  'missing-rating': 'The title needs an age rating before it can be published.',
  'rating-c': 'A title rated C may not be shown.',
  'missing-poster': 'The title needs a poster before it can be published.',
}

export const notPublishable = (blocker: PublishBlocker): AppError =>
  conflict(`title.${blocker}`, blockerMessages[blocker])

export const windowBackwards = (): AppError =>
  invalidInput('title.window-backwards', 'The publishing window must end after it starts.')
