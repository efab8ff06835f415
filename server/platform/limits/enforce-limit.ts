import { AppError } from '../errors/app-error.ts'
import type { BudgetName } from './budgets.ts'
import { countRequest, type Standing } from './count-request.ts'

/** The one way a limit refuses; it carries how the caller stands. */
export class LimitPassed extends AppError {
  readonly standing: Standing

  constructor(standing: Standing) {
    const { waitSeconds: seconds } = standing
    super({
      kind: 'too-many-requests',
      code: 'limit.passed',
      message: `Too many requests; try again in ${seconds} seconds.`,
      params: { seconds },
      retryable: true,
    })
    this.standing = standing
  }
}

/** Counts a request and throws `limit.passed` when its budget is used up; null where nothing could be counted. */
export async function enforceLimit(budget: BudgetName, caller: string): Promise<Standing | null> {
  const standing = await countRequest(budget, caller)
  if (standing && standing.waitSeconds > 0) throw new LimitPassed(standing)
  return standing
}

/**
 * Gives the header fields that tell a program its limits: `RateLimit-Policy` and `RateLimit` of
 * draft-ietf-httpapi-ratelimit-headers-10, one item for each window.
 */
export function limitHeaders({ budget, windows }: Standing): Record<string, string> {
  const name = (seconds: number): string => `"${budget}-${seconds}s"`
  return {
    'ratelimit-policy': windows
      .map(({ seconds, requests }) => `${name(seconds)};q=${requests};w=${seconds}`)
      .join(', '),
    ratelimit: windows
      .map(({ seconds, left, resetSeconds }) => `${name(seconds)};r=${left};t=${resetSeconds}`)
      .join(', '),
  }
}
