import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createContext, systemContext, type Context } from '../../platform/context/context.ts'
import { closeMongo } from '../../platform/mongo/mongo.ts'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import { createAccount } from '../identity/index.ts'
import {
  addToWatchlist,
  chooseLanguage,
  chooseProfile,
  clearHistory,
  createProfile,
  deleteProfile,
  eraseProfiles,
  exportProfiles,
  getOwnProfile,
  listHistory,
  listProfiles,
  listRatings,
  listWatchlist,
  ownProfile,
  rateTitle,
  removeFromHistory,
  removePin,
  reportProgress,
  setPin,
  updateProfile,
} from './index.ts'
import type { ProfileDto } from './schemas.ts'

const password = 'mot-mat-khau-dai'
const nobody = createContext({ kind: 'anonymous' })
const system = systemContext('test')

/** A new account's context, with nobody of the household chosen. */
async function newHousehold(): Promise<{ accountId: string; context: Context }> {
  const email = `${randomUUID()}@vidu.vn`
  const { id } = await createAccount(system, { email, password, role: 'viewer', displayName: 'Lan Anh' })
  return { accountId: id, context: as(id) }
}
function as(accountId: string, profileId?: string): Context {
  return createContext({ kind: 'account', accountId, role: 'viewer', ...(profileId ? { profileId } : {}) })
}
const only = (profiles: ProfileDto[]): ProfileDto => {
  const [first] = profiles
  if (!first) throw new Error('no profile')
  return first
}
const film = () => ({
  assetId: randomUUID(),
  titleId: randomUUID(),
  episodeId: null,
  durationMs: 100_000,
  session: randomUUID(),
  positionMs: 30_000,
  sequence: 1,
})

let child: { accountId: string; context: Context; id: string; mainId: string }

/** A grown-up's profile behind the PIN 2580, and a child's without. */
beforeAll(async () => {
  const { accountId, context } = await newHousehold()
  const main = only(await listProfiles(context))
  const kid = await createProfile(context, { name: 'Bé Tôm', kids: true })
  await setPin(context, { id: main.id, version: main.version, pin: '2580', password })
  child = { accountId, context: as(accountId, kid.id), id: kid.id, mainId: main.id }
})
afterAll(() => Promise.all([closeMongo(), closePostgres(), closeRedis()]))

