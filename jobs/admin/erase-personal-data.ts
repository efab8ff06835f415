import { erasePersonalData } from '#server/domains/admin/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Has every domain remove what it keeps of an account that is gone; tried again, it starts from the beginning. */
export const eraseDataOf: JobHandler<{ accountId: string }> = async (context, { accountId }) => {
  await erasePersonalData(context, { accountId })
}
