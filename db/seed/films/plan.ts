import type { DemoText, DemoTitle } from '../demo-titles.ts'
import { featuredSlugs } from '../demo-titles.ts'
import { seededRandom } from './random.ts'
import { scenes } from './scene-book.ts'
import type { Scene, ShotPlan } from './scenes.ts'
import { timeSubtitles } from './timing.ts'
import type { Cue } from './timing.ts'

export type Language = 'vi' | 'en'

/** What of a title a film belongs to. */
export type FilmTarget =
  | { type: 'film' }
  | { type: 'trailer' }
  | { type: 'episode'; season: number; number: number }
  | { type: 'lesson'; number: number }

/** How a shot's picture is graded: an hour of the day, or the two inks of a series' intro. */
export type Grade = 'day' | 'dusk' | 'night' | 'intro'

export type FilmShot = ShotPlan & {
  grade: Grade
  mirrored: boolean
  startS: number
  durationS: number
  /** Length of the cross-fade that leads into this shot, seconds. */
  fadeInS: number
}

/** A card over the picture; `title` carries the lettering, `line` a label and a sentence. */
export type Card = { kind: 'title' | 'line'; startS: number; durationS: number; label: string; text: string }

export type Chapter = { title: string; startS: number; endS: number }

export type FilmSpec = {
  slug: string
  /** `film`, `trailer`, `s1e2` or `l3`; with the slug it names the film for ever. */
  item: string
  target: FilmTarget
  seed: string
  scene: Scene
  accent: string
  width: number
  height: number
  container: 'mp4' | 'mkv'
  durationS: number
  shots: readonly FilmShot[]
  /** When the closing card begins, seconds; it lasts to the end. */
  closingAtS: number
  closing: readonly { label: string; text: string }[]
  cards: readonly Card[]
  /** The season's own music and pictures, the same in each of its episodes. */
  intro: { startS: number; durationS: number; seed: string } | null
  chapters: readonly Chapter[]
  audio: readonly Language[]
  subtitles: readonly { language: Language; cues: readonly Cue[] }[]
}

const INTRO_S = 8
const EPISODES_MADE = 3

const fullHd = new Set(['con-nuoc-thang-muoi', 'tram-hoa-tinh', 'ruong-troi'])
const withoutChapters = new Set(['ba-tieng-go', 'dieu-bat-sao-choi'])
const dubbed = new Set([
  'con-nuoc-thang-muoi',
  'chuyen-tau-23-40',
  'tram-hoa-tinh',
  'vinh-khong-ten',
  'mua-dem-quan-tu',
  'tam-muoi-tam-phim',
])
const subtitled = new Set([
  'con-nuoc-thang-muoi',
  'nguoi-gac-den-hon-may',
  'hem-cut-88',
  'tram-hoa-tinh',
  'meo-cua-ba-tu',
  'vinh-khong-ten',
  'mua-dem-quan-tu',
  'lua-nho-noi-dat',
  'tam-muoi-tam-phim',
  'duoi-tan-khop',
  'dung-phim-tu-so-khong',
])
const withTrailer = new Set([
  'con-nuoc-thang-muoi',
  'hem-cut-88',
  'tram-hoa-tinh',
  'vinh-khong-ten',
  'tam-muoi-tam-phim',
  'dem-tam-bao',
])

/**
 * Every film of the demo in the order in which to make them: the hero ledge first, then each title's first,
 * then the further episodes and lessons, trailers last. Throws when a title has no scene.
 */
export function planFilms(titles: readonly DemoTitle[]): FilmSpec[] {
  return titles
    .flatMap((title) => planTitle(title))
    .map((spec, index) => ({ spec, index, rank: rankOf(spec) }))
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ spec }) => spec)
}

function rankOf(spec: FilmSpec): number {
  const featured = (featuredSlugs as readonly string[]).indexOf(spec.slug)
  switch (spec.target.type) {
    case 'trailer':
      return featured === 0 ? 5 : 60
    case 'film':
      return featured >= 0 ? featured : 10
    case 'episode':
    case 'lesson':
      if (spec.target.number === 1) return featured >= 0 ? featured : 10
      return 20 + spec.target.number
  }
}

function planTitle(title: DemoTitle): FilmSpec[] {
  const scene = scenes[title.slug]
  if (!scene) throw new Error(`The demo title ${title.slug} has no scene`)
  const trailer = withTrailer.has(title.slug) ? [planTrailer(title, scene)] : []
  switch (title.kind) {
    case 'film':
      return [planFeature(title, scene), ...trailer]
    case 'series':
      return [...planEpisodes(title, scene), ...trailer]
    case 'course':
      return [...planLessons(title, scene), ...trailer]
  }
}

