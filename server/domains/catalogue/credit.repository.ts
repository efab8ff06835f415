import { asc, eq, inArray } from 'drizzle-orm'
import { credits, people } from '#db/postgres/schema/index.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'
import type { CreditDto } from './schemas.ts'

export async function creditsOf(db: Queryable, titleId: string): Promise<CreditDto[]> {
  return db
    .select({
      personId: credits.personId,
      name: people.name,
      role: credits.role,
      character: credits.character,
    })
    .from(credits)
    .innerJoin(people, eq(people.id, credits.personId))
    .where(eq(credits.titleId, titleId))
    .orderBy(asc(credits.position))
}

/** Replaces the title's credits; a person is known by name and made where there is none. */
export async function replaceCredits(
  tx: Transaction,
  titleId: string,
  wanted: Omit<CreditDto, 'personId'>[],
): Promise<void> {
  await tx.delete(credits).where(eq(credits.titleId, titleId))
  if (wanted.length === 0) return
  // In one order everywhere, or two titles saved at once could wait for each other.
  const names = [...new Set(wanted.map((credit) => credit.name))].toSorted()
  await tx
    .insert(people)
    .values(names.map((name) => ({ name })))
    .onConflictDoNothing()
  const known = await tx.select().from(people).where(inArray(people.name, names))
  const idOf = new Map(known.map((person) => [person.name, person.id]))
  await tx.insert(credits).values(
    wanted.map((credit, position) => ({
      titleId,
      personId: idOf.get(credit.name) ?? '',
      role: credit.role,
      character: credit.character,
      position,
    })),
  )
}
