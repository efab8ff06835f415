'use client'

import { useTranslations } from 'next-intl'
import { showToast } from '../../ui/toast.tsx'
import { useUploads } from '../uploads/uploads-provider.tsx'
import { sortFilms } from './film-files.ts'

/** Gives what takes in files: interrupted transfers go on with theirs, new films are handed on, the rest is named. */
export function useTakeFilms(onFilms: (films: File[]) => void): (files: File[]) => void {
  const t = useTranslations('admin.drop')
  const { queue } = useUploads()
  return (files) => {
    const { films, others } = sortFilms(queue.resumeWith(files))
    const [first] = others
    if (first) {
      const text =
        others.length === 1
          ? t('notFilms', { name: first.name })
          : t('leftOut', { count: others.length, name: first.name })
      showToast({ tone: 'failed', text })
    }
    if (films.length > 0) onFilms(films)
  }
}
