import { AppError, conflict } from '../../platform/errors/app-error.ts'

export const emailTaken = (): AppError =>
  conflict('account.email-taken', 'There is already an account with this e-mail address.')

/** One answer for an unknown address and for a wrong password. */
export const badCredentials = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'auth.bad-credentials',
    message: 'The e-mail address or the password is wrong.',
  })

/** Told only to who has proved to own the account. */
export const accountLocked = (): AppError =>
  new AppError({ kind: 'forbidden', code: 'account.locked', message: 'This account is locked.' })

export const tooManyAttempts = (retryAfterSeconds: number): AppError =>
  new AppError({
    kind: 'too-many-requests',
    code: 'auth.too-many-attempts',
    message: `Too many failed sign-ins; try again in ${retryAfterSeconds} seconds.`,
    params: { seconds: retryAfterSeconds, minutes: Math.ceil(retryAfterSeconds / 60) },
  })

/** Told to who is signed in already, when something asks for the password once more. */
export const wrongPassword = (): AppError =>
  new AppError({ kind: 'forbidden', code: 'account.wrong-password', message: 'The password is wrong.' })

/** Says no more of a token than that it is no good. */
export const badToken = (cause?: unknown): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'auth.bad-token',
    message: 'The access token is altered, expired or its session has ended.',
    cause,
  })

export const badRefreshToken = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'auth.bad-refresh-token',
    message: 'The refresh token is not known, has expired or its session has ended; sign in again.',
  })

/** Whoever asked second may be the thief or the owner: neither goes on. */
export const tokenReused = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'auth.token-reused',
    message: 'This refresh token has been used before, so its session has been ended; sign in again.',
  })
