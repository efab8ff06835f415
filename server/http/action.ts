import { headers } from 'next/headers'
import type { Context } from '../platform/context/context.ts'
import { checkText } from '../platform/errors/check-text.ts'
import type { BudgetName } from '../platform/limits/budgets.ts'
import { checkActionOrigin } from './check-origin.ts'
import { limitCaller } from './limit-caller.ts'
import { toProblem } from './problem.ts'
import { currentContext } from './session.ts'

/** What a server action answers: the value, or the error's code and values for the interface's sentence. */
export type ActionResult<Value> =
  | { ok: true; value: Value }
  | { ok: false; code: string; params: Record<string, string | number>; requestId: string }

/**
 * Wraps a server action: refuses what no page of ours asks, counts it, gives the verb a context and turns an error into
 * a result the form can show.
 */
export function action<Input, Value>(
  verb: (context: Context, input: Input) => Promise<Value>,
  budget: BudgetName = 'page',
) {
  return async (input: Input): Promise<ActionResult<Value>> => {
    const context = await currentContext()
    try {
      const asked = await headers()
      checkActionOrigin(asked)
      await limitCaller(budget, context.actor, asked)
      checkText(input)
      // Whoever posts by hand may leave the input out: the verb then says what is missing.
      return { ok: true, value: await verb(context, input ?? ({} as Input)) }
    } catch (error) {
      const problem = toProblem(error, context.requestId)
      return { ok: false, code: problem.code, params: problem.params, requestId: problem.requestId }
    }
  }
}
