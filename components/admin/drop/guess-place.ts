import { publishedVersion, type MediaPlace } from '../media/place.ts'

const seasonAndEpisode = /(?:s|t|mùa|mua|season)\s*0*(\d+)[\s._-]*(?:e|tập|tap|ep|episode)\s*0*(\d+)/iu
const episodeAlone = /(?:tập|tap|bài|bai|ep|episode|lesson|e)[\s._-]*0*(\d+)/iu
const leadingNumber = /^\D*0*(\d{1,3})(?!\d)/u
const trailerWord = /trailer|teaser/iu

/** Guesses from a file's name which film of the title it is: `T1E03`, `tap-3`, `trailer`; else the first without a film. */
export function guessPlace(fileName: string, places: readonly MediaPlace[]): MediaPlace | undefined {
  const name = fileName.normalize('NFC')
  if (trailerWord.test(name)) return places.find((place) => place.target.role === 'trailer')
  const mains = places.filter((place) => place.target.role === 'main')
  const both = seasonAndEpisode.exec(name)
  if (both) return mains.find((place) => isNumber(place, Number(both[2]), Number(both[1])))
  const number = episodeAlone.exec(name)?.[1] ?? leadingNumber.exec(name)?.[1]
  const named = number ? mains.find((place) => isNumber(place, Number(number))) : undefined
  return named ?? mains.find((place) => !publishedVersion(place)) ?? mains[0]
}

function isNumber(place: MediaPlace, episode: number, season?: number): boolean {
  return place.number?.episode === episode && (season === undefined || place.number.season === season)
}
