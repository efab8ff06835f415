import { SessionWatch } from '#components/live/session-watch.tsx'
import { currentContext } from '#server/http/session.ts'

/** Has a page of somebody signed in leave as soon as their session is over; put it inside Suspense. */
export async function SessionGuard() {
  const { actor } = await currentContext()
  if (actor.kind !== 'account' || actor.sessionId === undefined) return null
  return <SessionWatch sessionId={actor.sessionId} />
}
