import { networkOf } from '../../platform/limits/network-of.ts'
import { hashSecret } from '../../platform/secrets/hash-secret.ts'
import { countWithin, forgetCounts } from './attempt-limit.ts'
import type { Caller } from './schemas.ts'
import { knowsDeviceOf } from './session.repository.ts'

const seconds = 15 * 60
/** A person who mistypes stays far below. */
const ofOne = [{ seconds, requests: 10 }]
/**
 * A guesser may change the address, or make one up where no proxy sets the header. High enough that keeping
 * somebody out by failing in their name is work.
 */
const ofAll = [{ seconds, requests: 100 }]

type Attempt = { email: string; caller: Caller }

/**
 * Counts a try at this account before the password is looked at, so that tries at once can't slip by. A device that
 * has signed in to it before has a count of its own: strangers who guess can't keep its owner out.
 */
export async function countAttempt(attempt: Attempt): Promise<void> {
  const device = await knownDevice(attempt)
  if (device !== null) return countWithin(device, ofOne)
  const { own, all } = keysOf(attempt)
  // The account's own count leaves out what the first limit has stopped already, or one address could use it up.
  await countWithin(own, ofOne)
  await countWithin(all, ofAll)
}

/** Forgets the failures before a sign-in that worked. */
export async function forgetAttempts(attempt: Attempt): Promise<void> {
  const device = await knownDevice(attempt)
  if (device !== null) return forgetCounts([device], ofOne)
  const { own, all } = keysOf(attempt)
  await forgetCounts([own, all], ofOne)
}

async function knownDevice({ email, caller }: Attempt): Promise<string | null> {
  if (caller.deviceId === null) return null
  const device = hashSecret(caller.deviceId)
  return (await knowsDeviceOf(email, device)) ? `sign-in device\n${email}\n${device}` : null
}

/** One count for the account from this address (of IPv6 its whole /64, which one customer has), one from all. */
function keysOf({ email, caller }: Attempt): { own: string; all: string } {
  return { own: `sign-in\n${email}\n${networkOf(caller.address)}`, all: `sign-in\n${email}` }
}