type Draft = {
  title: DemoTitle
  scene: Scene
  item: string
  target: FilmTarget
  shots: readonly Omit<FilmShot, 'startS'>[]
  chapterNames: readonly (string | null)[]
  closingS: number
  closing: FilmSpec['closing']
  cards: readonly Card[]
  prose: DemoText | null
  introIndex: number | null
}

/** Puts a draft's shots on the time line and derives chapters, subtitles and file format from it. */
function finish(draft: Draft): FilmSpec {
  const { title, item } = draft
  let at = 0
  const shots = draft.shots.map((shot) => {
    const placed = { ...shot, startS: at }
    at += shot.durationS
    return placed
  })
  const closingAtS = at
  const durationS = at + draft.closingS
  const isTrailer = draft.target.type === 'trailer'
  const intro = draft.introIndex === null ? null : (shots[draft.introIndex] ?? null)
  const talkFrom = draft.cards.reduce((end, card) => Math.max(end, card.startS + card.durationS), 0)
  const prose = draft.prose !== null && subtitled.has(title.slug) ? draft.prose : null
  return {
    slug: title.slug,
    item,
    target: draft.target,
    seed: `${title.slug}/${item}`,
    scene: draft.scene,
    accent: title.accent,
    width: fullHd.has(title.slug) && !isTrailer ? 1920 : 1280,
    height: fullHd.has(title.slug) && !isTrailer ? 1080 : 720,
    container: prose && title.slug.length % 2 === 0 ? 'mkv' : 'mp4',
    durationS,
    shots,
    closingAtS,
    closing: draft.closing,
    cards: draft.cards,
    intro: intro && { startS: intro.startS, durationS: INTRO_S, seed: `${title.slug}/intro` },
    chapters: chaptersOf(shots, draft.chapterNames, closingAtS, durationS),
    audio: dubbed.has(title.slug) && !isTrailer ? ['vi', 'en'] : ['vi'],
    subtitles: prose
      ? (['vi', 'en'] as const).map((language) => ({
          language,
          cues: timeSubtitles(prose[language], talkFrom + 0.3, closingAtS - 0.3),
        }))
      : [],
  }
}

function chaptersOf(
  shots: readonly FilmShot[],
  names: Draft['chapterNames'],
  closingAtS: number,
  durationS: number,
): Chapter[] {
  if (names.length === 0) return []
  const starts = shots.flatMap((shot, index) => {
    const name = names[index]
    return name ? [{ title: name, startS: shot.startS }] : []
  })
  starts.push({ title: 'Danh đề', startS: closingAtS })
  return starts.map((start, index) => ({ ...start, endS: starts[index + 1]?.startS ?? durationS }))
}

function planFeature(title: DemoTitle, scene: Scene): FilmSpec {
  const random = seededRandom(`${title.slug}/timing`)
  const shots = scene.shots.map((shot, index) => ({
    ...shot,
    grade: 'day' as const,
    mirrored: false,
    durationS: index === 0 ? 9.5 : 7 + Math.round(random() * 4) / 2,
    fadeInS: index === 0 ? 0 : 1,
  }))
  return finish({
    title,
    scene,
    item: 'film',
    target: { type: 'film' },
    shots,
    chapterNames: withoutChapters.has(title.slug) ? [] : scene.shots.map((shot) => shot.name),
    closingS: 5.5,
    closing: creditsOf(title),
    cards: [{ kind: 'title', startS: 1.2, durationS: 6.8, label: '', text: title.tagline.vi }],
    prose: title.synopsis,
    introIndex: null,
  })
}

function planTrailer(title: DemoTitle, scene: Scene): FilmSpec {
  const [wide, ...close] = scene.shots
  const shots = [...close.slice(0, 3), ...(wide ? [wide] : [])].map((shot, index, all) => ({
    ...shot,
    grade: 'day' as const,
    mirrored: false,
    durationS: index === all.length - 1 ? 5 : 2.5,
    fadeInS: index === 0 ? 0 : 0.3,
  }))
  const last = shots.slice(0, -1).reduce((sum, shot) => sum + shot.durationS, 0)
  return finish({
    title,
    scene,
    item: 'trailer',
    target: { type: 'trailer' },
    shots,
    chapterNames: [],
    closingS: 0,
    closing: [],
    cards: [{ kind: 'title', startS: last + 0.6, durationS: 4, label: '', text: title.tagline.vi }],
    prose: null,
    introIndex: null,
  })
}

