import { parentPort } from 'node:worker_threads'

/** People who sign in at the same moment, and where. */
export type Crowd = { url: string; emails: readonly string[]; password: string }
/** How long it took until the last of them was in, in milliseconds, or why one was not. */
export type CrowdSignedIn = { tookMs: number } | { failure: string }

/** Signs everybody in at the same moment, each from an address of their own, as a gateway would tell. */
async function signInAll({ url, emails, password }: Crowd): Promise<CrowdSignedIn> {
  const startedAt = performance.now()
  await Promise.all(
    emails.map(async (email, index) => {
      const answer = await fetch(`${url}/api/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${index + 1}` },
        body: JSON.stringify({ email, password }),
      })
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${email} could not sign in: ${answer.status}.`)
    }),
  )
  return { tookMs: performance.now() - startedAt }
}

parentPort?.on('message', (crowd: Crowd) => {
  void signInAll(crowd)
    .catch((error: unknown): CrowdSignedIn => ({ failure: String(error) }))
    .then((answer) => parentPort?.postMessage(answer))
})
