import { and, asc, count, desc, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { accounts, sessions } from '#db/postgres/schema/index.ts'
import { database, type Queryable } from '../../platform/postgres/postgres.ts'
import { toAccountDto, type AccountRow } from './account.repository.ts'
import type { AccountState, PersonDto } from './schemas.ts'

export type PersonRow = AccountRow & { lastUsedAt: Date | null }

export type PersonFilter = {
  text: string
  role?: AccountRow['role'] | undefined
  state?: AccountState | undefined
  sort: 'email' | 'name' | 'created' | 'used'
  direction: 'asc' | 'desc'
  page: number
  pageSize: number
}

/** One look at the index `(account_id, last_used_at)` for each account. In plain words: drizzle leaves out table names. */
const lastUsedAt = sql<Date | null>`(
  select max(used.last_used_at) from sessions used where used.account_id = accounts.id
)`.mapWith(sessions.lastUsedAt)

/** One page of the accounts that match, and how many there are in all. */
export async function findPeople(filter: PersonFilter): Promise<{ rows: PersonRow[]; total: number }> {
  const where = matching(filter)
  const [found, totals] = await Promise.all([
    database()
      .select({ account: accounts, lastUsedAt })
      .from(accounts)
      .where(where)
      .orderBy(ordering(filter), asc(accounts.id))
      .limit(filter.pageSize)
      .offset((filter.page - 1) * filter.pageSize),
    database().select({ total: count() }).from(accounts).where(where),
  ])
  const rows = found.map((row) => ({ ...row.account, lastUsedAt: row.lastUsedAt }))
  return { rows, total: totals[0]?.total ?? 0 }
}

export async function findPerson(id: string, db: Queryable = database()): Promise<PersonRow | null> {
  const [row] = await db.select({ account: accounts, lastUsedAt }).from(accounts).where(eq(accounts.id, id))
  return row ? { ...row.account, lastUsedAt: row.lastUsedAt } : null
}

/** The names of these accounts by id. */
export async function namesOf(accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await database()
    .select({ id: accounts.id, name: accounts.displayName })
    .from(accounts)
    .where(inArray(accounts.id, [...accountIds]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function matching({ text, role, state }: PersonFilter): SQL | undefined {
  return and(
    ...text
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => {
        const pattern = `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
        const known = sql`${accounts.email} || ' ' || ${accounts.displayName}`
        return sql`${withoutMarks(known)} like ${withoutMarks(sql`${pattern}::text`)}`
      }),
    role && eq(accounts.role, role),
    state && standing(state),
  )
}

/** The same order as in {@link toPersonDto}. */
function standing(state: AccountState): SQL | undefined {
  const free = isNull(accounts.lockedAt)
  const stays = and(free, isNull(accounts.erasesAt))
  switch (state) {
    case 'locked':
      return isNotNull(accounts.lockedAt)
    case 'closing':
      return and(free, isNotNull(accounts.erasesAt))
    case 'unverified':
      return and(stays, isNull(accounts.emailVerifiedAt))
    case 'active':
      return and(stays, isNotNull(accounts.emailVerifiedAt))
  }
}

/** In lower case without marks, `Đường` as `duong`; needs no extension of PostgreSQL. */
function withoutMarks(text: SQL): SQL {
  return sql`translate(regexp_replace(normalize(lower(${text}), NFD), '[\u0300-\u036f]', '', 'g'), 'đ', 'd')`
}

function ordering({ sort, direction }: PersonFilter): SQL {
  const by = {
    email: sql`lower(${accounts.email})`,
    name: withoutMarks(sql`${accounts.displayName}`),
    created: sql`${accounts.createdAt}`,
    used: lastUsedAt,
  }[sort]
  return direction === 'asc' ? sql`${asc(by)} nulls first` : sql`${desc(by)} nulls last`
}

/** The account as staff sees it. */
export function toPersonDto(row: PersonRow): PersonDto {
  return {
    ...toAccountDto(row),
    state: stateOf(row),
    emailVerifiedAt: row.emailVerifiedAt?.toISOString() ?? null,
    lockedAt: row.lockedAt?.toISOString() ?? null,
    lockReason: row.lockReason,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }
}

function stateOf(row: AccountRow): AccountState {
  if (row.lockedAt) return 'locked'
  if (row.erasesAt) return 'closing'
  return row.emailVerifiedAt ? 'active' : 'unverified'
}
