import type { NamedRun } from '#components/admin/jobs/job-words.ts'
import type { JobsPage } from '#components/admin/jobs/jobs-page.ts'
import type { Locale } from '#i18n/routing.ts'
import { listEncodes } from '#server/domains/media/index.ts'
import type { Context } from '#server/platform/context/context.ts'
import { getQueueOverview, listJobRuns } from '#server/platform/queues/index.ts'
import { listJobRunsSchema, type JobRunDto } from '#server/platform/queues/schemas.ts'
import { readTitleNames } from '../read-title-names.ts'
import { one, type SearchParams } from '../search-params.ts'

const pageSize = 25
const mostDead = 20

/** Jobs that the filter offers; others are found by their queue. */
const jobNames = [
  'encode-title',
  'encode-chunk',
  'read-picture-subtitles',
  'make-demo-film',
  'mark-playable',
  'refresh-pages',
  'clear-version',
  'clean-artwork',
  'remove-episode-media',
  'remove-title-media',
  'sweep-media',
  'sweep-uploads',
  'end-playback',
  'sweep-playback',
  'send-welcome-mail',
]

/** Gives everything the page of queues shows. */
export async function readJobsPage(
  context: Context,
  locale: Locale,
  search: SearchParams,
): Promise<JobsPage> {
  const { shape } = listJobRunsSchema
  const states = shape.states.safeParse([one(search.state)]).data
  const [overview, dead, list, named] = await Promise.all([
    getQueueOverview(context),
    listJobRuns(context, { states: ['dead'], pageSize: mostDead }),
    listJobRuns(context, {
      states,
      queue: shape.queue.safeParse(one(search.queue)).data,
      name: shape.name.safeParse(one(search.job)).data,
      page: shape.page.safeParse(Number(one(search.page) ?? 1)).data,
      pageSize,
    }),
    readSubjectNames(context, locale),
  ])
  const name = (run: JobRunDto): NamedRun => ({
    ...run,
    subjectName: run.subject ? (named.get(run.subject.id) ?? null) : null,
  })
  return {
    queues: overview.queues,
    workers: overview.workers.map((worker) => ({ ...worker, running: worker.running.map(name) })),
    dead: { runs: dead.runs.map(name), total: dead.total },
    list: { ...list, runs: list.runs.map(name) },
    jobNames,
    nowIso: context.now.toISOString(),
  }
}

/** Gives the names of what runs are about: titles by their ids, versions and assets by those of their titles. */
async function readSubjectNames(context: Context, locale: Locale): Promise<Map<string, string>> {
  const [titles, encodes] = await Promise.all([
    readTitleNames(context, locale),
    listEncodes(context, { limit: 200 }),
  ])
  const named = new Map([...titles].map(([id, title]) => [id, title.name]))
  for (const encode of encodes) {
    const title = titles.get(encode.titleId)?.name ?? encode.sourceName
    named.set(encode.versionId, title)
    named.set(encode.assetId, title)
  }
  return named
}
