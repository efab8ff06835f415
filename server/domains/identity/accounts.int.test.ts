import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { accountRequests, accounts, jobRuns, mailTokens } from '#db/postgres/schema/index.ts'
import { createContext } from '../../platform/context/context.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { cacheRedis, closeRedis } from '../../platform/redis/redis.ts'
import {
  answerAccountRequest,
  changePassword,
  closeAccount,
  confirmEmailChange,
  eraseAccount,
  eraseDueAccounts,
  exportAccount,
  getAccount,
  getAccountMail,
  keepAccount,
  registerAccount,
  requestEmailChange,
  requestPasswordReset,
  requestSignInLink,
  requireVerified,
  resendVerification,
  resetPassword,
  resolveSession,
  setAccountRole,
  signIn,
  signInByLink,
  updateAccount,
  verifyEmail,
} from './index.ts'
import {
  anonymous,
  answerRequests,
  goodPassword as password,
  sentMails,
  sentToken,
  signedIn,
  signInAgain,
  someEmail,
  stranger,
  system,
} from './testing/household.ts'

const day = 24 * 60 * 60 * 1000
const later = (ms: number) => ({ ...system, now: new Date(system.now.getTime() + ms) })

beforeEach(async () => {
  await database().delete(jobRuns)
  await database().delete(accounts)
  await cacheRedis().flushdb()
})

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

const register = (email: string, given = password) =>
  registerAccount(anonymous(), { email, password: given, displayName: 'Lan Anh', caller: stranger() })

test('whoever registers looks around at once, and watches once the link was opened', async () => {
  const email = someEmail()
  await register(email)
  const token = await sentToken()
  const { account } = await signIn(anonymous(), { email, password, caller: stranger() })
  const context = createContext({ kind: 'account', accountId: account.id, role: 'viewer' })
  expect(account).toMatchObject({ role: 'viewer', isVerified: false, displayName: 'Lan Anh' })
  await expect(requireVerified(context)).rejects.toMatchObject({ code: 'account.unverified' })
  const opened = await signInByLink(anonymous(), { token, password, caller: stranger() })
  expect(opened.account).toMatchObject({ email, isVerified: true })
  await expect(requireVerified(context)).resolves.toBeUndefined()
  await expect(requireVerified(anonymous())).rejects.toMatchObject({ kind: 'unauthenticated' })
  await signIn(anonymous(), { email, password, caller: stranger() })
})

test('a program proves the address without a session; a link for signing in does not do for that', async () => {
  const email = someEmail()
  await register(email)
  const token = await sentToken()
  await requestSignInLink(anonymous(), { email })
  const link = await sentToken()
  const prove = (opened: string) => verifyEmail(anonymous(), { token: opened, password, caller: stranger() })
  await expect(prove(link)).rejects.toMatchObject({ code: 'mail-link.invalid' })
  await prove(token)
  await expect(prove(token)).rejects.toMatchObject({ code: 'mail-link.invalid' })
  const { account } = await signIn(anonymous(), { email, password, caller: stranger() })
  expect(account.isVerified).toBe(true)
})

test('registering a known address answers alike and tells its reader', async () => {
  const { email, id } = await signedIn()
  expect(await register(email, 'một mật khẩu khác')).toBeUndefined()
  expect(await database().select().from(accountRequests)).toHaveLength(1)
  expect(await sentMails()).toMatchObject([{ mail: 'known-address', to: email, token: null }])
  expect(await database().select().from(accountRequests)).toHaveLength(0)
  expect((await getAccount(system, { id })).isVerified).toBe(true)
  await signInAgain(email)
})

test('a stranger who registered the address first holds nothing once its owner comes', async () => {
  const email = someEmail()
  await register(email, 'mật khẩu của kẻ lạ')
  await sentMails()
  const strangers = await signIn(anonymous(), { email, password: 'mật khẩu của kẻ lạ', caller: stranger() })
  await register(email)
  const token = await sentToken()
  expect(await resolveSession(strangers.sessionId)).toBeNull()
  await signInByLink(anonymous(), { token, password, caller: stranger() })
  await expect(
    signIn(anonymous(), { email, password: 'mật khẩu của kẻ lạ', caller: stranger() }),
  ).rejects.toMatchObject({ code: 'auth.bad-credentials' })
})

