/** Next calls it once when a server process starts. */
export async function register(): Promise<void> {
  // No route of ours runs on the edge, but Next builds this file for it too: by this name it leaves out what follows.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { keepRawRequests } = await import('#server/http/raw-request.ts')
  keepRawRequests()
  const { tellSetUpCode } = await import('#server/http/tell-set-up-code.ts')
  // Not waited for: the process serves while the database may still be coming.
  void tellSetUpCode()
}
