import { cp, rm } from 'node:fs/promises'
import path from 'node:path'
import { exists, projectRoot } from './cache-folder.ts'
import type { DistEnvironment } from './dist-folder.ts'
import { runCommand, type CommandResult } from './run-command.ts'

/**
 * Builds Next's standalone server into its folder and lays static and public files beside it, where the
 * server looks for them. Needs no services.
 */
export async function buildProduction(
  dist: DistEnvironment,
  onOutput?: (text: string) => void,
): Promise<CommandResult> {
  const result = await runCommand(
    process.execPath,
    [path.join(projectRoot, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    {
      cwd: projectRoot,
      env: { ...process.env, ...dist, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      ...(onOutput ? { onOutput } : {}),
    },
  )
  if (result.code !== 0) return result
  const distDir = dist.MARQUEE_DIST_DIR ?? '.next'
  const standalone = path.join(projectRoot, distDir, 'standalone')
  const copies = [
    [path.join(projectRoot, distDir, 'static'), path.join(standalone, distDir, 'static')],
    [path.join(projectRoot, 'public'), path.join(standalone, 'public')],
  ] as const
  for (const [from, to] of copies) {
    await rm(to, { recursive: true, force: true })
    if (await exists(from)) await cp(from, to, { recursive: true })
  }
  return result
}
