import { asc, inArray, isNull } from 'drizzle-orm'
import { outbox, webhookEvents } from '#db/postgres/schema/index.ts'
import { database } from '../../../platform/postgres/postgres.ts'

type Told = { type: string; payload: { paymentId?: string; subscriptionId?: string } }

/** Kept events that wait, in the order they came. */
export async function openEvents(): Promise<string[]> {
  const rows = await database()
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(isNull(webhookEvents.processedAt))
    .orderBy(asc(webhookEvents.id))
  return rows.map(({ id }) => id)
}

/** What the outbox holds that nobody has taken, which is then taken. */
export async function takeOutbox(): Promise<Told[]> {
  const rows = await database()
    .select()
    .from(outbox)
    .where(isNull(outbox.publishedAt))
    .orderBy(asc(outbox.position))
  if (rows.length > 0) {
    const positions = rows.map(({ position }) => position)
    await database()
      .update(outbox)
      .set({ publishedAt: new Date() })
      .where(inArray(outbox.position, positions))
  }
  return rows as Told[]
}

/** Every event of a type that was ever told. */
export async function toldEvents(type: string): Promise<Record<string, unknown>[]> {
  const rows = await database().select().from(outbox).orderBy(asc(outbox.position))
  return rows.filter((row) => row.type === type).map(({ payload }) => payload as Record<string, unknown>)
}

/** How many events of a type were ever told of a subscription. */
export async function countTold(type: string, subscriptionId: string): Promise<number> {
  return (await toldEvents(type)).filter((payload) => payload.subscriptionId === subscriptionId).length
}
