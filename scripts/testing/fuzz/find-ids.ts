import postgres from 'postgres'
import { readInstance } from '#server/platform/env/instance.ts'

/** Gives ids of things that are there, by the names that addresses have for them. */
export async function findIds(env: Record<string, string>): Promise<Record<string, string[]>> {
  const sql = postgres(readInstance(env.E2E_DATA_DIR ?? '').DATABASE_URL ?? '', { max: 1 })
  try {
    const titles = (await sql<{ id: string }[]>`select id from titles limit 20`).map(({ id }) => id)
    const films = await sql<{ asset_id: string }[]>`select asset_id from playables limit 20`
    return { titleId: titles, id: titles, assetId: films.map((film) => film.asset_id) }
  } finally {
    await sql.end({ timeout: 1 })
  }
}
