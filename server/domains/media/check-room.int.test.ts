import { randomBytes } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { env } from '../../platform/env/env.ts'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { askRoom, receiveUpload } from './index.ts'
import { me, viewer, folder, newTitle, tus, create, begin } from './testing.ts'

beforeAll(() => mkdir(folder(), { recursive: true }))
afterAll(closePostgres)

describe('room', () => {
  const settings = (): { UPLOAD_QUOTA_BYTES?: number; DISK_RESERVE_BYTES: number } => env()
  afterEach(() => Object.assign(env(), { UPLOAD_QUOTA_BYTES: undefined, DISK_RESERVE_BYTES: 0 }))

  async function refusal(size: number): Promise<{ code: string; params: Record<string, number> }> {
    const before = await readdir(folder())
    const response = await create(me, size, { filename: 'a.mp4', titleId: await newTitle() })
    expect(response.status).toBe(400)
    expect(await readdir(folder())).toEqual(before)
    return (await response.json()) as { code: string; params: Record<string, number> }
  }

  it('within the quota counts films once and what is on its way', async () => {
    const path = await begin(randomBytes(100))
    Object.assign(settings(), { UPLOAD_QUOTA_BYTES: 1 })
    const { usedBytes = 0 } = (await refusal(10)).params
    Object.assign(settings(), { UPLOAD_QUOTA_BYTES: usedBytes + 1000 })
    expect(await refusal(1001)).toMatchObject({
      code: 'upload.quota-passed',
      params: { sizeBytes: 1001, usedBytes, quotaBytes: usedBytes + 1000 },
    })
    expect((await create(me, 1000, { titleId: await newTitle() })).status).toBe(201)
    expect((await refusal(1)).params.usedBytes).toBe(usedBytes + 1000)
    await receiveUpload(me, tus('DELETE', path))
    expect((await create(me, 100, { titleId: await newTitle() })).status).toBe(201)
  })

  it('on the disk leaves the reserve and what other uploads still take', async () => {
    Object.assign(settings(), { DISK_RESERVE_BYTES: 2 ** 52 })
    const { code, params } = await refusal(1000)
    expect(code).toBe('upload.no-room')
    expect(params).toMatchObject({ sizeBytes: 1000, reserveBytes: 2 ** 52 })
    expect(params.freeBytes).toBeGreaterThan(0)
    const before = params.promisedBytes ?? 0
    Object.assign(settings(), { DISK_RESERVE_BYTES: 0 })
    await begin(randomBytes(5000))
    Object.assign(settings(), { DISK_RESERVE_BYTES: 2 ** 52 })
    expect((await refusal(1000)).params.promisedBytes).toBe(before + 5000)
  })

  it('is asked for before anything is made, beside what else the sender has in line', async () => {
    await begin(randomBytes(100))
    Object.assign(settings(), { UPLOAD_QUOTA_BYTES: 1 })
    const { usedBytes } = (await refusal(10)).params
    Object.assign(settings(), { UPLOAD_QUOTA_BYTES: (usedBytes ?? 0) + 1000 })
    await askRoom(me, { sizeBytes: 1000 })
    await askRoom(me, { sizeBytes: 400, waitingBytes: 600 })
    await expect(askRoom(me, { sizeBytes: 401, waitingBytes: 600 })).rejects.toMatchObject({
      code: 'upload.quota-passed',
    })
  })

  it('is not for viewers', async () => {
    await expect(askRoom(viewer, { sizeBytes: 1 })).rejects.toMatchObject({ code: 'auth.forbidden' })
  })
})
