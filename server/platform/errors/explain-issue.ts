import type { z } from 'zod'

/** Gives a fault that zod found as one plain English sentence that names the field: `The run id must be a UUID.` */
export function explainIssue(issue: z.core.$ZodIssue, input: unknown): string {
  const subject = nameOf(issue.path)
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? `${subject} is empty.`
        : `${subject} must ${limit('at least', issue.origin, issue.minimum)}.`
    case 'too_big':
      return `${subject} must ${limit('at most', issue.origin, issue.maximum)}.`
    case 'invalid_type':
      return valueAt(input, issue.path) === undefined
        ? `${subject} is missing.`
        : `${subject} is not of the right kind.`
    case 'invalid_format':
      return explainFormat(subject, issue)
    case 'invalid_value':
      return `${subject} must be one of ${issue.values.map(String).join(', ')}.`
    case 'custom':
      return issue.message === 'Invalid input' ? `${subject} is not valid.` : `${subject}: ${issue.message}`
    default:
      return `${subject} is not valid.`
  }
}

function explainFormat(subject: string, issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === 'uuid') return `${subject} must be a UUID.`
  if (issue.format === 'email') return `${subject} must be an e-mail address.`
  // A sentence of the schema's own says more than ours could.
  return issue.message.startsWith('Invalid ') ? `${subject} is not valid.` : `${subject}: ${issue.message}`
}

function limit(bound: 'at least' | 'at most', origin: string, size: number | bigint): string {
  if (origin === 'string') return `have ${bound} ${size} characters`
  return origin === 'array' || origin === 'set' ? `have ${bound} ${size} entries` : `be ${bound} ${size}`
}

/** `['seasons', 0, 'runId']` -> `The run id` */
function nameOf(path: PropertyKey[]): string {
  const name = path.findLast((part) => typeof part === 'string')
  return name ? `The ${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}` : 'The input'
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  let value = input
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, part)
  }
  return value
}
