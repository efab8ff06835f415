import { afterAll, beforeEach, expect, test } from 'vitest'
import { accounts, jobRuns } from '#db/postgres/schema/index.ts'
import { createContext } from '../../platform/context/context.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { cacheRedis, closeRedis } from '../../platform/redis/redis.ts'
import {
  confirmEmailChange,
  refreshSession,
  registerAccount,
  requestEmailChange,
  requestSignInLink,
  resolveSession,
  signIn,
  signInByLink,
  signInForTokens,
  verifyEmail,
} from './index.ts'
import { anonymous, sentMails, sentToken, signedIn, someEmail, stranger } from './testing/household.ts'

const strangers = 'mật khẩu của kẻ lạ'
const owners = 'mật khẩu của chủ nhà'
const needed = { code: 'mail-link.password-needed', status: 403 }
const invalid = { code: 'mail-link.invalid' }

beforeEach(async () => {
  await database().delete(jobRuns)
  await database().delete(accounts)
  await cacheRedis().flushdb()
})

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

/** A stranger registers an address that is not theirs, on a device of theirs; the link goes to its owner. */
async function hijack(): Promise<{ email: string; token: string }> {
  const email = someEmail()
  const caller = stranger('the stranger’s device')
  await registerAccount(anonymous(), { email, password: strangers, displayName: 'Lan', caller })
  return { email, token: await sentToken() }
}

const signInWith = (email: string, password: string) =>
  signIn(anonymous(), { email, password, caller: stranger() })

test('whoever registered a stranger’s address holds nothing once its owner opens the link', async () => {
  const { email, token } = await hijack()
  const browser = await signInWith(email, strangers)
  const program = await signInForTokens(anonymous(), { email, password: strangers, caller: stranger() })
  const them = createContext({ kind: 'account', accountId: browser.account.id, role: 'viewer' })
  await requestEmailChange(them, { email: someEmail(), password: strangers })
  const away = await sentToken()

  const owner = stranger('the owner’s device')
  const open = (given: { password?: string; newPassword?: string }) =>
    signInByLink(anonymous(), { token, caller: owner, ...given })
  await expect(open({})).rejects.toMatchObject(needed)
  await expect(open({ password: owners })).rejects.toMatchObject({ code: 'account.wrong-password' })
  await expect(open({ newPassword: '12345678' })).rejects.toMatchObject({ code: 'account.password-common' })
  const { account, sessionId } = await open({ newPassword: owners })
  expect(account).toMatchObject({ email, isVerified: true, hasPassword: true })
  expect(await resolveSession(sessionId)).not.toBeNull()

  await expect(signInWith(email, strangers)).rejects.toMatchObject({ code: 'auth.bad-credentials' })
  expect(await resolveSession(browser.sessionId)).toBeNull()
  await expect(refreshSession(anonymous(), { refresh_token: program.refresh_token })).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
  await expect(
    confirmEmailChange(anonymous(), { token: away, password: strangers, caller: stranger() }),
    'a change to the stranger’s own address',
  ).rejects.toMatchObject(invalid)
  await signInWith(email, owners)
})

test('the device that registered goes on without the password; its own id is what counts', async () => {
  const email = someEmail()
  const own = stranger('the device that registered')
  await registerAccount(anonymous(), { email, password: owners, displayName: 'Lan', caller: own })
  const token = await sentToken()
  for (const device of [null, 'another device'])
    await expect(signInByLink(anonymous(), { token, caller: stranger(device) })).rejects.toMatchObject(needed)
  const { account } = await signInByLink(anonymous(), { token, caller: own })
  expect(account).toMatchObject({ isVerified: true, hasPassword: true })
  await signInWith(email, owners)
})

test('whoever registers the same address later takes the device along with the password', async () => {
  const email = someEmail()
  const own = stranger('the owner’s device')
  const register = (password: string, caller: ReturnType<typeof stranger>) =>
    registerAccount(anonymous(), { email, password, displayName: 'Lan', caller })
  await register(owners, own)
  await sentMails()
  await register(strangers, stranger('the stranger’s device'))
  const token = await sentToken()
  await expect(signInByLink(anonymous(), { token, caller: own })).rejects.toMatchObject(needed)
})

test('a program proves the address with the password or a new one, never with the token alone', async () => {
  const { email, token } = await hijack()
  const prove = (given: { password?: string; newPassword?: string }) =>
    verifyEmail(anonymous(), { token, caller: stranger(), ...given })
  await expect(prove({})).rejects.toMatchObject(needed)
  await expect(prove({ newPassword: 'ngắn' })).rejects.toMatchObject({ code: 'input.invalid' })
  const tries = await Promise.allSettled([prove({ newPassword: owners }), prove({ password: strangers })])
  expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  const [kept, replaced] = await Promise.allSettled([signInWith(email, strangers), signInWith(email, owners)])
  expect(replaced.status).toBe(tries[0].status)
  expect(kept.status).toBe(tries[1].status)
})

test('passwords told beside a link are counted as tries at the account', async () => {
  const { token } = await hijack()
  const caller = stranger('the owner’s device')
  const prove = (password: string) => verifyEmail(anonymous(), { token, password, caller })
  for (let time = 0; time < 10; time++)
    await expect(prove(`sai ${time}`)).rejects.toMatchObject({ code: 'account.wrong-password' })
  await expect(prove(strangers)).rejects.toMatchObject({ code: 'auth.too-many-attempts' })
})

test('a link for signing in keeps the password on the device that chose it alone', async () => {
  const open = async (deviceId: string) => {
    const { email } = await hijack()
    await requestSignInLink(anonymous(), { email })
    return signInByLink(anonymous(), { token: await sentToken(), caller: stranger(deviceId) })
  }
  expect((await open('the stranger’s device')).account).toMatchObject({ hasPassword: true })
  expect((await open('the owner’s device')).account).toMatchObject({ isVerified: true, hasPassword: false })
})

test('a link that moves an account here is no way to have a stranger’s account made one’s own', async () => {
  const them = await signedIn()
  const victim = someEmail()
  await requestEmailChange(them.context, { email: victim, password: 'một mật khẩu dài' })
  const token = await sentToken()
  const other = await signedIn()
  const caller = stranger()
  for (const context of [anonymous(), other.context]) {
    await expect(confirmEmailChange(context, { token, caller })).rejects.toMatchObject(needed)
    await expect(confirmEmailChange(context, { token, password: 'sai', caller })).rejects.toMatchObject({
      code: 'account.wrong-password',
    })
  }
  // On another device of one's own.
  const told = { token, password: 'một mật khẩu dài', caller }
  expect(await confirmEmailChange(anonymous(), told)).toEqual({ email: victim })
})
