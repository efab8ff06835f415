import { refreshPages } from '#server/domains/catalogue/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Has every web process read lists and these titles' pages anew. */
export const refreshCataloguePages: JobHandler<{ slugs: string[] }> = (_context, { slugs }) =>
  refreshPages(slugs)
