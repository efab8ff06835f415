'use client'

import { useTranslations } from 'next-intl'
import type { TitleKind } from '#server/domains/catalogue/schemas.ts'
import { PlaceRow, type PlaceHandlers } from './place-row.tsx'
import { placeKey, type MediaPlace } from './place.ts'

type PlaceListProps = { kind: TitleKind; places: MediaPlace[]; nowIso: string; handlers: PlaceHandlers }

/** The places of a title, the seasons of a series each under its name, the trailer last. */
export function PlaceList({ kind, places, nowIso, handlers }: PlaceListProps) {
  const t = useTranslations('admin.title')
  const groups = groupsOf(places)
  const hasEpisodes = places.some((place) => place.number !== null)
  return (
    <>
      {kind !== 'film' && !hasEpisodes ? (
        <p className="px-4 pt-4 text-small text-shell-3">
          {t(kind === 'series' ? 'noEpisodes' : 'noLessons')}
        </p>
      ) : null}
      {groups.map((group) => (
        <div key={group.key}>
          {group.season !== null && groups.filter((each) => each.season !== null).length > 1 ? (
            <div className="border-b border-line bg-ink-2/50 px-4 py-1.5 text-small text-shell-3">
              {t('season', { number: group.season })}
            </div>
          ) : null}
          <ul className="border-b border-line last:border-0">
            {group.places.map((place) => (
              <PlaceRow key={placeKey(place)} place={place} nowIso={nowIso} {...handlers} />
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}

function groupsOf(places: MediaPlace[]) {
  const groups = new Map<string, { key: string; season: number | null; places: MediaPlace[] }>()
  for (const place of places) {
    const key = place.number ? `season-${place.number.season ?? ''}` : 'film'
    const group = groups.get(key) ?? { key, season: place.number?.season ?? null, places: [] }
    group.places.push(place)
    groups.set(key, group)
  }
  return [...groups.values()]
}
