import { AppError, notFound } from '../../platform/errors/app-error.ts'

/** Refuses an address that is unsigned, altered or past its expiry; which of them is not told. */
export function pathRefused(): AppError {
  return new AppError({
    kind: 'forbidden',
    code: 'playback.path-refused',
    message: 'This address is not signed, was altered or has expired.',
  })
}

/** Says that there is nothing to play; a draft is told no otherwise than a title that was never made. */
export function playableNotFound(what: string): AppError {
  return notFound('playable', what)
}

/** Says that a rightly signed address names an object that storage does not hold. */
export function pathNotServed(key: string): AppError {
  return new AppError({
    kind: 'not-found',
    code: 'playback.file-not-found',
    message: `Storage holds no ${key}.`,
    publicMessage: 'There is no such file.',
  })
}

/** Told to everybody who may not stop or renew it, whether or not it is there. */
export function playbackSessionNotFound(id: string): AppError {
  return new AppError({
    kind: 'not-found',
    code: 'playback.session-not-found',
    message: `No playback session ${id}.`,
  })
}

export function tooManyStreams(playing: number, limit: number): AppError {
  return new AppError({
    kind: 'conflict',
    code: 'playback.too-many-streams',
    message: `This account plays ${playing} films at once, and may play ${limit}: stop one of them first.`,
    params: { playing, limit },
  })
}

/** Why an account that is signed in may not watch; the interface tells each with its next step. */
export function mayNotWatch(
  reason: 'not-entitled' | 'region' | 'region-unknown' | 'rating-limit' | 'not-yet' | 'no-longer',
  params: Record<string, string | number> = {},
): AppError {
  return new AppError({ kind: 'forbidden', code: `playback.${reason}`, message: sentences[reason], params })
}

const sentences = {
  'not-entitled': 'This account holds no right to watch this title.',
  region: 'This title is not shown where the request comes from.',
  'region-unknown':
    'This title is shown in some countries only, and where the request comes from is not known.',
  'rating-limit': 'This title is rated above the limit of the profile; a PIN of the household opens it.',
  'not-yet': 'This title is not out yet.',
  'no-longer': 'This title is no longer shown.',
} as const

export function mayNotUnlock(): AppError {
  return new AppError({
    kind: 'forbidden',
    code: 'playback.unlock-refused',
    message: 'That profile has no PIN, or may not watch this title either.',
  })
}
