'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { MediaPlace } from './place.ts'

/** Gives a writer of a place's name: "Phim chính", "Trailer", "T1 Tập 3: Căn gác". */
export function usePlaceLabel(): (place: Pick<MediaPlace, 'target' | 'number' | 'name'>) => string {
  const t = useTranslations('admin.title.place')
  return useCallback(
    ({ target, number, name }) => {
      if (!number) return t(target.role === 'trailer' ? 'trailer' : 'film')
      const place =
        number.season === null
          ? t('lesson', { number: number.episode })
          : t('episode', { season: number.season, number: number.episode })
      return name ? `${place}: ${name}` : place
    },
    [t],
  )
}