test('a sign-in link to an unproved address takes the password away that came before', async () => {
  const email = someEmail()
  await register(email)
  await sentMails()
  await requestSignInLink(anonymous(), { email })
  const { account } = await signInByLink(anonymous(), { token: await sentToken(), caller: stranger() })
  expect(account).toMatchObject({ isVerified: true, hasPassword: false })
})

test.each([
  ['letters that only look Latin', { email: 'lаnanh@example.com' }, 'account.email-letters'],
  ['a domain that only looks Latin', { email: 'lananh@exаmple.com' }, 'account.email-letters'],
  ['a common password', { password: '123456789' }, 'account.password-common'],
  ['the address as the password', { password: 'lananh@example.com' }, 'account.password-own'],
  ['a password of a megabyte', { password: 'a'.repeat(1_000_000) }, 'input.invalid'],
  ['a name of a megabyte', { displayName: 'a'.repeat(1_000_000) }, 'input.invalid'],
])('registering refuses %s', async (_name, wrong, code) => {
  const right = { email: 'lananh@example.com', password, displayName: 'Lan', caller: stranger() }
  await expect(registerAccount(anonymous(), { ...right, ...wrong })).rejects.toMatchObject({ code })
})

test('wide letters are the plain ones', async () => {
  await register('ｌａｎ@example.com')
  expect(await sentMails()).toMatchObject([{ to: 'lan@example.com' }])
})

test('the raw token stands neither in the database nor in a job', async () => {
  const email = someEmail()
  await register(email)
  const asked = JSON.stringify(await database().select().from(jobRuns))
  expect(asked).not.toContain(email)
  await answerRequests()
  const queued = await database().select().from(jobRuns)
  expect(queued.map((run) => run.name)).toEqual(['send-account-mail'])
  const kept = JSON.stringify([queued, await database().select().from(mailTokens)])
  const [verify] = await sentMails()
  expect(kept).not.toContain(verify?.token ?? 'none')
})

test('a link works once, also when it is opened many times at once, and not after its time', async () => {
  const { email } = await signedIn()
  await requestSignInLink(anonymous(), { email })
  const token = await sentToken()
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, () => signInByLink(anonymous(), { token, caller: stranger() })),
  )
  expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  await requestSignInLink(anonymous(), { email })
  const late = await sentToken()
  const context = { ...anonymous(), now: new Date(Date.now() + 11 * 60_000) }
  const invalid = { code: 'mail-link.invalid' }
  await expect(signInByLink(context, { token: late, caller: stranger() })).rejects.toMatchObject(invalid)
  await requestPasswordReset(anonymous(), { email })
  const other = await sentToken()
  await expect(
    signInByLink(anonymous(), { token: other, caller: stranger() }),
    'a link for another purpose',
  ).rejects.toMatchObject(invalid)
})

test('an unknown address is sent nothing', async () => {
  await requestSignInLink(anonymous(), { email: someEmail() })
  await requestPasswordReset(anonymous(), { email: someEmail() })
  expect(await sentMails()).toEqual([])
})

test('three mails to an address within 15 minutes are enough, known or not', async () => {
  const email = someEmail()
  const ask = () => requestSignInLink(anonymous(), { email })
  for (let time = 0; time < 3; time++) await ask()
  await expect(ask()).rejects.toMatchObject({ code: 'auth.too-many-attempts' })
})

test('a reset ends every session and leaves no older link working; a bad new password costs no link', async () => {
  const { email, sessionId } = await signedIn()
  await requestPasswordReset(anonymous(), { email })
  const token = await sentToken()
  const reset = (to: string) => resetPassword(anonymous(), { token, password: to, caller: stranger() })
  await expect(reset('12345678')).rejects.toMatchObject({ code: 'account.password-common' })
  const tries = await Promise.allSettled([reset('một mật khẩu mới'), reset('một mật khẩu mới')])
  expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  expect(await resolveSession(sessionId)).toBeNull()
  expect(await sentMails()).toMatchObject([{ mail: 'password-changed', to: email }])
  await signIn(anonymous(), { email, password: 'một mật khẩu mới', caller: stranger() })
  await expect(reset('lại một lần nữa')).rejects.toMatchObject({ code: 'mail-link.invalid' })
})

