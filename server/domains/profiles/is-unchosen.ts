import { AppError } from '../../platform/errors/app-error.ts'

/** Tells whether an error says that nobody is watching yet: a choice never made, or of a profile deleted since. */
export function isUnchosen(error: unknown): boolean {
  return (
    error instanceof AppError && (error.code === 'profile.not-chosen' || error.code === 'profile.not-found')
  )
}
