import { ToldMemory } from '../../platform/postgres/told-memory.ts'
import { rightsChannel, type EntitlementRow } from './entitlement.repository.ts'

/** By account and title. What ends or begins by itself is looked at by each reader, so time makes nothing stale. */
export const believedRights = new ToldMemory<EntitlementRow[]>(rightsChannel, {
  keptMs: 60_000,
  mostSubjects: 20_000,
})
