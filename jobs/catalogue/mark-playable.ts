import { markPlayable } from '#server/domains/catalogue/index.ts'
import type { MarkPlayableInput } from '#server/domains/catalogue/schemas.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Lets the catalogue show a version that media has published. */
export const markVersionPlayable: JobHandler<MarkPlayableInput> = (context, version) =>
  markPlayable(context, version)
