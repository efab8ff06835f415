import { cacheLife, cacheTag } from 'next/cache'
import * as catalogue from '#server/domains/catalogue/index.ts'
import type {
  BrowseDto,
  BrowseTitlesInput,
  HomeDto,
  TitleCardDto,
  TitleDetailDto,
} from '#server/domains/catalogue/schemas.ts'
import type { RatingLimit } from '#server/domains/profiles/schemas.ts'
import { AppError } from '#server/platform/errors/app-error.ts'

/**
 * Cached reads of published things, each by the rating limit of who looks (null is none); the catalogue drops their
 * tags whenever something changes.
 */

export async function readHome(ratingLimit: RatingLimit | null): Promise<HomeDto> {
  'use cache'
  cacheTag(catalogue.catalogueTag)
  cacheLife('hours')
  return catalogue.getHome({ ratingLimit })
}

export async function readBrowse(input: BrowseTitlesInput): Promise<BrowseDto> {
  'use cache'
  cacheTag(catalogue.catalogueTag)
  cacheLife('hours')
  return catalogue.browseTitles(input)
}

/** Null for what is not there or not published: an error's code would not survive the cache. */
export async function readTitle(
  slug: string,
  ratingLimit: RatingLimit | null,
): Promise<TitleDetailDto | null> {
  'use cache'
  cacheTag(catalogue.catalogueTag, catalogue.titleTag(slug))
  cacheLife('hours')
  try {
    return await catalogue.getTitleBySlug({ slug, ratingLimit })
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'not-found' || error.kind === 'invalid-input'))
      return null
    throw error
  }
}

export async function readCards(
  titleIds: string[],
  ratingLimit: RatingLimit | null,
): Promise<TitleCardDto[]> {
  'use cache'
  cacheTag(catalogue.catalogueTag)
  cacheLife('hours')
  return titleIds.length === 0 ? [] : catalogue.getTitleCards({ titleIds, ratingLimit })
}
