/** What a server action answers, as a component needs to know it. */
export type ActionOutcome<Value> =
  { ok: true; value: Value } | { ok: false; code: string; params: Record<string, string | number> }

export type AdminAction<Input, Value = unknown> = (input: Input) => Promise<ActionOutcome<Value>>

/** Calls a server action; a network that is gone becomes an error with a sentence like any other. */
export async function callAction<Input, Value>(
  action: AdminAction<Input, Value>,
  input: Input,
): Promise<ActionOutcome<Value>> {
  try {
    return await action(input)
  } catch {
    return { ok: false, code: navigator.onLine ? 'internal' : 'offline', params: {} }
  }
}
