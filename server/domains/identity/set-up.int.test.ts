import { afterAll, expect, test } from 'vitest'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import { isHouseEmpty, isSetUpOpen, setUpCode, setUpFirstAdmin, signIn } from './index.ts'
import { anonymous, goodPassword as password, stranger } from './testing/household.ts'

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

test('the first admin is made once, with the code alone, also when two try at once', async () => {
  expect(await isSetUpOpen()).toBe(true)
  expect(await isHouseEmpty()).toBe(true)
  expect(setUpCode()).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  const setUp = (code: string, email: string, caller = stranger()) =>
    setUpFirstAdmin(anonymous(), { code, email, password, displayName: 'Chủ rạp', caller })
  for (const code of ['', 'AAAA-AAAA-AAAA', `${setUpCode()}A`])
    await expect(setUp(code, 'a@example.com')).rejects.toMatchObject({ code: 'set-up.wrong-code' })
  const guesser = stranger()
  for (let time = 0; time < 10; time++) await setUp('no', 'a@example.com', guesser).catch(() => null)
  await expect(setUp(setUpCode(), 'a@example.com', guesser)).rejects.toMatchObject({
    code: 'auth.too-many-attempts',
  })
  const lower = setUpCode().toLowerCase().replaceAll('-', ' ')
  const ends = await Promise.allSettled([setUp(lower, 'a@example.com'), setUp(setUpCode(), 'b@example.com')])
  const [made] = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
  expect(ends.map((end) => end.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(made).toMatchObject({ role: 'admin', isVerified: true })
  expect(await isSetUpOpen()).toBe(false)
  expect(await isHouseEmpty()).toBe(false)
  await expect(setUp(setUpCode(), 'c@example.com')).rejects.toMatchObject({ kind: 'not-found' })
  await signIn(anonymous(), { email: made?.email ?? '', password, caller: stranger() })
})
