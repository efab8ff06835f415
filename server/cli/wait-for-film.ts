import { setTimeout as sleep } from 'node:timers/promises'
import words from '#i18n/messages/en/media.json' with { type: 'json' }
import { getPlayable } from '../domains/catalogue/index.ts'
import { getAsset, getEncode } from '../domains/media/index.ts'
import type {
  AudioTrack,
  EncodeProgressDto,
  Rendition,
  SubtitleTrack,
  VersionDto,
} from '../domains/media/schemas.ts'
import type { Context } from '../platform/context/context.ts'
import { AppError } from '../platform/errors/app-error.ts'
import { getQueueOverview } from '../platform/queues/index.ts'
import { note } from './output.ts'

export type ImportedFilm = { titleId: string; assetId: string; versionId: string; name: string }

export type FilmResult = {
  /** Of the title; null when none was made. */
  id: string | null
  /** `ready` can be played by whoever may see drafts, `published` by viewers. */
  state: 'waiting' | 'ready' | 'published' | 'failed' | 'cancelled'
  durationS: number | null
  renditions: Rendition[]
  audioTracks: AudioTrack[]
  subtitleTracks: Omit<SubtitleTrack, 'path'>[]
  error: { code: string; message: string } | null
}

const pollMs = 1000
/** The catalogue takes a published version over within a second or two. */
const takeOverWithinMs = 60_000

/** Waits until the film's encode has ended, well or not, telling its progress on stderr; gives what came of it. */
export async function waitForFilm(
  context: Context,
  film: ImportedFilm,
  wanted: { publish: boolean },
): Promise<FilmResult> {
  await noteMissingWorker(context)
  const tell = progressTeller(film.name)
  for (;;) {
    const encode = await getEncode(context, { versionId: film.versionId })
    tell(encode)
    if (encode.state === 'succeeded') break
    if (encode.state === 'failed' || encode.state === 'cancelled') return describeFailure(film, encode)
    await sleep(pollMs)
  }
  const version = await findVersion(context, film)
  const shown = await waitUntilShown(film, wanted)
  const facts = describeVersion(version)
  return { id: film.titleId, state: shown.state, ...facts, error: shown.error }
}

async function noteMissingWorker(context: Context): Promise<void> {
  const { workers } = await getQueueOverview(context)
  const encodes = workers.some((worker) => worker.queues.some((queue) => queue.name === 'encode'))
  if (!encodes)
    note('No worker takes encodes now: the film waits until npm run dev or npm run worker starts one.')
}

/** Gives a function that tells each new stage and each further ten percent once. */
function progressTeller(name: string): (encode: EncodeProgressDto) => void {
  let told = ''
  return (encode) => {
    const step = Math.floor(encode.percent / 10) * 10
    const line = describeProgress(encode, step)
    if (line === told) return
    told = line
    note(`${name}: ${line}`)
  }
}

function describeProgress(encode: EncodeProgressDto, percent: number): string {
  switch (encode.state) {
    case 'queued':
      return encode.queuePosition === null ? 'waits' : `waits, place ${encode.queuePosition}`
    case 'running':
      return `${encode.stage ?? 'starts'}, ${percent} %${describeChunks(encode.chunks)}`
    case 'succeeded':
      return 'encoded'
    case 'failed':
      return 'failed'
    case 'cancelled':
      return 'cancelled'
  }
}

function describeChunks(chunks: EncodeProgressDto['chunks']): string {
  return chunks ? `, ${chunks.done} of ${chunks.total} parts` : ''
}

async function findVersion(context: Context, film: ImportedFilm): Promise<VersionDto> {
  const asset = await getAsset(context, { assetId: film.assetId })
  const version = asset.versions.find((candidate) => candidate.id === film.versionId)
  if (!version) throw new Error(`The version ${film.versionId} is gone.`)
  return version
}

async function waitUntilShown(
  film: ImportedFilm,
  wanted: { publish: boolean },
): Promise<Pick<FilmResult, 'state' | 'error'>> {
  const until = Date.now() + takeOverWithinMs
  for (;;) {
    const target = await getPlayable({ assetId: film.assetId }).catch(nullWhenMissing)
    if (target?.published) return { state: 'published', error: null }
    if (target && !wanted.publish) return { state: 'ready', error: null }
    if (Date.now() > until) {
      const message = `${film.name} is encoded, but viewers do not see it yet: jobs dead-letters may say why.`
      return { state: 'ready', error: { code: 'title.not-published', message } }
    }
    await sleep(pollMs / 4)
  }
}

function nullWhenMissing(error: unknown): null {
  if (error instanceof AppError && error.kind === 'not-found') return null
  throw error
}

function describeVersion(version: VersionDto): Omit<FilmResult, 'id' | 'state' | 'error'> {
  return {
    durationS: version.durationMs === null ? null : version.durationMs / 1000,
    renditions: version.renditions,
    audioTracks: version.audioTracks,
    subtitleTracks: version.subtitleTracks.map(withoutPath),
  }
}

/** Its path means nothing outside storage. */
function withoutPath(track: SubtitleTrack): Omit<SubtitleTrack, 'path'> {
  const { path: _, ...rest } = track
  return rest
}

function describeFailure(film: ImportedFilm, encode: EncodeProgressDto): FilmResult {
  const isCancelled = encode.state === 'cancelled'
  const code = isCancelled ? 'cancelled' : (encode.error?.code ?? 'unexpected')
  // The sentence of the admin's pages; what a tool said is with the dead letters.
  const message = isCancelled
    ? 'The encoding was cancelled.'
    : words.failure[encode.error?.code ?? 'unexpected']
  return {
    id: film.titleId,
    state: isCancelled ? 'cancelled' : 'failed',
    durationS: null,
    renditions: [],
    audioTracks: [],
    subtitleTracks: [],
    error: { code, message },
  }
}
