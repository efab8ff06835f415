import type { HashAnswer, HashQuestion } from './hash-messages.ts'

export type RunningHash = { answer: Promise<HashAnswer>; stop: () => void }

/** Hashes a file beside everything else, from its beginning, also when a part of it was sent by an earlier page. */
export function hashFile(file: File, what: HashQuestion['what']): RunningHash {
  let worker: Worker
  try {
    worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' })
  } catch {
    return { answer: Promise.resolve({ kind: 'unavailable' }), stop: () => undefined }
  }
  const answer = new Promise<HashAnswer>((resolve) => {
    worker.addEventListener('message', (event: MessageEvent<HashAnswer>) => resolve(event.data))
    worker.addEventListener('error', () => resolve({ kind: 'unavailable' }))
  })
  const question: HashQuestion = { file, what }
  worker.postMessage(question)
  void answer.then(() => worker.terminate())
  return { answer, stop: () => worker.terminate() }
}

/** Gives the file's fingerprint, null where this browser cannot reckon it. */
export async function fingerprintOf(file: File): Promise<string | null> {
  const answer = await hashFile(file, 'fingerprint').answer
  return answer.kind === 'hashed' ? answer.sha256 : null
}
