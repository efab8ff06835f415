import { availableParallelism } from 'node:os'
import { hash, verify, type Options } from '@node-rs/argon2'
import { atMost } from '../../platform/concurrency/at-most.ts'
import { tooBusy } from './errors.ts'

/** OWASP's first choice for argon2id (the library's default kind): 19 MiB, two passes, one lane. */
const options: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * A crowd that signs in together must leave processors for pages, and threads of libuv's pool of four for files and
 * names; whoever waits longer than a page would is turned away.
 */
const inTurn = atMost(Math.max(1, Math.min(2, availableParallelism() - 1)), 400, tooBusy)

let decoy: Promise<string> | undefined

/** Gives the argon2id hash of a password, its letters composed (NFC) however the keyboard made them. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), options))
}

/** Tells whether the password is right. Null stands for no account, or none with a password, and costs the same time. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password')
  const known = passwordHash ?? (await decoy)
  const right = await inTurn(() => verify(known, password.normalize('NFC')))
  return right && passwordHash !== null
}