test('another password wants the old one and ends the other sessions', async () => {
  const { email, context, sessionId } = await signedIn()
  const other = await signInAgain(email)
  const change = (oldPassword: string) =>
    changePassword(context, { oldPassword, password: 'mật khẩu thứ hai' })
  await expect(change('sai')).rejects.toMatchObject({ code: 'account.wrong-password' })
  expect(await change(password)).toEqual({ ended: 1 })
  expect(await resolveSession(other.sessionId)).toBeNull()
  expect(await resolveSession(sessionId)).not.toBeNull()
  await expect(changePassword(anonymous(), { oldPassword: password, password })).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
})

test('letters composed in another way are the same password', async () => {
  const { email } = await signedIn()
  await signIn(anonymous(), { email, password: password.normalize('NFD'), caller: stranger() })
})

test('a new address counts once its reader has confirmed it; the old one is told', async () => {
  const { email, context } = await signedIn()
  const next = someEmail()
  await requestEmailChange(context, { email: next, password })
  const [mail] = await sentMails()
  expect(mail).toMatchObject({ mail: 'confirm-address', to: next, email, newEmail: next })
  await signInAgain(email)
  const confirm = () => confirmEmailChange(context, { token: mail?.token ?? '', caller: stranger() })
  const tries = await Promise.allSettled([confirm(), confirm()])
  expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  expect(await sentMails()).toMatchObject([
    { mail: 'address-changed', to: next },
    { mail: 'address-replaced', to: email, newEmail: next },
  ])
  await signInAgain(next)
})

test('a new address that is taken by then is told to its reader alone', async () => {
  const [one, other] = [await signedIn(), await signedIn()]
  await requestEmailChange(one.context, { email: other.email, password })
  const token = await sentToken()
  await expect(confirmEmailChange(one.context, { token, caller: stranger() })).rejects.toMatchObject({
    code: 'account.email-taken',
  })
  await signInAgain(one.email)
})

test('a closed account is signed out, can be kept for 14 days, and is erased after', async () => {
  const { id, email, context, sessionId } = await signedIn()
  await expect(closeAccount(context, { password: 'sai' })).rejects.toMatchObject({
    code: 'account.wrong-password',
  })
  await closeAccount(context, { password })
  expect(await resolveSession(sessionId)).toBeNull()
  expect(await sentMails()).toMatchObject([{ mail: 'closing', to: email }])
  expect(await eraseAccount(later(13 * day), { accountId: id })).toBe(false)
  const back = await signInAgain(email)
  const child = createContext({ kind: 'account', accountId: id, role: 'viewer', isKids: true })
  await expect(keepAccount(child)).rejects.toMatchObject({ code: 'auth.kids-profile' })
  await keepAccount(back.context)
  expect((await getAccount(system, { id })).erasesAt).toBeNull()
  expect(await eraseDueAccounts(later(15 * day))).toEqual({ due: 0 })
  await closeAccount(back.context, { password })
  const due = later(15 * day)
  expect(await eraseDueAccounts(due)).toEqual({ due: 1 })
  expect(await eraseAccount(due, { accountId: id })).toBe(true)
  expect(await eraseAccount(due, { accountId: id })).toBe(false)
  await expect(getAccount(system, { id })).rejects.toMatchObject({ code: 'account.not-found' })
})

