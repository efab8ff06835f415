import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../../services/cache-folder.ts'
import { runCommand, tailOf } from '../../services/run-command.ts'
import { provideSchemathesis } from '../../services/schemathesis.ts'
import { SetUpError } from '../../services/set-up-error.ts'
import type { SuiteResult } from '../suite.ts'
import { findIds } from './find-ids.ts'

/** The fuzzer comes as fast as it can: the limits are tried elsewhere. */
export const fuzzerBudget = {
  API_LIMIT_PER_SECOND: '1000000',
  API_LIMIT_PER_HOUR: '1000000000',
  LIMITS_SCALE: '10',
}

/** Who asks, and for how long; three minutes in all. */
const callers = [
  { role: null, seconds: 30 },
  { role: 'VIEWER', seconds: 60 },
  { role: 'ADMIN', seconds: 90 },
] as const

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
  'allow_header_conformance',
]
/** What ends the very session that asks is tried without one. */
const endsItself = ['/api/auth/logout', '/api/users/me/sessions', '/api/users/me/sessions/{id}']

/**
 * Has Schemathesis make requests of the OpenAPI document of the instance that `env` describes, good ones and bad ones,
 * as nobody, as a viewer and as an admin: no answer may be a 5xx or one that the document does not allow.
 */
export async function runFuzzer(env: Record<string, string>): Promise<SuiteResult> {
  const { python, modules } = await provideSchemathesis()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'marquee-fuzz-'))
  const remarks: string[] = []
  const result: SuiteResult = { passed: 0, failed: 0, output: '', remarks }
  try {
    const base = env.E2E_BASE_URL ?? ''
    const document = path.join(folder, 'openapi.json')
    await writeFile(document, await (await fetch(`${base}/api/openapi.json`)).text())
    const ids = JSON.stringify(await findIds(env))
    for (const { role, seconds } of callers) {
      const token = role && (await signIn(base, env[`E2E_${role}_EMAIL`], env[`E2E_${role}_PASSWORD`]))
      const excluded = token ? endsItself.map((each) => `--exclude-path=${each}`) : []
      const { code, output } = await runCommand(
        python,
        [
          '-m',
          'schemathesis.cli',
          'run',
          document,
          `--url=${base}`,
          `--checks=${checks.join(',')}`,
          '--phases=examples,coverage,fuzzing',
          `--max-time=${seconds}`,
          '--continue-on-failure',
          '--generation-database=none',
          '--warnings=off',
          // Threads of one CPython share what its parser counts, and now and then end in a SystemError of its own.
          '--workers=1',
          '--no-color',
          ...excluded,
          ...(token ? [`--header=Authorization: Bearer ${token}`] : []),
        ],
        {
          cwd: folder,
          env: {
            ...process.env,
            PYTHONPATH: modules,
            PYTHONDONTWRITEBYTECODE: '1',
            SCHEMATHESIS_HOOKS: path.join(projectRoot, 'scripts', 'testing', 'fuzz', 'hooks.py'),
            FUZZ_IDS: ids,
          },
        },
      )
      if (code === 0) result.passed += 1
      else {
        result.failed += 1
        const caller = role?.toLowerCase() ?? 'nobody'
        result.output += `As ${caller}:\n${output}\n`
        remarks.push(`failed: fuzz as ${caller}: ${tailOf(output, 6)}`)
      }
    }
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const signedInSchema = z.object({ access_token: z.string() })

async function signIn(base: string, email = '', password = ''): Promise<string> {
  const response = await fetch(`${base}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new SetUpError(`Signing in for the fuzzer was answered with ${response.status}.`)
  return signedInSchema.parse(await response.json()).access_token
}
