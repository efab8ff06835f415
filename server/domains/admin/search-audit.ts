import type { z } from 'zod'
import { systemContext } from '../../platform/context/context.ts'
import { listTitlesForAdmin } from '../catalogue/index.ts'
import { listAccounts } from '../identity/index.ts'
import type { AuditSearch } from './audit.repository.ts'
import type { auditFilterSchema } from './schemas.ts'

const day = 24 * 60 * 60 * 1000
const mostFound = 100

/** Turns the filters' words into ids: who reads the log may find by names what they may not open. */
export async function toAuditSearch(filter: z.output<typeof auditFilterSchema>): Promise<AuditSearch> {
  const { actor, by, about, subjectId, from, to } = filter
  const [actors, subjectIds] = await Promise.all([
    actor === undefined ? by && findActors(by) : [actor],
    subjectId === undefined ? about && findSubjects(about) : [subjectId],
  ])
  return {
    action: filter.action,
    subjectType: filter.subjectType,
    actors: actors || undefined,
    subjectIds: subjectIds || undefined,
    from: from === undefined ? undefined : startOf(from),
    before: to === undefined ? undefined : new Date(startOf(to).getTime() + day),
  }
}

async function findActors(text: string): Promise<string[]> {
  const ids = await findAccountIds(text)
  return [...ids.map((id) => `account:${id}`), `system:${text.toLowerCase()}`]
}

async function findSubjects(text: string): Promise<string[]> {
  const [accountIds, titles] = await Promise.all([
    findAccountIds(text),
    listTitlesForAdmin(systemContext('admin'), { text, pageSize: mostFound }),
  ])
  return [text, ...accountIds, ...titles.titles.map(({ id }) => id)]
}

async function findAccountIds(text: string): Promise<string[]> {
  const { accounts } = await listAccounts(systemContext('admin'), { text, pageSize: mostFound })
  return accounts.map(({ id }) => id)
}

/** Vietnam knows no summer time. */
function startOf(date: string): Date {
  return new Date(`${date}T00:00:00+07:00`)
}
