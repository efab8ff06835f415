/** The catalogue's only door. */
export { addEpisode } from './add-episode.ts'
export { browseTitles } from './browse-titles.ts'
export { cleanArtwork } from './clean-artwork.ts'
export { createTitle } from './create-title.ts'
export { deleteTitle } from './delete-title.ts'
export { ensureCountries, ensureGenres, listVocabulary } from './ensure-vocabulary.ts'
export { findTitles } from './find-titles.ts'
export { isAllowedBy } from './policy.ts'
export { getHome } from './get-home.ts'
export { getPlayable } from './get-playable.ts'
export { getTitleBySlug } from './get-title-by-slug.ts'
export { getTitleCards } from './get-title-cards.ts'
export { getTitleForAdmin } from './get-title-for-admin.ts'
export { listTitlesForAdmin } from './list-titles-for-admin.ts'
export { markPlayable } from './mark-playable.ts'
export { nameSeasons } from './name-seasons.ts'
export { nameTitles } from './name-titles.ts'
export { publishTitle } from './publish-title.ts'
export { catalogueTag, refreshPages, titleTag } from './refresh-pages.ts'
export { setArtwork } from './set-artwork.ts'
export { setCredits } from './set-credits.ts'
export { setEpisodes } from './set-episodes.ts'
export { featureTitle, setFeatured } from './set-featured.ts'
export { slugFrom } from './slug.ts'
export { unpublishTitle } from './unpublish-title.ts'
export { updateTitle } from './update-title.ts'
export {
  episodeRemovedEvent,
  featuredChangedEvent,
  titleChangedEvent,
  titleDeletedEvent,
  titlePublishedEvent,
  titleUnpublishedEvent,
} from './events.ts'
export { cleanArtworkJob, markPlayableJob, refreshPagesJob } from './jobs.ts'
