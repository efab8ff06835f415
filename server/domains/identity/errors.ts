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

/** For who is signed in and must show again that it is them; a session that is fine stays fine. */
export const wrongPassword = (): AppError =>
  new AppError({ kind: 'forbidden', code: 'account.wrong-password', message: 'The password is wrong.' })

/** Told only to whoever has proved to own the account. */
export const accountLocked = (): AppError =>
  new AppError({ kind: 'forbidden', code: 'account.locked', message: 'This account is locked.' })

export const accountUnverified = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'account.unverified',
    message: 'Open the link that was sent to the e-mail address first.',
  })

/** For what a browser left open is not enough. */
export const passwordNeeded = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'account.password-needed',
    message: 'Give the password of the account first.',
  })

export const signInNeeded = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'account.sign-in-needed',
    message: 'This account has no password: sign in anew by mail, then do this within five minutes.',
  })

/** Who signs in by mail alone has nothing to show again: a password is made by mail first. */
export const accountHasNoPassword = (): AppError =>
  conflict('account.no-password', 'This account has no password; make one by mail first.')

export const lastAdmin = (): AppError =>
  conflict('account.last-admin', 'This is the last admin; make another one first.')

export const linkInvalid = (): AppError =>
  new AppError({
    kind: 'gone',
    code: 'mail-link.invalid',
    message: 'This link was used before, has expired or is not whole.',
  })

/** That the link's reader reads the address is known; whether they also chose the account's password is not. */
export const linkNeedsPassword = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'mail-link.password-needed',
    message:
      'Send the password of the account with the link, or a new one where the address is being proved.',
  })

export const setUpClosed = (): AppError =>
  new AppError({ kind: 'not-found', code: 'address.not-found', message: 'There is an admin already.' })

export const setUpCodeWrong = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'set-up.wrong-code',
    message: 'The code is not the one in the log.',
  })

export const tooManyAttempts = (retryAfterSeconds: number): AppError =>
  new AppError({
    kind: 'too-many-requests',
    code: 'auth.too-many-attempts',
    message: `Too many attempts; try again in ${retryAfterSeconds} seconds.`,
    params: { seconds: retryAfterSeconds, minutes: Math.ceil(retryAfterSeconds / 60) },
  })

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

export const tooBusy = (): AppError =>
  new AppError({ kind: 'unavailable', code: 'auth.busy', message: 'Too many people sign in at this moment.' })

export const alreadyLocked = (): AppError =>
  conflict('account.already-locked', 'This account is locked already.')

export const notLocked = (): AppError => conflict('account.not-locked', 'This account is not locked.')

export const ownAccount = (): AppError =>
  conflict('account.own', 'Nobody locks their own account or changes their own role.')

/** Who helps viewers must not be able to put the house's own people out. */
export const staffAccount = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'account.staff',
    message: 'Only who may set roles may do this to somebody of the house.',
  })