test('the last admin stays, also when two leave at once', async () => {
  const [one, other] = [await signedIn('admin'), await signedIn('admin')]
  const ends = await Promise.allSettled([
    closeAccount(one.context, { password }),
    setAccountRole(system, { email: other.email, role: 'viewer' }),
  ])
  expect(ends.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  expect(ends.find((each) => each.status === 'rejected')).toMatchObject({
    reason: { code: 'account.last-admin' },
  })
})

test('a device that is known is not kept out by strangers who guess', async () => {
  const { email } = await signedIn()
  const owner = stranger('the owner’s device')
  await signInAgain(email, owner)
  await Promise.allSettled(
    Array.from({ length: 101 }, () =>
      signIn(anonymous(), { email, password: 'sai', caller: stranger('made up') }),
    ),
  )
  const tooMany = { code: 'auth.too-many-attempts' }
  await expect(signInAgain(email, stranger())).rejects.toMatchObject(tooMany)
  await signInAgain(email, owner)
  for (let time = 0; time < 10; time++)
    await expect(signIn(anonymous(), { email, password: 'sai', caller: owner })).rejects.toMatchObject({
      code: 'auth.bad-credentials',
    })
  await expect(signInAgain(email, owner)).rejects.toMatchObject(tooMany)
})

test('updateAccount changes what is named and nothing else', async () => {
  const { context } = await signedIn()
  expect(await updateAccount(context, { country: 'VN', locale: 'en' })).toMatchObject({
    country: 'VN',
    locale: 'en',
  })
  expect(await updateAccount(context, { displayName: ' Lan \u202e Anh ' })).toMatchObject({
    displayName: 'Lan  Anh',
    country: 'VN',
  })
  await expect(updateAccount(context, { country: 'XX' })).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(updateAccount(anonymous(), {})).rejects.toMatchObject({ kind: 'unauthenticated' })
})

test('exportAccount gives one’s own part, without secrets, and nobody else’s', async () => {
  const { id, context } = await signedIn()
  const own = await exportAccount(context, { id })
  expect(own).toMatchObject({ account: { id }, sessions: [{ methods: ['password'] }] })
  expect(own.audit.map((entry) => entry.action)).toContain('account.sign-in')
  expect(JSON.stringify(own)).not.toMatch(/argon2|hash/i)
  const other = await signedIn()
  await expect(exportAccount(other.context, { id })).rejects.toMatchObject({ kind: 'forbidden' })
})

test('what only a process of ours does is refused to everybody else', async () => {
  const { id, context } = await signedIn('admin')
  const refused = { kind: 'forbidden' }
  await expect(eraseAccount(context, { accountId: id })).rejects.toMatchObject(refused)
  await expect(eraseDueAccounts(context)).rejects.toMatchObject(refused)
  await expect(answerAccountRequest(context, { requestId: id })).rejects.toMatchObject(refused)
  await expect(getAccountMail(context, { mail: 'verify', accountId: id })).rejects.toMatchObject(refused)
  const viewer = await signedIn()
  await expect(setAccountRole(viewer.context, { email: viewer.email, role: 'admin' })).rejects.toMatchObject(
    refused,
  )
  for (const verb of [keepAccount, resendVerification])
    await expect(Promise.resolve().then(() => verb(anonymous()))).rejects.toMatchObject({
      kind: 'unauthenticated',
    })
})

test('the mail that proves an address is sent again, and the earlier link ends', async () => {
  const email = someEmail()
  await register(email)
  const first = await sentToken()
  const { account } = await signIn(anonymous(), { email, password, caller: stranger() })
  const context = createContext({ kind: 'account', accountId: account.id, role: 'viewer' })
  await resendVerification(context)
  const second = await sentToken()
  await expect(signInByLink(anonymous(), { token: first, caller: stranger() })).rejects.toMatchObject({
    code: 'mail-link.invalid',
  })
  await signInByLink(anonymous(), { token: second, password, caller: stranger() })
  await resendVerification(context)
  expect(await sentMails()).toEqual([])
})

test('a locked account does not get in by a link', async () => {
  const { id, email } = await signedIn()
  await database().update(accounts).set({ lockedAt: new Date() }).where(eq(accounts.id, id))
  await requestSignInLink(anonymous(), { email })
  await expect(
    signInByLink(anonymous(), { token: await sentToken(), caller: stranger() }),
  ).rejects.toMatchObject({ code: 'account.locked' })
})
