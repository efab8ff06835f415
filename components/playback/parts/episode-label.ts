import { useTranslations } from 'next-intl'

/** Gives the words for an episode or lesson: "T1 · Tập 5", "Bài 3". */
export function useEpisodeLabel(): (
  episode: { seasonNumber: number | null; number: number },
  kind: string,
) => string {
  const t = useTranslations('playback')
  return ({ seasonNumber, number }, kind) =>
    kind === 'course'
      ? t('lessonLabel', { number })
      : t('episodeLabel', { season: seasonNumber === null ? 'none' : String(seasonNumber), number })
}
