/**
 * Gives the folder that the operator typed the command in: `npm run cli` moves to the project's root and
 * leaves the former folder in `INIT_CWD`.
 */
export function callerFolder(): string {
  const { INIT_CWD: before, npm_lifecycle_event: script } = process.env
  return script === 'cli' && before ? before : process.cwd()
}