describe('a household', () => {
  it('begins with one profile: the account’s id and name, grown up, unlimited', async () => {
    const { accountId, context } = await newHousehold()
    expect(await listProfiles(context)).toMatchObject([
      {
        id: accountId,
        name: 'Lan Anh',
        isMain: true,
        kids: false,
        ratingLimit: 'C',
        hasPin: false,
        version: 0,
      },
    ])
    expect(await ownProfile(context)).toEqual({ profileId: accountId, accountId })
  })

  it('keeps a name without characters that turn what follows round', async () => {
    const { context } = await newHousehold()
    const family = '\u{1f468}\u200d\u{1f467}'
    const profile = await createProfile(context, { name: ` Mi\u202enh\u0007  ${family} ` })
    expect(profile.name).toBe(`Minh ${family}`)
  })

  it('of six made at once keeps five in all, each in a place of its own', async () => {
    const { context } = await newHousehold()
    const made = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => createProfile(context, { name: `Hồ sơ ${index}` })),
    )
    const refused = made.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as { code: string }] : [],
    )
    expect(refused.map(({ code }) => code)).toEqual(['profile.too-many', 'profile.too-many'])
    const profiles = await listProfiles(context)
    expect(profiles.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4])
    expect(new Set(profiles.map(({ avatar }) => avatar)).size).toBeGreaterThan(1)
  })

  it('takes one of a hundred changes to the same version, and refuses the others as conflicts', async () => {
    const { context } = await newHousehold()
    const profile = await createProfile(context, { name: 'Minh' })
    const changes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) =>
        updateProfile(context, { id: profile.id, version: profile.version, name: `Minh ${index}` }),
      ),
    )
    const codes = changes.map((each) =>
      each.status === 'fulfilled' ? 'saved' : (each.reason as { code: string }).code,
    )
    expect(codes.filter((code) => code === 'saved')).toHaveLength(1)
    expect(codes.filter((code) => code === 'profile.version-conflict')).toHaveLength(99)
    const saved = (await listProfiles(context)).find(({ id }) => id === profile.id)
    expect(saved?.version).toBe(profile.version + 1)
  })

  it('writes its first profile once, however many change it at once', async () => {
    const { accountId, context } = await newHousehold()
    const changes = await Promise.allSettled(
      Array.from({ length: 10 }, () => updateProfile(context, { id: accountId, version: 0, name: 'Lan' })),
    )
    expect(changes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await listProfiles(context)).toMatchObject([{ name: 'Lan', version: 1 }])
  })

  it('gives a profile away with all that was its own, and keeps the first', async () => {
    const { accountId, context } = await newHousehold()
    const other = await createProfile(context, { name: 'Minh' })
    const minh = as(accountId, other.id)
    const watched = film()
    await reportProgress(minh, watched)
    await addToWatchlist(minh, watched)
    await rateTitle(minh, { titleId: watched.titleId, value: 'like' })
    await expect(deleteProfile(context, { id: accountId })).rejects.toMatchObject({
      code: 'profile.main-stays',
    })
    await deleteProfile(context, { id: other.id })
    await expect(listWatchlist(minh)).rejects.toMatchObject({ code: 'profile.not-found' })
    const left = await exportProfiles(context, { accountId })
    expect(Object.values(left).map((documents) => documents.length)).toEqual([1, 0, 0, 0, 0])
  })

  it('keeps a child within P and K, and the first profile grown up', async () => {
    const { accountId, context } = await newHousehold()
    const kid = await createProfile(context, { name: 'Bé', kids: true })
    expect(kid.ratingLimit).toBe('K')
    const raise = { id: kid.id, version: kid.version, ratingLimit: 'T13' as const }
    await expect(updateProfile(context, raise)).rejects.toMatchObject({ code: 'profile.kids-limit' })
    await expect(updateProfile(context, { id: accountId, version: 0, kids: true })).rejects.toMatchObject({
      code: 'profile.main-grown-up',
    })
    await expect(
      createProfile(context, { name: 'Bé', kids: true, ratingLimit: 'T16' }),
    ).rejects.toMatchObject({
      code: 'profile.kids-limit',
    })
  })

  it('refuses a name without a letter to show and a picture not of the house', async () => {
    const { context } = await newHousehold()
    for (const bad of [{ name: '   ' }, { name: 'x'.repeat(41) }, { name: 'A', avatar: '../x' as 'cat' }])
      await expect(createProfile(context, bad)).rejects.toMatchObject({ code: 'input.invalid' })
  })
})

describe('the language chosen in the menu', () => {
  it('is kept with who watches, a child’s too, beside changes that race with it', async () => {
    const { accountId, context } = await newHousehold()
    await chooseLanguage(context, { language: 'en' })
    expect(await getOwnProfile(context)).toMatchObject({ language: 'en', version: 1 })
    const kid = await createProfile(context, { name: 'Bé', kids: true })
    await setPin(context, { id: accountId, version: 1, pin: '2580', password })
    const rename = { id: accountId, version: 2, name: 'Lan' }
    await Promise.allSettled([
      chooseLanguage(as(accountId, kid.id), { language: 'en' }),
      updateProfile(as(accountId, accountId), rename),
      chooseLanguage(as(accountId, accountId), { language: 'vi' }),
    ])
    const after = await listProfiles(context)
    expect(after.find(({ id }) => id === kid.id)).toMatchObject({ language: 'en', kids: true })
    expect(after.find(({ id }) => id === accountId)?.language).toBe('vi')
    await expect(chooseLanguage(context, { language: 'vi' })).rejects.toMatchObject({
      code: 'profile.not-chosen',
    })
    await expect(chooseLanguage(nobody, { language: 'vi' })).rejects.toMatchObject({
      kind: 'unauthenticated',
    })
    await expect(chooseLanguage(as(accountId, accountId), { language: 'fr' as 'vi' })).rejects.toMatchObject({
      kind: 'invalid-input',
    })
  })
})

