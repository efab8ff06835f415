import { expect } from '@playwright/test'
import { execa } from 'execa'
import { instance, projectRoot } from './instance.ts'

export type CommandResult = { code: number; stdout: string; stderr: string }

/** Runs the operator's command line on the instance under test, as `npm run cli -- …` does. */
export async function runCommandLine(args: string[], input?: string): Promise<CommandResult> {
  const run = await execa('npm', ['run', '--silent', 'cli', '--', ...args, '--data', instance.dataDir], {
    cwd: projectRoot,
    reject: false,
    input: input ?? '',
  })
  return { code: run.exitCode ?? 1, stdout: run.stdout, stderr: run.stderr }
}

/** Asks the command line and gives its answer as read from JSON. */
export async function askCommandLine<Answer>(...words: string[]): Promise<Answer> {
  const { stdout, stderr } = await runCommandLine([...words, '--json'])
  expect(stdout, stderr).not.toBe('')
  return JSON.parse(stdout) as Answer
}
