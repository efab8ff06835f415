import { expect } from '@playwright/test'
import { runCommandLine } from './command-line.ts'
import type { SignIn } from './instance.ts'

let made = 0

/** Makes an account that nobody has used, its address proved. */
export async function makePerson(name: string): Promise<SignIn> {
  made += 1
  const person = { email: `khach-${Date.now()}-${made}@example.com`, password: 'ben-do-mua-nuoc-noi' }
  const wanted = ['--email', person.email, '--role', 'viewer', '--name', name, '--password-stdin']
  const { code, stderr } = await runCommandLine(['user', 'create', ...wanted], `${person.password}\n`)
  expect(code, stderr).toBe(0)
  return person
}
