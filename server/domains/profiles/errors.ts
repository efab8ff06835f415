import { AppError, conflict, notFound } from '../../platform/errors/app-error.ts'

const forbidden = (code: string, message: string, params?: Record<string, number>): AppError =>
  new AppError({ kind: 'forbidden', code, message, ...(params ? { params } : {}) })

export const profileNotFound = (id: string): AppError => notFound('profile', id)

/** Several of the household watch with this account, and this session has not said who. */
export const profileNotChosen = (): AppError =>
  conflict('profile.not-chosen', 'Choose a profile first: POST /api/profiles/{id}/choose.')

export const versionConflict = (): AppError =>
  conflict('profile.version-conflict', 'The profile has changed since; read it again.')

export const tooManyProfiles = (): AppError =>
  conflict('profile.too-many', 'An account has at most five profiles.', { most: 5 })

export const mainProfileStays = (): AppError =>
  conflict('profile.main-stays', 'The first profile of an account can not be deleted.')

export const mainProfileIsGrownUp = (): AppError =>
  conflict('profile.main-grown-up', "The first profile of an account can not be a child's.")

export const kidsLimitTooHigh = (): AppError =>
  conflict('profile.kids-limit', "A child's profile is limited to P or K.")

export const passwordRequired = (): AppError =>
  forbidden('profile.password-required', "This takes the account's password.")

export const pinRequired = (): AppError => forbidden('profile.pin-required', 'This profile has a PIN.')

export const pinWrong = (triesLeft: number): AppError =>
  forbidden('profile.pin-wrong', 'The PIN is wrong.', { triesLeft })

export const tooManyTries = (seconds: number): AppError =>
  new AppError({
    kind: 'too-many-requests',
    code: 'profile.too-many-tries',
    message: `Too many wrong PINs; try again in ${seconds} seconds.`,
    params: { seconds, minutes: Math.ceil(seconds / 60) },
  })
