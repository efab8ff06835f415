import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import { readInstance } from '#server/platform/env/instance.ts'
import { applicationArguments, type Application } from './services/applications.ts'
import { projectRoot } from './services/cache-folder.ts'
import { sentenceOf, SetUpError } from './services/set-up-error.ts'

const USAGE = 'Usage: scripts/start.ts web|realtime|worker [--data DIR]'

function readOptions(): { application: Application; dataDir: string; rest: string[] } {
  const { values, positionals, tokens } = parseArgs({
    options: { data: { type: 'string', default: '.data' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const application = positionals[0]
  if (application !== 'web' && application !== 'realtime' && application !== 'worker')
    throw new SetUpError(USAGE)
  // What is not ours belongs to the application: `npm run worker -- --queues encode`.
  const data = tokens.find((token) => token.kind === 'option' && token.name === 'data')
  const used = data?.kind === 'option' ? [data.index, ...(data.inlineValue ? [] : [data.index + 1])] : []
  const rest = process.argv.slice(2).filter((_, index) => index > 0 && !used.includes(index))
  return { application, dataDir: String(values.data), rest }
}

/** The environment as it is, or that of the data folder's instance where it names no database. */
function provideEnvironment(dataDir: string): void {
  if (!process.env.DATABASE_URL) {
    try {
      Object.assign(process.env, { ...readInstance(dataDir), ...process.env })
    } catch (error) {
      throw new SetUpError(
        `DATABASE_URL is not set and ${sentenceOf(error)} .env.example lists every setting.`,
      )
    }
  }
  Object.assign(process.env, {
    NODE_ENV: 'production',
    // next-auth reads these two itself.
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || process.env.MARQUEE_PUBLIC_URL || '',
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || process.env.AUTH_SECRET || '',
  })
}

try {
  const { application, dataDir, rest } = readOptions()
  provideEnvironment(dataDir)
  const port = Number(process.env.PORT || 3000)
  const [script = ''] = applicationArguments(
    application,
    'production',
    process.env.MARQUEE_DIST_DIR || '.next',
    port,
  )
  if (!existsSync(script))
    throw new SetUpError(`${path.relative(projectRoot, script)} is missing: run npm run build first.`)
  process.argv = [process.argv[0] ?? '', script, ...rest]
  process.chdir(projectRoot)
  // In this very process: signals reach the application, and nothing is left behind.
  await import(pathToFileURL(script).href)
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exitCode = 1
}
