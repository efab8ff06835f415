import { beforeAll, expect, test, vi } from 'vitest'
import { roles } from '../context/roles.ts'
import { mayReadDevInbox } from './may-read-dev-inbox.ts'

beforeAll(() => {
  for (const name of ['DATABASE_URL', 'MONGODB_URL', 'REDIS_QUEUE_URL', 'REDIS_CACHE_URL', 'STORAGE_URL'])
    vi.stubEnv(name, 'unused://')
  for (const name of ['AUTH_SECRET', 'SIGNING_SECRET']) vi.stubEnv(name, 'x'.repeat(32))
  vi.stubEnv('NODE_ENV', 'production')
})

test('in production nobody but an admin reads mails whose links sign in as others', () => {
  const readers = roles.filter((role) => mayReadDevInbox({ kind: 'account', accountId: 'a', role }))
  expect(readers).toEqual(['admin'])
  expect(mayReadDevInbox({ kind: 'anonymous' })).toBe(false)
})
