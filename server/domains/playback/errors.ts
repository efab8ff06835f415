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
