import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { cancelRun, replayRun } from '../domains/admin/index.ts'
import { queueNames, type QueueName } from '../platform/queues/define-job.ts'
import { listJobRuns, pauseQueue, reprioritiseJobRun, resumeQueue } from '../platform/queues/index.ts'
import {
  jobStates,
  runMoves,
  type JobRunDto,
  type JobState,
  type RunMove,
} from '../platform/queues/schemas.ts'
import type { Context } from '../platform/context/context.ts'
import { print, table } from './output.ts'
import { onInstance } from './session.ts'

type Answer = { json?: boolean }
type ListOptions = { state?: JobState; queue?: QueueName; limit: number; json?: boolean }

const pageSize = 200

/** `jobs list`, `jobs dead-letters`, `jobs replay ID`, and what changes runs and queues. */
export function jobsCommand(): Command {
  const command = new Command('jobs').description('What runs in the background.')
  command
    .command('list')
    .description('Lists runs: those at work first, then those waiting in their order, then the latest.')
    .addOption(new Option('--state <state>', 'only these').choices(jobStates))
    .addOption(new Option('--queue <queue>', 'only of this queue').choices(queueNames))
    .option('--limit <n>', 'at most so many', positiveNumber, 50)
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, options: ListOptions) => {
        const filter = { states: options.state && [options.state], queue: options.queue }
        printRuns(await findRuns(context, filter, options.limit), options)
      }),
    )
  command
    .command('dead-letters')
    .description('Lists runs that were given up, and why.')
    .addOption(new Option('--queue <queue>', 'only of this queue').choices(queueNames))
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, options: Omit<ListOptions, 'limit'>) => {
        const filter = { states: ['dead' as const], queue: options.queue }
        printRuns(await findRuns(context, filter, Number.POSITIVE_INFINITY), options)
      }),
    )
  command
    .command('replay')
    .description('Starts a run again that was given up, cancelled or discarded.')
    .argument('<id>', 'the run, as jobs dead-letters names it')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, runId: string, options: Answer) => {
        const run = await replayRun(context, { runId })
        print(run, [`${run.name} ${run.id} waits in ${run.queue} again.`], options)
      }),
    )
  addChanges(command)
  return command
}

/** `jobs cancel ID`, `jobs move ID PLACE`, `jobs pause QUEUE`, `jobs resume QUEUE` */
function addChanges(command: Command): void {
  const queue = new Argument('<queue>', 'which').choices(queueNames)
  command
    .command('cancel')
    .description('Stops a run, waiting or at work, within seconds.')
    .argument('<id>', 'the run, as jobs list names it')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, runId: string, options: Answer) => {
        const run = await cancelRun(context, { runId })
        print(
          run,
          [`${run.name} ${run.id} ${run.state === 'cancelled' ? 'is cancelled' : 'stops'}.`],
          options,
        )
      }),
    )
  command
    .command('move')
    .description('Moves a waiting run before all others of its queue, or one place forward or back.')
    .argument('<id>', 'the run, as jobs list names it')
    .addArgument(new Argument('<place>', 'where to').choices(runMoves))
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, runId: string, move: RunMove, options: Answer) => {
        const run = await reprioritiseJobRun(context, { runId, move })
        print(run, [`${run.name} ${run.id} is number ${run.position ?? '?'} in ${run.queue}.`], options)
      }),
    )
  command
    .command('pause')
    .description('Keeps workers from taking anything more from a queue; what they do now goes on.')
    .addArgument(queue)
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, name: QueueName, options: Answer) => {
        print(await pauseQueue(context, { queue: name }), [`${name} is paused.`], options)
      }),
    )
  command
    .command('resume')
    .description('Lets workers take from a paused queue again.')
    .addArgument(queue)
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, name: QueueName, options: Answer) => {
        print(await resumeQueue(context, { queue: name }), [`${name} goes on.`], options)
      }),
    )
}

async function findRuns(
  context: Context,
  filter: { states: JobState[] | undefined; queue: QueueName | undefined },
  limit: number,
): Promise<JobRunDto[]> {
  const runs: JobRunDto[] = []
  for (let page = 1; ; page += 1) {
    const found = await listJobRuns(context, { ...filter, page, pageSize })
    runs.push(...found.runs)
    if (runs.length >= Math.min(limit, found.total) || found.runs.length === 0) return runs.slice(0, limit)
  }
}

function printRuns(runs: JobRunDto[], options: { json?: boolean }): void {
  const rows = runs.map((run) => [
    run.id,
    run.queue,
    run.name,
    run.state,
    `${run.attempt}/${run.maxAttempts}`,
    run.progress ? `${Math.round(run.progress.percent)} %` : '',
    run.error?.message ?? '',
  ])
  const heading = ['ID', 'QUEUE', 'JOB', 'STATE', 'TRY', 'DONE', 'ERROR']
  print(runs, rows.length === 0 ? ['None.'] : table([heading, ...rows]), options)
}

function positiveNumber(value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It wants a number from 1 up.')
  return number
}
