import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'

const NAMES = [
  'authSecret',
  'signingSecret',
  'postgresPassword',
  'redisPassword',
  'sepayApiToken',
  'sepayWebhookSecret',
  'stripeKey',
  'stripeWebhookSecret',
] as const

/** Secrets of one instance, made on its first start. */
export type Secrets = Record<(typeof NAMES)[number], string>

/** Reads DATA/secrets.json (mode 0600), making what is missing; they never appear in a command line. */
export async function provideSecrets(dataDir: string): Promise<Secrets> {
  const file = path.join(dataDir, 'secrets.json')
  const known = await fs.readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Partial<Secrets>,
    (): Partial<Secrets> => ({}),
  )
  const secrets = Object.fromEntries(
    NAMES.map((name) => [name, known[name] ?? randomBytes(32).toString('base64url')]),
  ) as Secrets
  if (NAMES.some((name) => known[name] === undefined)) {
    const unfinished = `${file}.part`
    await fs.writeFile(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
    await fs.rename(unfinished, file)
  }
  return secrets
}
