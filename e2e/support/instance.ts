import path from 'node:path'
import { fileURLToPath } from 'node:url'

export type SignIn = { email: string; password: string }

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the journeys with npm test -- e2e.`)
  return value
}

/** The instance under test, as scripts/test.ts started it. */
export const instance = {
  get baseUrl(): string {
    return required('E2E_BASE_URL')
  },
  get workerUrl(): string {
    return required('E2E_WORKER_URL')
  },
  get dataDir(): string {
    return required('E2E_DATA_DIR')
  },
  get admin(): SignIn {
    return { email: required('E2E_ADMIN_EMAIL'), password: required('E2E_ADMIN_PASSWORD') }
  },
  get viewer(): SignIn {
    return { email: required('E2E_VIEWER_EMAIL'), password: required('E2E_VIEWER_PASSWORD') }
  },
}

/** One of the demo's people of the house. */
export function demoSignIn(role: 'support' | 'editor' | 'finance'): SignIn {
  const name = `E2E_${role.toUpperCase()}`
  return { email: required(`${name}_EMAIL`), password: required(`${name}_PASSWORD`) }
}

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** Fourteen seconds of Big Buck Bunny, 854x480 with 5.1 sound; see the README beside it. */
export const realFilm = path.join(projectRoot, 'e2e/fixtures/big-buck-bunny-14s.mp4')
