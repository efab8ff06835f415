import type { z } from 'zod'

/** An event that a domain announces: a past-tense name and the shape of what it carries. */
export type EventDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> = {
  type: Type
  schema: Schema
}

/** Declares an event of a domain, `defineEvent('version.published', z.object({…}))`. */
export function defineEvent<Type extends string, Schema extends z.ZodType>(
  type: Type,
  schema: Schema,
): EventDefinition<Type, Schema> {
  return { type, schema }
}
