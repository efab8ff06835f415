import { z } from 'zod'

export type JsonSchema = Record<string, unknown>

/** What is sent to us: before defaults and transforms. What we answer: after them, and nothing besides. */
export type Side = 'input' | 'output'

/** Gives a zod schema as JSON Schema, draft 2020-12, which OpenAPI 3.1 speaks; what it can't say is left open. */
export function describeSchema(schema: z.ZodType, side: Side): JsonSchema {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io: side, unrepresentable: 'any' })
  return described
}

export type Field = { name: string; required: boolean; schema: JsonSchema }

/**
 * Gives the fields of an object of parameters. Addresses carry text: what is made a number of it (`z.coerce`) is
 * described as what comes out.
 */
export function describeFields(schema: z.ZodType | undefined): Field[] {
  const object = unwrap(schema)
  if (!object) return []
  return Object.entries(object.shape).map(([name, field]) => {
    const before = describeSchema(field, 'input')
    return {
      name,
      required: !field.safeParse(undefined).success,
      schema:
        'type' in before || 'anyOf' in before || 'enum' in before ? before : describeSchema(field, 'output'),
    }
  })
}

function unwrap(schema: z.ZodType | undefined): z.ZodObject<Record<string, z.ZodType>> | null {
  if (schema instanceof z.ZodObject) return schema as z.ZodObject<Record<string, z.ZodType>>
  if (schema instanceof z.ZodPipe) return unwrap(schema.in as z.ZodType)
  return null
}
