import { z } from 'zod'

/** Who calls, as the transport saw it: what sessions are told apart by and limits count. */
export const callerSchema = z.object({
  address: z.string().min(1).max(100),
  /** ISO 3166-1 alpha-2, from the trusted gateway. */
  country: z.string().length(2).nullable(),
  userAgent: z.string().max(512),
  /** The random id that a device keeps in a cookie of its own. */
  deviceId: z.string().max(100).nullable(),
})
export type Caller = z.infer<typeof callerSchema>

export const deviceKinds = ['phone', 'tablet', 'computer', 'tv', 'program'] as const

/** A device as it tells itself by its user agent; names are brands, the same in every language. */
export const deviceSchema = z.object({
  kind: z.enum(deviceKinds),
  browser: z.string().nullable(),
  system: z.string().nullable(),
})
export type DeviceDto = z.infer<typeof deviceSchema>
