import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { mailedLink } from '../support/mail.ts'
import { moveClock } from '../support/move-clock.ts'
import { findSegment, Program, readToken } from '../support/program.ts'
import { provideFilms, type Film } from '../support/provide-film.ts'

type Profile = { id: string; name: string; version: number; hasPin: boolean; ratingLimit: string }
type Stream = { playbackSessionId: string; hls: string; token: string; heartbeat: string }
type Playing = { sessions: { id: string; device: { browser: string } | null; isOwn: boolean }[] }
type SignedIn = { sessions: { id: string; device: { browser: string }; isCurrent: boolean }[] }
type Listed = { titles: { slug: string; rating: string }[] }

const household = { email: `${randomUUID()}@example.com`, password: 'ba bát cơm một bát canh' }
const pin = '2580'
/** A token no longer opens a segment after this. */
const tokenEndsMs = 90_000
let forAll: Film
let forGrownUps: Film

test.beforeAll(async () => {
  const films = await provideFilms()
  forAll = films.forAll
  forGrownUps = films.forGrownUps
})
test.afterAll(() => moveClock(0))

/** Registers, signs in before the address is proved, and proves it. */
async function register(television: Program): Promise<void> {
  const account = { ...household, displayName: 'Lan Anh' }
  expect((await television.ask('POST', '/api/accounts', account)).status).toBe(202)
  const [, token = ''] = (await mailedLink(household.email, /Xác nhận email/)).split('#')
  await television.signIn(household)
  const early = await television.ask('GET', `/api/stream/${forAll.slug}`)
  expect(early).toMatchObject({ status: 403, body: { code: 'account.unverified' } })
  const proved = await television.ask('POST', '/api/accounts/verification', {
    token,
    password: household.password,
  })
  expect(proved.status, JSON.stringify(proved.body)).toBe(204)
  // Whoever signed in before the address was theirs has to do so again.
  expect((await television.ask('GET', '/api/users/me')).status).toBe(401)
  await television.signIn(household)
  const { account: me } = await television.get<{ account: { email: string } }>('/api/users/me')
  expect(me.email).toBe(household.email)
}

/** Makes the child's profile and puts a PIN on the grown-up's; gives both. */
async function makeProfiles(television: Program): Promise<{ grownUp: Profile; child: Profile }> {
  const made = await television.ask('POST', '/api/profiles', { name: 'Bé Tôm', kids: true })
  expect(made).toMatchObject({ status: 201, body: { ratingLimit: 'K' } })
  const { profiles } = await television.get<{ profiles: Profile[] }>('/api/profiles')
  const [grownUp, child] = profiles
  if (!grownUp || !child) throw new Error('A profile is missing.')
  const guarded = { pin, version: grownUp.version, password: household.password }
  const path = `/api/profiles/${grownUp.id}/pin`
  const wrong = await television.ask('PUT', path, { ...guarded, password: 'không phải' })
  expect(wrong).toMatchObject({ status: 403, body: { code: 'account.wrong-password' } })
  expect(await television.ask('PUT', path, guarded)).toMatchObject({ status: 200, body: { hasPin: true } })
  return { grownUp, child }
}

