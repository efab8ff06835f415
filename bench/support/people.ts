import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { accounts, sessions } from '#db/postgres/schema/index.ts'
import type { BenchInstance } from './production.ts'

const insertedAtOnce = 1000

/** An account that is signed in. */
export type Person = { accountId: string; sessionId: string; cookie: { name: string; value: string } }

/** Puts that many signed-in accounts into the database, without a password and so without the price of a hash. */
export async function provideViewers(instance: BenchInstance, count: number): Promise<Person[]> {
  const { database } = await import('#server/platform/postgres/postgres.ts')
  const secret = instance.env.AUTH_SECRET ?? ''
  const now = new Date()
  const expiresAt = new Date(now.getTime() + 24 * 60 * 60_000)
  const viewers: Person[] = []
  for (let from = 0; from < count; from += insertedAtOnce) {
    const people = Array.from({ length: Math.min(insertedAtOnce, count - from) }, () => ({
      accountId: randomUUID(),
      sessionId: randomUUID(),
    }))
    await database()
      .insert(accounts)
      .values(
        people.map(({ accountId }) => ({
          id: accountId,
          email: `${accountId}@bench.example`,
          emailVerifiedAt: now,
          displayName: 'bench',
          role: 'viewer' as const,
          createdAt: now,
        })),
      )
    await database()
      .insert(sessions)
      .values(
        people.map(({ accountId, sessionId }) => ({
          id: sessionId,
          accountId,
          kind: 'browser' as const,
          methods: ['password'],
          userAgent: 'bench',
          address: '127.0.0.1',
          createdAt: now,
          lastUsedAt: now,
          expiresAt,
        })),
      )
    for (const person of people) {
      const value = await encode({ token: { sid: person.sessionId }, secret })
      viewers.push({ ...person, cookie: { name: 'next-auth.session-token', value } })
    }
  }
  return viewers
}
