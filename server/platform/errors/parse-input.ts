import type { z } from 'zod'
import { AppError } from './app-error.ts'
import { checkText } from './check-text.ts'
import { explainIssue } from './explain-issue.ts'

/** Parses a verb's input with its schema; a fault becomes an `invalid-input` that names the field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  checkText(input)
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  const ownCode: unknown = issue?.code === 'custom' ? issue.params?.code : undefined
  const reason = issue ? explainIssue(issue, input) : 'The input is not valid.'
  throw new AppError({
    kind: 'invalid-input',
    // A rule that can say more than "not valid" names its sentence by `refine(…, { params: { code } })`.
    code: typeof ownCode === 'string' ? ownCode : 'input.invalid',
    message: reason,
    params: { field, reason },
    cause: result.error,
  })
}
