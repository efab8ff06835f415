/** A failure told to the operator as it is: one sentence that names the cure, without a stack. */
export class SetUpError extends Error {
  override readonly name = 'SetUpError'
}

/** The sentence of any thrown value; an unexpected error keeps its own message. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
