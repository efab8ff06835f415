import type { Context } from '../../platform/context/context.ts'
import type * as shapes from './schemas.ts'

/** Signatures first; the verbs follow within minutes. */
type Verb<Input, Output> = (context: Context, input: Input) => Promise<Output>
type Read<Input, Output> = (input: Input) => Promise<Output>
const coming = async (): Promise<never> => {
  throw new Error('This verb lands within minutes.')
}

export const createTitle: Verb<shapes.CreateTitleInput, shapes.AdminTitleDto> = coming
export const updateTitle: Verb<shapes.UpdateTitleInput, shapes.AdminTitleDto> = coming
export const setArtwork: Verb<shapes.SetArtworkInput, shapes.ArtworkDto> = coming
export const setEpisodes: Verb<shapes.SetEpisodesInput, shapes.AdminTitleDto> = coming
export const addEpisode: Verb<shapes.AddEpisodeInput, shapes.EpisodeRefDto> = coming
export const setCredits: Verb<shapes.SetCreditsInput, shapes.AdminTitleDto> = coming
export const ensureGenres: Verb<shapes.EnsureGenresInput, void> = coming
export const ensureCountries: Verb<shapes.EnsureCountriesInput, void> = coming
export const publishTitle: Verb<{ titleId: string }, shapes.AdminTitleDto> = coming
export const unpublishTitle: Verb<{ titleId: string }, shapes.AdminTitleDto> = coming
export const setFeatured: Verb<shapes.SetFeaturedInput, void> = coming
export const deleteTitle: Verb<{ titleId: string }, void> = coming
export const markPlayable: Verb<shapes.MarkPlayableInput, void> = coming
export const listTitlesForAdmin: Verb<shapes.ListTitlesForAdminInput, shapes.AdminTitleListDto> = coming
export const getTitleForAdmin: Verb<{ titleId: string }, shapes.AdminTitleDto> = coming

/** Reads of published things need no actor and can be cached: no context. */
export const getHome: () => Promise<shapes.HomeDto> = coming
export const browseTitles: Read<shapes.BrowseTitlesInput, shapes.BrowseDto> = coming
/** Throws `title.not-found` for what is not there or not published. */
export const getTitleBySlug: Read<{ slug: string }, shapes.TitleDetailDto> = coming
/** By ids, in their order, leaving out what is not published: for lists that another domain keeps. */
export const getTitleCards: Read<{ titleIds: string[] }, shapes.TitleCardDto[]> = coming
/** Throws `playable.not-found`. */
export const getPlayable: Read<shapes.GetPlayableInput, shapes.PlayableTargetDto> = coming
export const listVocabulary: () => Promise<shapes.VocabularyDto> = coming
