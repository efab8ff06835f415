'use server'

import { cookies, headers } from 'next/headers'
import {
  changePassword,
  closeAccount,
  confirmEmailChange,
  keepAccount,
  registerAccount,
  requestEmailChange,
  requestPasswordReset,
  requestSignInLink,
  resendVerification,
  resetPassword,
  setUpFirstAdmin,
  updateAccount,
} from '#server/domains/identity/index.ts'
import type {
  ConfirmEmailInput,
  RegisterAccountInput,
  ResetPasswordInput,
  SetUpInput,
  UpdateAccountInput,
} from '#server/domains/identity/schemas.ts'
import { action } from '#server/http/action.ts'
import { callerOf, deviceCookie } from '#server/http/caller.ts'
import { deviceCookieSettings, deviceIdOf } from '#server/http/device-cookie.ts'

/** What a page can't say of itself: who calls. */
type Typed<Input> = Omit<Input, 'caller'>
const caller = async () => callerOf(await headers())

/** The device keeps its id from now on: the mail's link is good on it without the password. */
export const registerAction = action(async (context, input: Typed<RegisterAccountInput>) => {
  const deviceId = deviceIdOf(await headers())
  await registerAccount(context, { ...input, caller: { ...(await caller()), deviceId } })
  ;(await cookies()).set(deviceCookie(), deviceId, deviceCookieSettings())
}, 'code')

export const requestPasswordResetAction = action(requestPasswordReset, 'code')

export const requestSignInLinkAction = action(requestSignInLink, 'code')

export const resetPasswordAction = action(async (context, input: Typed<ResetPasswordInput>) => {
  await resetPassword(context, { ...input, caller: await caller() })
}, 'code')

export const confirmEmailChangeAction = action(
  async (context, input: Typed<ConfirmEmailInput>) =>
    confirmEmailChange(context, { ...input, caller: await caller() }),
  'code',
)

export const resendVerificationAction = action(async (context) => resendVerification(context), 'code')

export const setUpAction = action(async (context, input: Typed<SetUpInput>) => {
  await setUpFirstAdmin(context, { ...input, caller: await caller() })
}, 'code')

export const updateAccountAction = action(async (context, input: UpdateAccountInput) => {
  await updateAccount(context, input)
})

export const requestEmailChangeAction = action(requestEmailChange, 'code')

export const changePasswordAction = action(changePassword, 'code')

export const closeAccountAction = action(async (context, input: { password: string }) => {
  await closeAccount(context, input)
}, 'code')

export const keepAccountAction = action(async (context) => keepAccount(context))
