import { systemContext } from '../../platform/context/context.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { nameSeasons, nameTitles } from '../catalogue/index.ts'
import { readBundles } from './bundle.repository.ts'
import type { TitleOfferDto } from './schemas.ts'
import type { TitleOfferRow } from './title-offer.repository.ts'

type Described = Omit<TitleOfferDto, 'prices'>

/** Gives each offer with the name of what it sells and the titles it opens. */
export async function describeTargets(rows: readonly TitleOfferRow[]): Promise<Described[]> {
  const house = systemContext('offers')
  const idsOf = (kind: TitleOfferRow['targetKind']) => [
    ...new Set(rows.filter(({ targetKind }) => targetKind === kind).map(({ targetId }) => targetId)),
  ]
  const [seasons, bundles] = await Promise.all([
    nameSeasons(house, { seasonIds: idsOf('season') }),
    readBundles(database(), idsOf('bundle')),
  ])
  const ofSeasons = [...seasons.values()].map(({ titleId }) => titleId)
  const titles = await nameTitles(house, { titleIds: [...new Set([...idsOf('title'), ...ofSeasons])] })
  return rows.map(({ id, kind, targetKind, targetId }) => {
    const base = { id, kind, target: { kind: targetKind, id: targetId } }
    if (targetKind === 'bundle') {
      const bundle = bundles.find((each) => each.id === targetId)
      return { ...base, name: bundle?.name ?? null, season: null, titleIds: bundle?.titleIds ?? [] }
    }
    const found = targetKind === 'season' ? seasons.get(targetId) : undefined
    const titleId = targetKind === 'season' ? found?.titleId : targetId
    const name = titleId === undefined ? undefined : titles.get(titleId)
    return {
      ...base,
      name: name ?? null,
      season: found ? { id: targetId, ...found } : null,
      titleIds: titleId !== undefined && name ? [titleId] : [],
    }
  })
}
