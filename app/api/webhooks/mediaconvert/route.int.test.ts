import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assets, externalEncodes, sources, versions } from '#db/postgres/schema/index.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { POST } from './route.ts'

const secret = 'the-new-secret-of-thirty-two-characters'
const former = 'the-old-secret-of-thirty-two-characters'
const jobId = '1515368087458-qnoxtd'
const requestKey = `${randomUUID()}-1`

beforeAll(async () => {
  process.env.MEDIACONVERT_WEBHOOK_SECRETS = `${secret}, ${former}`
  const [assetId, sourceId, versionId, now] = [randomUUID(), randomUUID(), randomUUID(), new Date()]
  const db = database()
  await db.insert(assets).values({ id: assetId, titleId: randomUUID(), role: 'main', createdAt: now })
  await db.insert(sources).values({
    id: sourceId,
    assetId,
    filename: 'a.mp4',
    storageKey: 'sources/a',
    sizeBytes: 1,
    createdAt: now,
  })
  await db.insert(versions).values({
    id: versionId,
    assetId,
    sourceId,
    number: 1,
    state: 'encoding',
    storagePrefix: 'm/',
    createdAt: now,
  })
  await db.insert(externalEncodes).values({
    versionId,
    service: 'mediaconvert',
    requestKey,
    state: 'submitted',
    createdAt: now,
    updatedAt: now,
  })
})
afterAll(() => closePostgres())

const event = (status: string, detail: Record<string, unknown> = {}, key: string | null = requestKey) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'MediaConvert Job State Change',
  source: 'aws.mediaconvert',
  account: '111122223333',
  detail: { jobId, status, userMetadata: key === null ? {} : { requestKey: key }, ...detail },
})

async function send(body: unknown, headers: Record<string, string> = { 'x-marquee-webhook-secret': secret }) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const url = 'http://localhost:3000/api/webhooks/mediaconvert'
  const request = new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  })
  const response = await POST(request, { params: Promise.resolve({}) })
  const answer = (await response.json()) as { outcome?: string; code?: string }
  return `${response.status} ${answer.outcome ?? answer.code}`
}

const row = async () => {
  const [found] = await database()
    .select()
    .from(externalEncodes)
    .where(eq(externalEncodes.requestKey, requestKey))
  return found
}

it('takes nothing from whoever does not know the secret', async () => {
  const wrong = [{}, { 'x-marquee-webhook-secret': '' }, { 'x-marquee-webhook-secret': `${secret}x` }]
  for (const headers of wrong as Record<string, string>[])
    expect(await send(event('COMPLETE'), headers)).toBe('401 auth.bad-secret')
  expect(await row()).toMatchObject({ state: 'submitted' })
})

it('refuses what is no event of MediaConvert, and what is too large', async () => {
  expect(await send('{"detail')).toBe('400 input.not-json')
  expect(await send('x'.repeat(70_000))).toBe('413 input.too-large')
  expect(await send({ ...event('COMPLETE'), source: 'aws.ec2' })).toMatch(/^400 input\./)
  expect(await send(event('COMPLETE', { jobId: '' }))).toMatch(/^400 input\./)
})

it("accepts and ignores strangers' jobs and statuses that say nothing", async () => {
  expect(await send(event('COMPLETE', {}, `${randomUUID()}-1`))).toBe('202 ignored')
  expect(await send(event('COMPLETE', {}, null))).toBe('202 ignored')
  expect(await send(event('NEW_WARNING'))).toBe('202 ignored')
})

it('keeps what it is told, never goes back, and takes the former secret while they are exchanged', async () => {
  const progress = (percent: number) =>
    event('STATUS_UPDATE', { jobProgress: { jobPercentComplete: percent } })
  expect(await send(progress(40), { 'x-marquee-webhook-secret': former })).toBe('200 changed')
  expect(await row()).toMatchObject({ state: 'progressing', percent: 40, externalId: jobId })
  expect(await send(progress(40))).toBe('200 unchanged')
  expect(await send(progress(20))).toBe('200 unchanged')
  expect(await send(event('COMPLETE', { jobId: 'another' }))).toBe('202 ignored')
  const failed = event('ERROR', { errorCode: 1401, errorMessage: 'Access denied' })
  expect(await send(failed)).toBe('200 changed')
  expect(await send(failed)).toBe('200 unchanged')
  for (const late of [event('PROGRESSING'), progress(90), event('COMPLETE')])
    expect(await send(late)).toBe('200 unchanged')
  expect(await row()).toMatchObject({
    state: 'failed',
    percent: 40,
    error: { code: 'service-denied', message: 'MediaConvert error 1401: Access denied' },
  })
})