describe('who watches', () => {
  it('must be said where there are several, or a PIN', async () => {
    const { accountId, context } = await newHousehold()
    const other = await createProfile(context, { name: 'Minh' })
    await expect(ownProfile(context)).rejects.toMatchObject({ code: 'profile.not-chosen' })
    expect((await getOwnProfile(as(accountId, other.id))).name).toBe('Minh')
    await deleteProfile(context, { id: other.id })
    expect((await ownProfile(context)).profileId).toBe(accountId)
    await setPin(context, { id: accountId, version: 0, pin: '1234', password })
    await expect(ownProfile(context)).rejects.toMatchObject({ code: 'profile.not-chosen' })
  })

  it('is never one of another account', async () => {
    const { accountId } = await newHousehold()
    const foreign = as(accountId, child.id)
    await expect(ownProfile(foreign)).rejects.toMatchObject({ code: 'profile.not-found', kind: 'not-found' })
    await expect(chooseProfile(as(accountId), { id: child.id })).rejects.toMatchObject({
      code: 'profile.not-found',
    })
    const changes = [
      () => updateProfile(as(accountId), { id: child.id, version: 1, name: 'Tôi' }),
      () => deleteProfile(as(accountId), { id: child.id }),
      () => setPin(as(accountId), { id: child.id, version: 1, pin: '0000', password }),
    ]
    for (const change of changes) await expect(change()).rejects.toMatchObject({ code: 'profile.not-found' })
  })

  it('keeps lists, positions and opinions apart', async () => {
    const { accountId, context } = await newHousehold()
    const other = await createProfile(context, { name: 'Minh' })
    const [first, second] = [as(accountId, accountId), as(accountId, other.id)]
    const watched = film()
    await reportProgress(first, watched)
    await addToWatchlist(first, watched)
    await rateTitle(first, { titleId: watched.titleId, value: 'dislike' })
    expect(await listHistory(second)).toEqual([])
    expect(await listWatchlist(second)).toEqual([])
    expect(await listRatings(second)).toEqual([])
    expect(await listRatings(first)).toMatchObject([{ titleId: watched.titleId, value: 'dislike' }])
    await rateTitle(first, { titleId: watched.titleId, value: null })
    expect(await listRatings(first)).toEqual([])
  })
})

describe('a PIN', () => {
  it('is asked for, and found out by nobody: five tries, then a wait for all profiles of the account', async () => {
    const { accountId, context } = await newHousehold()
    await setPin(context, { id: accountId, version: 0, pin: '2580', password })
    await expect(chooseProfile(context, { id: accountId })).rejects.toMatchObject({
      code: 'profile.pin-required',
    })
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => chooseProfile(context, { id: accountId, pin: `000${index}` })),
    )
    const codes = tries.map((each) =>
      each.status === 'rejected' ? (each.reason as { code: string }).code : '',
    )
    expect(codes.filter((code) => code === 'profile.pin-wrong')).toHaveLength(5)
    expect(codes.filter((code) => code === 'profile.too-many-tries')).toHaveLength(3)
    await expect(chooseProfile(context, { id: accountId, pin: '2580' })).rejects.toMatchObject({
      kind: 'too-many-requests',
    })
    // Its owner knows the password, and need not wait.
    await setPin(context, { id: accountId, version: 1, pin: '1379', password })
    expect((await chooseProfile(context, { id: accountId, pin: '1379' })).id).toBe(accountId)
  })

  it('of one’s own buys no further tries at another’s', async () => {
    const { accountId, context } = await newHousehold()
    await setPin(context, { id: accountId, version: 0, pin: '2580', password })
    const teen = await createProfile(context, { name: 'Em', password })
    await setPin(context, { id: teen.id, version: teen.version, pin: '1111', password })
    const own = () => chooseProfile(context, { id: teen.id, pin: '1111' })
    const guess = (pin: string) => chooseProfile(context, { id: accountId, pin })
    for (const pin of ['0000', '0001', '0002', '0003']) {
      await expect(guess(pin)).rejects.toMatchObject({ code: 'profile.pin-wrong' })
      await own()
    }
    await expect(guess('0004')).rejects.toMatchObject({ code: 'profile.pin-wrong' })
    await expect(guess('2580')).rejects.toMatchObject({ code: 'profile.too-many-tries' })
  })

  it('takes the account’s password to set and to take off, and never leaves', async () => {
    const { accountId, context } = await newHousehold()
    const set = { id: accountId, version: 0, pin: '2580', password: 'sai' }
    await expect(setPin(context, set)).rejects.toMatchObject({ code: 'account.wrong-password' })
    const saved = await setPin(context, { ...set, password })
    expect(JSON.stringify([saved, await exportProfiles(context, { accountId })])).not.toContain('argon2')
    await expect(
      removePin(context, { id: accountId, version: saved.version, password: 'sai' }),
    ).rejects.toMatchObject({ code: 'account.wrong-password' })
    expect((await removePin(context, { id: accountId, version: saved.version, password })).hasPin).toBe(false)
  })
})

