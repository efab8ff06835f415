import { z } from 'zod'
import { queueRedis } from '../../platform/redis/redis.ts'
import type { ProfileOwner } from './own-profile.ts'
import type { Report } from './watching.repository.ts'

/**
 * The write-back cache of positions, in the queue Redis, which appends to a file: an accepted report outlives the
 * process that took it. One hash a profile holds its newest report of each asset; a sorted set says which profile is
 * due to be written, and when.
 */
const duePrefix = 'marquee:progress'
const dueKey = `${duePrefix}:due`
const hashOf = (profileId: string) => `${duePrefix}:${profileId}`

/** While a profile plays, its documents are written this often at most. */
const writtenEveryMs = 60_000
/** By so much later at most, or those who began a film together would be written together for as long as it lasts. */
const spreadMs = 15_000
/** A flush that has not ended by then died; the profile is due again. */
const leaseMs = 30_000
/** What is written already stays for comparison with the next report. */
const keptWhenWrittenMs = 10 * 60_000
const keptWhenUnwrittenMs = 7 * 24 * 60 * 60_000

const pendingSchema = z.object({
  owner: z.object({ profileId: z.string(), accountId: z.string() }),
  report: z.object({
    assetId: z.string(),
    titleId: z.string(),
    episodeId: z.string().nullable(),
    positionMs: z.number(),
    durationMs: z.number(),
    finished: z.boolean(),
    watchedAt: z.coerce.date(),
    session: z.string(),
    sequence: z.number(),
  }),
  /** Grows with each report of the asset, so that a flush marks only what it has written. */
  revision: z.number(),
  written: z.boolean(),
})
export type Pending = z.infer<typeof pendingSchema>

// Newer is: a later running number of the same player's run, or, between runs, what was measured no earlier.
const acceptScript = `
local kept = redis.call('HGET', KEYS[1], ARGV[1])
local revision = 1
if kept then
  local known = cjson.decode(kept)
  revision = known.revision + 1
  if known.report.session == ARGV[3] then
    if known.report.sequence >= tonumber(ARGV[4]) then return 0 end
  elseif known.watchedAtMs > tonumber(ARGV[5]) then return 0 end
elseif ARGV[9] ~= '1' then return -1 end
local entry = string.gsub(ARGV[2], '"revision":0', '"revision":' .. revision, 1)
redis.call('HSET', KEYS[1], ARGV[1], entry)
redis.call('PEXPIRE', KEYS[1], ARGV[8])
local now = tonumber(ARGV[7])
local due = now
if ARGV[6] ~= '1' then
  local writtenAt = tonumber(redis.call('HGET', KEYS[1], '@writtenAt') or '0')
  due = math.max(now, writtenAt + ${writtenEveryMs} + tonumber(ARGV[11]))
end
local known = redis.call('ZSCORE', KEYS[2], ARGV[10])
if not known or (ARGV[6] == '1' and due < tonumber(known)) then redis.call('ZADD', KEYS[2], due, ARGV[10]) end
return 1`

const claimScript = `
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, profile in ipairs(due) do redis.call('ZADD', KEYS[1], ARGV[2], profile) end
return due`

const settleScript = `
local left = 0
local done = {}
for i = 6, #ARGV, 2 do done[ARGV[i]] = tonumber(ARGV[i + 1]) end
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if all[i] ~= '@writtenAt' then
    local entry = cjson.decode(all[i + 1])
    if not entry.written then
      if done[all[i]] == entry.revision then
        local written = string.gsub(all[i + 1], '"written":false', '"written":true', 1)
        redis.call('HSET', KEYS[1], all[i], written)
      else left = left + 1 end
    end
  end
end
if #ARGV >= 6 then redis.call('HSET', KEYS[1], '@writtenAt', ARGV[2]) end
if left == 0 then
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
elseif redis.call('ZSCORE', KEYS[2], ARGV[1]) == ARGV[3] then
  redis.call('ZADD', KEYS[2], tonumber(ARGV[2]) + tonumber(ARGV[5]), ARGV[1])
end
return left`

export type Accepted = 'kept' | 'older' | 'unknown'

/**
 * Takes a report unless a newer one of the asset is known: `older` then. `unknown` where nothing of the asset is in the
 * cache and `compared` does not say that the documents have been looked at: look there, then ask again.
 */
export async function acceptReport(
  owner: ProfileOwner,
  report: Report,
  { stopped, compared, now }: { stopped: boolean; compared: boolean; now: Date },
): Promise<Accepted> {
  const { profileId, accountId } = owner
  const watchedAtMs = report.watchedAt.getTime()
  // `revision` first of all numbers named so: the script puts the next one in its place.
  const entry = JSON.stringify({
    revision: 0,
    written: false,
    watchedAtMs,
    owner: { profileId, accountId },
    report,
  })
  const answer = await queueRedis().eval(
    acceptScript,
    2,
    hashOf(profileId),
    dueKey,
    report.assetId,
    entry,
    report.session,
    report.sequence,
    watchedAtMs,
    stopped ? 1 : 0,
    now.getTime(),
    keptWhenUnwrittenMs,
    compared ? 1 : 0,
    profileId,
    Math.floor(Math.random() * spreadMs),
  )
  return answer === 1 ? 'kept' : answer === 0 ? 'older' : 'unknown'
}

/** Gives what is not in the documents yet of one profile. */
export async function findUnwritten(profileId: string): Promise<Pending[]> {
  const hash = await queueRedis().hgetall(hashOf(profileId))
  return Object.entries(hash)
    .filter(([field]) => field !== '@writtenAt')
    .map(([, text]) => pendingSchema.parse(JSON.parse(text)))
    .filter((pending) => !pending.written)
}

/** Takes up to `limit` profiles that are due; whoever dies over them leaves them due again after half a minute. */
export async function claimDueProfiles(
  now: Date,
  limit: number,
): Promise<{ profileIds: string[]; lease: number }> {
  const lease = now.getTime() + leaseMs
  const due = await queueRedis().eval(claimScript, 1, dueKey, now.getTime(), lease, limit)
  return { profileIds: due as string[], lease }
}

/** Notes what of a profile has been written; what came in the meantime stays due, a stop at once. */
export async function settleProfile(
  profileId: string,
  { written, now, lease }: { written: readonly Pending[]; now: Date; lease: number },
): Promise<void> {
  const done = written.flatMap(({ report, revision }) => [report.assetId, revision])
  await queueRedis().eval(
    settleScript,
    2,
    hashOf(profileId),
    dueKey,
    profileId,
    now.getTime(),
    lease,
    keptWhenWrittenMs,
    writtenEveryMs,
    ...done,
  )
}

/** Forgets everything of a profile that is being erased. */
export async function forgetPending(profileId: string): Promise<void> {
  await queueRedis().multi().del(hashOf(profileId)).zrem(dueKey, profileId).exec()
}
