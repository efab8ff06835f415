import { runCommand } from '#scripts/services/run-command.ts'
import type { SystemTool } from '#scripts/services/system-tools.ts'

/**
 * The load generator: Debian's wrk, one thread on the same machine, so it takes its share of the cores from what it
 * measures.
 */
export const loadTool: SystemTool = { package: 'wrk', program: 'wrk' }

/** Requests per second that an address answers to 16 connections; throws when any answer is not a success. */
export async function requestsPerSecond(
  url: string,
  seconds: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const sent = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const load = ['-t1', '-c16', `-d${seconds}s`, '--timeout=10s', ...sent, url]
  const { code, output } = await runCommand('wrk', load)
  const perSecond = Number(/^Requests\/sec:\s*([\d.]+)/m.exec(output)?.[1])
  const failure = /^\s*(Socket errors:.*|Non-2xx.*)$/m.exec(output)?.[1]
  if (code !== 0 || failure || !(perSecond > 0)) throw new Error(`wrk on ${url}: ${failure ?? output}`)
  return perSecond
}
