import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StandInJob } from './jobs.ts'

/** Where EventBridge's API destination sends to, with the header its connection adds. */
export interface Destination {
  url: string
  header: { name: string; value: string }
}

export type EventStatus =
  'INPUT_INFORMATION' | 'PROGRESSING' | 'STATUS_UPDATE' | 'COMPLETE' | 'CANCELED' | 'ERROR'

const TRIES = 5

/** An event in EventBridge's shape, as MediaConvert's user guide shows each. */
export function describeEvent(job: StandInJob, status: EventStatus): Record<string, unknown> {
  const at = Date.now()
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'MediaConvert Job State Change',
    source: 'aws.mediaconvert',
    account: '111122223333',
    time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: 'eu-central-1',
    resources: [job.arn],
    detail: {
      timestamp: at,
      accountId: '111122223333',
      queue: job.queue,
      jobId: job.id,
      status,
      userMetadata: job.request.userMetadata,
      ...(status === 'STATUS_UPDATE'
        ? {
            framesDecoded: 100,
            jobProgress: {
              phaseProgress: { TRANSCODING: { status: 'PROGRESSING', percentComplete: job.percent } },
              jobPercentComplete: job.percent,
              currentPhase: job.phase,
              retryCount: 0,
            },
          }
        : {}),
      ...(status === 'ERROR' ? { errorCode: job.error?.code, errorMessage: job.error?.message } : {}),
      ...(status === 'COMPLETE' ? { outputGroupDetails: [], paddingInserted: 0 } : {}),
    },
  }
}

/** Delivers as an API destination does: again on 409, 429, 5xx and a lost connection, each other answer once. */
export async function sendEvent(
  destination: Destination,
  event: Record<string, unknown>,
): Promise<number | null> {
  const { name, value } = destination.header
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const status = await fetch(destination.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', [name]: value },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(5000),
    }).then(
      (response) => response.status,
      () => null,
    )
    if (status !== null && status !== 409 && status !== 429 && status < 500) return status
    await sleep(100 * 2 ** attempt)
  }
  return null
}
