// Stands in for server/http/session.ts in the floor of `npm run bench -- session`: the same pages, rendered for one
// account that is written down here instead of being looked up.
import { headers } from 'next/headers'
import { connection } from 'next/server'
import { requestIdOf } from '#server/http/request-id.ts'
import { createContext, type Actor, type Context } from '#server/platform/context/context.ts'

const sessionId = '019f0000-0000-7000-8000-000000000001'

export async function currentActor(): Promise<Actor> {
  await connection()
  const accountId = process.env.BENCH_ACCOUNT_ID ?? ''
  return { kind: 'account', accountId, role: 'viewer', sessionId, profileId: accountId }
}

export async function currentContext(): Promise<Context> {
  return createContext(await currentActor(), requestIdOf(await headers()))
}

export async function whySessionEnded(): Promise<null> {
  return null
}
