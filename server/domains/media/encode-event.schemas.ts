import { z } from 'zod'

/** An event of MediaConvert's as EventBridge delivers it; what we do not use may be there or not. */
export const encodeEventSchema = z.object({
  'detail-type': z.literal('MediaConvert Job State Change'),
  source: z.literal('aws.mediaconvert'),
  detail: z.object({
    jobId: z.string().min(1).max(128),
    status: z.string().max(64),
    userMetadata: z.object({ requestKey: z.string().min(1).max(64).optional() }).default({}),
    jobProgress: z.object({ jobPercentComplete: z.number().min(0).max(100).optional() }).optional(),
    errorCode: z.number().int().optional(),
    errorMessage: z.string().optional(),
  }),
})
export type EncodeEvent = z.infer<typeof encodeEventSchema>
