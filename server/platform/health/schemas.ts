import { z } from 'zod'

export const aliveSchema = z.object({ alive: z.literal(true) })

const stateSchema = z.enum(['up', 'down'])
export const readinessSchema = z.object({
  ready: z.boolean(),
  services: z
    .object({ postgres: stateSchema, redisQueue: stateSchema, redisCache: stateSchema, mongo: stateSchema })
    .partial(),
})
