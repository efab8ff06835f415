import { readTitle } from '../../(viewer)/catalogue-reads.ts'

/** Gives the title that an address names, if there is one that everybody may look at. */
export async function findWanted(named: string | string[] | undefined) {
  return typeof named === 'string' && named !== '' ? readTitle(named, null) : null
}

/** Gives the address of that title. */
export async function findWantedSlug(named: string | string[] | undefined): Promise<string | null> {
  return (await findWanted(named))?.slug ?? null
}
