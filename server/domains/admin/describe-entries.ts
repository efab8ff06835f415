import { systemContext } from '../../platform/context/context.ts'
import { nameTitles } from '../catalogue/index.ts'
import { nameAccounts } from '../identity/index.ts'
import { listEncodes } from '../media/index.ts'
import type { AuditRow } from './audit.repository.ts'
import type { AuditEntryDto } from './schemas.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const accountPrefix = 'account:'
const knownEncodes = 200

/** Gives the entries with the names of who did it and of what it was done to, as far as those are still there. */
export async function describeEntries(rows: readonly AuditRow[]): Promise<AuditEntryDto[]> {
  const house = systemContext('admin')
  const titleOf = await titlesOfMedia(rows)
  const titleIdOf = (row: AuditRow) => {
    if (row.subjectType === 'title') return row.subjectId
    const told = row.detail.titleId
    return typeof told === 'string' ? told : titleOf.get(row.subjectId)
  }
  const accountIds = rows.flatMap(({ actor, subjectType, subjectId }) => [
    ...(actor.startsWith(accountPrefix) ? [actor.slice(accountPrefix.length)] : []),
    ...(subjectType === 'account' ? [subjectId] : []),
  ])
  const [people, titles] = await Promise.all([
    nameAccounts(house, { accountIds: ids(accountIds) }),
    nameTitles(house, { titleIds: ids(rows.flatMap((row) => titleIdOf(row) ?? [])) }),
  ])
  return rows.map((row) => {
    const titleId = titleIdOf(row)
    const titleName = titleId === undefined ? undefined : titles.get(titleId)
    return {
      id: row.id,
      at: row.at.toISOString(),
      actor: row.actor,
      actorName: people.get(row.actor.slice(accountPrefix.length)) ?? null,
      action: row.action,
      subject: {
        type: row.subjectType,
        id: row.subjectId,
        name: row.subjectType === 'account' ? (people.get(row.subjectId) ?? null) : null,
        title: titleId !== undefined && titleName ? { id: titleId, name: titleName } : null,
      },
      detail: row.detail,
      requestId: row.requestId,
    }
  })
}

/** The titles that films and versions belong to, of the encodes that are still near. */
async function titlesOfMedia(rows: readonly AuditRow[]): Promise<Map<string, string>> {
  if (!rows.some(({ subjectType }) => subjectType === 'asset' || subjectType === 'version')) return new Map()
  const encodes = await listEncodes(systemContext('admin'), { limit: knownEncodes })
  return new Map(
    encodes.flatMap(({ assetId, versionId, titleId }) => [
      [assetId, titleId],
      [versionId, titleId],
    ]),
  )
}

function ids(found: readonly string[]): string[] {
  return [...new Set(found)].filter((id) => uuid.test(id))
}
