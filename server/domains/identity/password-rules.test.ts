import { beforeAll, expect, test, vi } from 'vitest'
import { requireGoodPassword } from './password-rules.ts'

const account = { email: 'lananh.nguyen@example.com', displayName: 'Lan Anh Nguyễn' }

beforeAll(() => {
  for (const name of ['DATABASE_URL', 'MONGODB_URL', 'REDIS_QUEUE_URL', 'REDIS_CACHE_URL', 'STORAGE_URL'])
    vi.stubEnv(name, 'unused://')
  for (const name of ['AUTH_SECRET', 'SIGNING_SECRET']) vi.stubEnv(name, 'x'.repeat(32))
  vi.stubEnv('MARQUEE_PUBLIC_URL', 'https://www.rapchieu.example')
})

test.each([
  ['lananh.nguyen@example.com', 'account.password-own'],
  ['LanAnh.Nguyen', 'account.password-own'],
  ['lan anh nguyễn'.normalize('NFD'), 'account.password-own'],
  ['Password', 'account.password-common'],
  ['12345678', 'account.password-common'],
  ['iloveyou', 'account.password-common'],
  ['ａｎｈｙｅｕｅｍ', 'account.password-common'],
  ['zzzzzzzzzz', 'account.password-common'],
  ['Marquee2026!', 'account.password-common'],
  ['xem phim 1234', 'account.password-common'],
  ['marquee-Cinema-99', 'account.password-common'],
  ['RapChieu@1', 'account.password-common'],
])('refuses %j', async (password, code) => {
  await expect(requireGoodPassword(password, account)).rejects.toMatchObject({ code })
})

test.each(['một mật khẩu dài', 'lananh.nguyen và biển', '8c0-tq_x', 'phim nào cũng hay', 'marquee và biển'])(
  'takes %j',
  async (password) => {
    await expect(requireGoodPassword(password, account)).resolves.toBeUndefined()
  },
)
