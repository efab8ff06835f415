import { webhookEvents } from '#db/postgres/schema/index.ts'
import { database } from '#server/platform/postgres/postgres.ts'

/** What the bench `webhook` holds the product against: a route that keeps the same row and does nothing else. */
export async function POST(request: Request): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer())
  const event = JSON.parse(new TextDecoder().decode(body)) as { id: number }
  const now = new Date()
  await database()
    .insert(webhookEvents)
    .values({
      provider: 'sepay',
      eventId: `bare-${event.id}`,
      kind: 'transfer.in',
      event,
      body,
      origin: 'webhook',
      receivedAt: now,
      // Nobody is to work on it.
      processedAt: now,
      outcome: 'bare',
    })
    .onConflictDoNothing()
  return Response.json({ success: true })
}
