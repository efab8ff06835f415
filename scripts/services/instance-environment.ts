import fs from 'node:fs/promises'
import path from 'node:path'
import type { MediaPaths, ServiceEnvironment } from './embedded.ts'
import type { Secrets } from './secrets.ts'

/** Ports of an instance's three processes. */
export interface ApplicationPorts {
  web: number
  realtime: number
  worker: number
}

/** Ports that derive from the web's: 3000 gives 3001 and 8881, 4000 gives 4001 and 9881. */
export function portsFrom(web: number): ApplicationPorts {
  return { web, realtime: web + 1, worker: 8881 + web - 3000 }
}

/** What an instance's environment is made of. */
export interface InstanceParts {
  dataDir: string
  ports: ApplicationPorts
  secrets: Secrets
  services: ServiceEnvironment
  media: MediaPaths
  demo: boolean
}

/** The settings of one instance, by the names that server/platform/env parses; what the caller's environment sets wins. */
export function instanceEnvironment(parts: InstanceParts): Record<string, string> {
  const { ports, secrets } = parts
  const given = process.env
  const publicUrl = given.MARQUEE_PUBLIC_URL ?? `http://localhost:${ports.web}`
  const authSecret = given.AUTH_SECRET ?? secrets.authSecret
  return {
    PORT: String(ports.web),
    REALTIME_PORT: String(ports.realtime),
    WORKER_PORT: String(ports.worker),
    MARQUEE_PUBLIC_URL: publicUrl,
    REALTIME_PUBLIC_URL: given.REALTIME_PUBLIC_URL ?? `http://localhost:${ports.realtime}`,
    DATA_DIR: parts.dataDir,
    AUTH_SECRET: authSecret,
    SIGNING_SECRET: given.SIGNING_SECRET ?? secrets.signingSecret,
    // next-auth reads these two itself.
    NEXTAUTH_URL: publicUrl,
    NEXTAUTH_SECRET: authSecret,
    DEMO: parts.demo ? '1' : '0',
    ...parts.services,
    ...parts.media,
    ...(given.MAIL_URL ? { MAIL_URL: given.MAIL_URL } : {}),
  }
}

/** Writes DATA/instance.json (mode 0600, it holds secrets) so that the command line can act on this instance. */
export async function writeInstanceFile(dataDir: string, env: Record<string, string>): Promise<void> {
  const file = path.join(dataDir, 'instance.json')
  const unfinished = `${file}.part`
  await fs.rm(unfinished, { force: true })
  await fs.writeFile(unfinished, `${JSON.stringify(env, null, 2)}\n`, { mode: 0o600 })
  await fs.rename(unfinished, file)
}