async function heartbeat(program: Program, { heartbeat: path }: Stream): Promise<unknown> {
  const { status, body } = await program.ask('POST', path)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

const open = (url: string, cookie?: string) =>
  fetch(url, cookie ? { headers: { cookie } } : {}).then(({ status }) => status)

test('a household by the interface for programs alone', async () => {
  const [television, tablet, phone] = [
    new Program('MarqueeTV/2.1'),
    new Program('MarqueeTab/2.1'),
    new Program('MarqueePhone/2.1'),
  ]
  const watch = (program: Program) => program.get<Stream>(`/api/stream/${forAll.slug}`)
  await test.step('registers and proves its address', () => register(television))
  const { grownUp, child } = await test.step('makes profiles', () => makeProfiles(television))

  await test.step('chooses who is watching on each device', async () => {
    const shut = await television.choose(grownUp.id)
    expect(shut).toMatchObject({ status: 403, body: { code: 'profile.pin-required' } })
    const wrong = await television.choose(grownUp.id, '0000')
    expect(wrong).toMatchObject({ status: 403, body: { code: 'profile.pin-wrong' } })
    const chosen = await television.choose(grownUp.id, pin)
    const { access_token: token } = chosen.body['token'] as { access_token: string }
    expect(readToken(token)).toMatchObject({ role: 'viewer', profile_id: grownUp.id })
    for (const program of [tablet, phone]) await program.signIn(household)
    const unchosen = await tablet.ask('GET', `/api/stream/${forAll.slug}`)
    expect(unchosen.body).toMatchObject({ code: 'profile.not-chosen' })
    expect((await tablet.choose(child.id)).status).toBe(200)
    expect((await phone.choose(grownUp.id, pin)).status).toBe(200)
  })

  const [onTelevision, onTablet] = await test.step('watches on two devices at once', async () => {
    const streams = [await watch(television), await watch(tablet)] as const
    for (const stream of streams) expect(await open(await findSegment(stream.hls))).toBe(200)
    expect(await heartbeat(television, streams[0])).toMatchObject({ state: 'playing' })
    return streams
  })

  const onPhone = await test.step('is told at the third who plays, and frees one', async () => {
    const third = await phone.ask('GET', `/api/stream/${forAll.slug}`)
    expect(third).toMatchObject({
      status: 409,
      body: { code: 'playback.too-many-streams', params: { playing: 2, limit: 2 } },
    })
    const { sessions } = await phone.get<Playing>('/api/playback/sessions')
    expect(sessions.map(({ device }) => device?.browser)).toEqual(['MarqueeTV', 'MarqueeTab'])
    const freed = await phone.ask('DELETE', `/api/playback/sessions/${sessions[1]?.id}`)
    expect(freed.status).toBe(204)
    expect(await heartbeat(tablet, onTablet)).toEqual({ state: 'ended', reason: 'stopped-by-owner' })
    const stream = await watch(phone)
    expect((await tablet.ask('GET', `/api/stream/${forAll.slug}`)).status).toBe(409)
    return stream
  })

  await test.step('ends a device: nothing more is given to it', async () => {
    const segment = await findSegment(onPhone.hls)
    const cookie = `marquee.play=${onPhone.token}`
    expect(await open(segment, cookie)).toBe(200)
    const { sessions } = await television.get<SignedIn>('/api/users/me/sessions')
    const ended = sessions.find(({ device }) => device.browser === 'MarqueePhone')
    const path = `/api/users/me/sessions/${ended?.id}`
    expect((await television.ask('DELETE', path)).status).toBe(204)
    await expect.poll(async () => (await phone.ask('GET', '/api/users/me')).status).toBe(401)
    for (const asked of [() => phone.refresh(), () => phone.ask('POST', onPhone.heartbeat)])
      expect((await asked()).status).toBe(401)
    expect((await phone.ask('GET', `/api/stream/${forAll.slug}`)).status).toBe(401)
    await expect.poll(() => open(segment)).toBe(403)
    await moveClock(tokenEndsMs)
    await expect.poll(() => open(segment, cookie)).toBe(403)
    await moveClock(0)
  })

  await test.step('keeps the child from a film of the grown-ups until a PIN is told', async () => {
    const listed = async (program: Program) => {
      const { titles } = await program.get<Listed>('/api/titles?kind=film')
      return titles.map(({ slug }) => slug)
    }
    expect(await listed(television)).toEqual(expect.arrayContaining([forAll.slug, forGrownUps.slug]))
    expect(await listed(tablet)).toContain(forAll.slug)
    expect(await listed(tablet)).not.toContain(forGrownUps.slug)

    const path = `/api/stream/${forGrownUps.slug}`
    const refused = await tablet.ask('GET', path)
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'playback.rating-limit', params: { rating: 'T18', limit: 'K' } },
    })
    const { assetId } = refused.body['params'] as { assetId: string }
    expect((await tablet.ask('GET', `/api/playback/${assetId}`)).status).toBe(403)
    const raise = { version: child.version, kids: false, ratingLimit: 'T18' }
    expect((await tablet.ask('PATCH', `/api/profiles/${child.id}`, raise)).status).toBe(403)

    const unlock = (tried: string) =>
      tablet.ask('POST', '/api/playback/unlocks', { assetId, profileId: grownUp.id, pin: tried })
    expect((await unlock('0000')).status).toBe(403)
    expect((await tablet.ask('GET', path)).status).toBe(403)
    expect((await unlock(pin)).status).toBe(204)
    expect(await tablet.get<Stream>(path)).toMatchObject({ rating: { code: 'T18' } })
  })
  expect(
    (await television.ask('POST', `/api/playback/sessions/${onTelevision.playbackSessionId}/end`)).status,
  ).toBe(204)
})
