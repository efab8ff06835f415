import { hash, verify, type Options } from '@node-rs/argon2'

/** OWASP's first choice for argon2id (the library's default kind): 19 MiB, two passes, one lane. */
const options: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

let decoy: Promise<string> | undefined

export function hashPassword(password: string): Promise<string> {
  return hash(password, options)
}

/** Tells whether the password is right. Null stands for no account and costs the same time. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password')
  const right = await verify(passwordHash ?? (await decoy), password)
  return right && passwordHash !== null
}