describe('a child beside grown-ups behind PINs', () => {
  it('changes nothing without the account’s password', async () => {
    const before = only((await listProfiles(child.context)).filter(({ id }) => id === child.id))
    const own = { id: child.id, version: before.version }
    const tries = [
      () => updateProfile(child.context, { ...own, kids: false, ratingLimit: 'T18' }),
      () => updateProfile(child.context, { ...own, name: 'Tôi' }),
      () => createProfile(child.context, { name: 'Lớn' }),
      () => deleteProfile(child.context, { id: child.id }),
      // Nor before anybody is chosen.
      () => updateProfile(as(child.accountId), { ...own, kids: false, ratingLimit: 'T18' }),
      () => updateProfile(as(child.accountId), { id: child.mainId, version: 1, name: 'Tôi' }),
    ]
    for (const attempt of tries)
      await expect(attempt()).rejects.toMatchObject({ code: 'profile.password-required' })
    const change = { ...own, name: 'Bé Tép', password }
    expect((await updateProfile(child.context, change)).name).toBe('Bé Tép')
  })

  it('is changed by a grown-up who has told the PIN', async () => {
    const grownUp = as(child.accountId, child.mainId)
    const before = only((await listProfiles(grownUp)).filter(({ id }) => id === child.id))
    const changed = await updateProfile(grownUp, { id: child.id, version: before.version, ratingLimit: 'P' })
    expect(changed.ratingLimit).toBe('P')
  })
})

describe('the history', () => {
  it('is told newest first, goes one by one or whole, and positions with it', async () => {
    const { context } = await newHousehold()
    const [old, middle, young] = [film(), film(), film()]
    await reportProgress(context, { ...old, ageMs: 9000 })
    await reportProgress(context, { ...middle, ageMs: 5000 })
    await reportProgress(context, young)
    const shown = async () => (await listHistory(context)).map(({ assetId }) => assetId)
    expect(await shown()).toEqual([young.assetId, middle.assetId, old.assetId])
    const [first] = await listHistory(context, { limit: 1 })
    expect(await listHistory(context, { before: first?.watchedAt })).toHaveLength(2)
    await removeFromHistory(context, { assetId: middle.assetId })
    expect(await shown()).toEqual([young.assetId, old.assetId])
    await clearHistory(context)
    expect(await shown()).toEqual([])
  })
})

it('an account takes everything with it, and only its own', async () => {
  const [gone, stays] = [await newHousehold(), await newHousehold()]
  for (const { accountId, context } of [gone, stays]) {
    const minh = await createProfile(context, { name: 'Minh' })
    await addToWatchlist(as(accountId, minh.id), film())
  }
  await expect(eraseProfiles(stays.context, gone)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(exportProfiles(stays.context, gone)).rejects.toMatchObject({ kind: 'forbidden' })
  await eraseProfiles(system, gone)
  expect(Object.values(await exportProfiles(system, gone)).flat()).toEqual([])
  expect((await exportProfiles(system, stays)).watchlist).toHaveLength(1)
})

describe('each verb refuses the wrong actor', () => {
  const id = randomUUID()
  const calls: [string, (context: Context) => Promise<unknown>][] = [
    ['chooseProfile', (context) => chooseProfile(context, { id })],
    ['clearHistory', (context) => clearHistory(context)],
    ['createProfile', (context) => createProfile(context, { name: 'A' })],
    ['deleteProfile', (context) => deleteProfile(context, { id })],
    ['eraseProfiles', (context) => eraseProfiles(context, { accountId: id })],
    ['exportProfiles', (context) => exportProfiles(context, { accountId: id })],
    ['getOwnProfile', (context) => getOwnProfile(context)],
    ['listHistory', (context) => listHistory(context)],
    ['listProfiles', (context) => listProfiles(context)],
    ['listRatings', (context) => listRatings(context)],
    ['rateTitle', (context) => rateTitle(context, { titleId: id, value: 'like' })],
    ['removeFromHistory', (context) => removeFromHistory(context, { assetId: id })],
    ['removePin', (context) => removePin(context, { id, version: 0, password })],
    ['setPin', (context) => setPin(context, { id, version: 0, pin: '1234', password })],
    ['updateProfile', (context) => updateProfile(context, { id, version: 0 })],
  ]
  it.each(calls)('%s', async (_name, call) => {
    await expect(call(nobody)).rejects.toMatchObject({ kind: 'unauthenticated' })
  })
})