/** Three quick graded shots, 8 s together, cut the same way for each episode of a season. */
function introShots(scene: Scene): Omit<FilmShot, 'startS'>[] {
  const [, second, third] = scene.shots
  const wide = scene.shots[0]
  if (!wide || !second || !third) throw new Error('An intro needs a scene of at least three shots')
  return [second, third, wide].map((shot, index) => ({
    ...shot,
    grade: 'intro' as const,
    // The last one stands behind the lettering, which wants the still's empty left.
    mirrored: index < 2,
    durationS: index === 2 ? 4 : 2,
    fadeInS: 0.25,
  }))
}

const grades: readonly Grade[] = ['day', 'dusk', 'night']

function planEpisodes(title: DemoTitle, scene: Scene): FilmSpec[] {
  const season = title.seasons[0]
  if (!season) throw new Error(`The demo series ${title.slug} has no season`)
  return season.episodes.slice(0, EPISODES_MADE).map((episode, index) => {
    const grade = grades[index % grades.length] ?? 'day'
    const own = { grade, mirrored: index === 1 }
    const turn = (step: number): ShotPlan => {
      const shot = scene.shots[1 + ((index + step) % (scene.shots.length - 1))]
      if (!shot) throw new Error(`The scene of ${title.slug} is too short`)
      return shot
    }
    const wide = scene.shots[0] ?? turn(0)
    const coldOpenS = 4 + index
    const shots = [
      { ...turn(0), ...own, durationS: coldOpenS, fadeInS: 0 },
      ...introShots(scene),
      { ...wide, ...own, durationS: 7.5, fadeInS: 0.6 },
      { ...turn(1), ...own, durationS: 7, fadeInS: 1 },
      { ...turn(2), ...own, durationS: 6.5, fadeInS: 1 },
    ]
    const next = season.episodes[index + 1]
    return finish({
      title,
      scene,
      item: `s${season.number}e${episode.number}`,
      target: { type: 'episode', season: season.number, number: episode.number },
      shots,
      chapterNames: ['Mở màn', 'Intro', null, null, wide.name, turn(1).name, turn(2).name],
      closingS: 4.5,
      closing: [
        ...(next ? [{ label: 'Tập sau', text: next.title.vi }] : []),
        ...creditsOf(title).slice(0, next ? 2 : 3),
      ],
      cards: [
        { kind: 'title', startS: coldOpenS + 4.6, durationS: 3.2, label: '', text: '' },
        {
          kind: 'line',
          startS: coldOpenS + INTRO_S + 1.2,
          durationS: 5,
          label: `${season.title.vi} · Tập ${episode.number}`,
          text: episode.title.vi,
        },
      ],
      prose: episode.synopsis,
      introIndex: 1,
    })
  })
}

function planLessons(title: DemoTitle, scene: Scene): FilmSpec[] {
  return title.lessons.slice(0, EPISODES_MADE).map((lesson, index) => {
    const grade: Grade = 'day'
    const [wide, ...close] = scene.shots
    if (!wide) throw new Error(`The scene of ${title.slug} is empty`)
    const turned = close.map((_, step) => close[(index + step) % close.length] ?? wide)
    const shots = [wide, ...turned.slice(0, 3)].map((shot, step) => ({
      ...shot,
      grade,
      mirrored: false,
      durationS: step === 0 ? 8 : 7,
      fadeInS: step === 0 ? 0 : 0.8,
    }))
    const next = title.lessons[index + 1]
    return finish({
      title,
      scene,
      item: `l${lesson.number}`,
      target: { type: 'lesson', number: lesson.number },
      shots,
      chapterNames: shots.map((shot) => shot.name),
      closingS: 4.5,
      closing: [
        ...(next ? [{ label: 'Bài sau', text: next.title.vi }] : []),
        ...creditsOf(title).slice(0, 2),
      ],
      cards: [
        { kind: 'title', startS: 1, durationS: 4, label: '', text: '' },
        {
          kind: 'line',
          startS: 5.4,
          durationS: 5,
          label: `Bài ${lesson.number}`,
          text: lesson.title.vi,
        },
      ],
      prose: lesson.summary,
      introIndex: null,
    })
  })
}

function creditsOf(title: DemoTitle): { label: string; text: string }[] {
  const named = (role: 'director' | 'writer' | 'cast') =>
    title.people.filter((person) => person.role === role).map((person) => person.name)
  const cast = title.kind === 'course' ? 'Giảng viên' : 'Diễn viên'
  return [
    { label: 'Đạo diễn', text: named('director').join(', ') },
    { label: cast, text: named('cast').slice(0, 3).join(', ') },
    { label: 'Biên kịch', text: named('writer').join(', ') },
  ].filter((row) => row.text !== '')
}
