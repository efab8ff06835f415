import { cacheLife, cacheTag } from 'next/cache'
import * as catalogue from '#server/domains/catalogue/index.ts'
import type {
  BrowseDto,
  BrowseTitlesInput,
  HomeDto,
  TitleCardDto,
  TitleDetailDto,
} from '#server/domains/catalogue/schemas.ts'
import { AppError } from '#server/platform/errors/app-error.ts'

/** Cached reads of published things; the catalogue drops their tags whenever something changes. */

export async function readHome(): Promise<HomeDto> {
  'use cache'
  cacheTag(catalogue.catalogueTag)
  cacheLife('hours')
  return catalogue.getHome()
}

export async function readBrowse(input: BrowseTitlesInput): Promise<BrowseDto> {
  'use cache'
  cacheTag(catalogue.catalogueTag)
  cacheLife('hours')
  return catalogue.browseTitles(input)
}

/** Null for what is not there or not published: an error's code would not survive the cache. */
export async function readTitle(slug: string): Promise<TitleDetailDto | null> {
  'use cache'
  cacheTag(catalogue.catalogueTag, catalogue.titleTag(slug))
  cacheLife('hours')
  try {
    return await catalogue.getTitleBySlug({ slug })
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'not-found' || error.kind === 'invalid-input'))
      return null
    throw error
  }
}

export async function readCards(titleIds: string[]): Promise<TitleCardDto[]> {
  'use cache'
  cacheTag(catalogue.catalogueTag)
  cacheLife('hours')
  return titleIds.length === 0 ? [] : catalogue.getTitleCards({ titleIds })
}
