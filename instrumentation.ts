/** Next calls it once when a server process starts; no route of ours runs on the edge. */
export async function register(): Promise<void> {
  const { keepRawRequests } = await import('#server/http/raw-request.ts')
  keepRawRequests()
}
