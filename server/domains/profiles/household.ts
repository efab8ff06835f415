import { getAccount } from '../identity/index.ts'
import { systemContext } from '../../platform/context/context.ts'
import { readTogether } from '../../platform/concurrency/read-together.ts'
import { log } from '../../platform/log/log.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { findProfiles, findProfilesOf, insertProfile, type ProfileDocument } from './profile.repository.ts'
import type { ProfileDto } from './schemas.ts'

/** Each process believes what it read for so long; what it changed itself it reads anew at once. */
const freshMs = 3000
/** With the documents' database away, what was known last stands in for so long. */
const staleMs = 15 * 60_000
const mostKept = 20_000

type Kept = { profiles: Promise<ProfileDocument[]>; at: number }
// Pages and routes are bundled apart, each with a copy of this module: what one changes the other must not believe.
const holder = globalThis as { marqueeHouseholds?: Map<string, Kept> }
const kept = (holder.marqueeHouseholds ??= new Map<string, Kept>())

/**
 * Gives an account's profiles by place. An account that never changed anything has its first profile all the same,
 * with the account's id and version 0: it is written down with its first change.
 */
export async function readHousehold(accountId: string, believedMs?: number): Promise<ProfileDocument[]> {
  const written = await readWritten(accountId, believedMs)
  return written.length > 0 ? written : [await firstProfile(accountId)]
}

/** Gives an account's profiles as they are written down: none where nothing was ever changed. Believed for `believedMs`. */
export async function readWritten(accountId: string, believedMs = freshMs): Promise<ProfileDocument[]> {
  const known = kept.get(accountId)
  const now = performance.now()
  if (known && now - known.at < believedMs) return known.profiles
  const profiles = read(accountId).catch((error: unknown) => {
    if (!known || now - known.at > staleMs) {
      kept.delete(accountId)
      throw error
    }
    log().warn({ err: error, accountId }, 'going on with the profiles as they were known')
    kept.set(accountId, known)
    return known.profiles
  })
  kept.delete(accountId)
  kept.set(accountId, { profiles, at: now })
  const oldest = kept.keys().next()
  if (kept.size > mostKept && !oldest.done) kept.delete(oldest.value)
  return profiles
}

/** Has this process read an account's profiles anew. */
export function forgetHousehold(accountId: string): void {
  kept.delete(accountId)
}

/** Gives the profiles as they are now, the first one written down; racing callers write one. */
export async function writeHousehold(accountId: string): Promise<ProfileDocument[]> {
  const found = await findProfiles(accountId)
  if (found.some((profile) => profile._id === accountId)) return found
  await insertProfile(await firstProfile(accountId))
  return findProfiles(accountId)
}

const readOne = readTogether(findProfilesOf)

async function read(accountId: string): Promise<ProfileDocument[]> {
  return (await readOne(accountId)) ?? []
}

async function firstProfile(accountId: string): Promise<ProfileDocument> {
  const account = await findAccount(accountId)
  const at = account ? new Date(account.createdAt) : new Date(0)
  return {
    _id: accountId,
    accountId,
    position: 0,
    name: account?.displayName.slice(0, 40) ?? '',
    avatar: 'cat',
    kids: false,
    pinHash: null,
    language: account?.locale ?? 'vi',
    audioLanguage: null,
    subtitleLanguage: null,
    quality: 'auto',
    ratingLimit: 'C',
    autoplayNext: true,
    autoplayPreviews: true,
    version: 0,
    createdAt: at,
    updatedAt: at,
  }
}

async function findAccount(accountId: string) {
  try {
    return await getAccount(systemContext('profiles'), { id: accountId })
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  }
}

/** The profile without the hash of its PIN. */
export function toProfileDto(document: ProfileDocument): ProfileDto {
  const { _id, accountId, pinHash, createdAt: _created, updatedAt: _updated, ...rest } = document
  return {
    ...(rest as Omit<ProfileDto, 'id' | 'isMain' | 'hasPin'>),
    id: _id,
    isMain: _id === accountId,
    hasPin: pinHash !== null,
  }
}
