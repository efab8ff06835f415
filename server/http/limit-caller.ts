import { isIPv6 } from 'node:net'
import type { Actor } from '../platform/context/context.ts'
import type { BudgetName } from '../platform/limits/budgets.ts'
import { budgetOf, type Standing } from '../platform/limits/count-request.ts'
import { enforceLimit } from '../platform/limits/enforce-limit.ts'
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

/** An IPv6 customer has a whole /64 to call from: its addresses count as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]?.toLowerCase().split('::') ?? []
  const groups = (text: string | undefined) => (text ? text.split(':') : [])
  const given = [groups(head), groups(tail)]
  const zeros = Array.from({ length: Math.max(0, 8 - given.flat().length) }, () => '0')
  const all = tail === undefined ? given.flat() : [...(given[0] ?? []), ...zeros, ...(given[1] ?? [])]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
