import type { Actor } from '../platform/context/context.ts'
import type { BudgetName } from '../platform/limits/budgets.ts'
import { budgetOf, type Standing } from '../platform/limits/count-request.ts'
import { enforceLimit } from '../platform/limits/enforce-limit.ts'
import { networkOf } from '../platform/limits/network-of.ts'
import { bearerOf } from './bearer.ts'
import { callerOf } from './caller.ts'

/** What a program with a token calls at its own pace; the pace of players, uploads and codes has budgets of its own. */
const ownPace = new Set<BudgetName>(['api', 'page'])

/**
 * Counts a request: by the session that asks where the budget says so and there is one, else by address. Whoever
 * comes with a token instead of a cookie is counted as a program. Throws `limit.passed`.
 */
export function limitCaller(
  wanted: BudgetName,
  actor: Actor,
  headers: Pick<Headers, 'get'>,
): Promise<Standing | null> {
  const budget = ownPace.has(wanted) && bearerOf(headers) !== null ? 'api' : wanted
  const isKnown = budgetOf(budget).by === 'caller' && actor.kind === 'account'
  const caller = isKnown ? (actor.sessionId ?? actor.accountId) : networkOf(callerOf(headers).address)
  return enforceLimit(budget, caller)
}
