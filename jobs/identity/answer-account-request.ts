import { answerAccountRequest } from '#server/domains/identity/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Answers by mail what somebody asked for by naming an address. */
export const answerRequest: JobHandler<{ requestId: string }> = answerAccountRequest
