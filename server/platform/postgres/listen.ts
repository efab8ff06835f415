import { connection } from './postgres.ts'

/**
 * Calls back for each notification on the channel, and once whenever listening begins or begins again: what
 * was said meanwhile was not heard. Gives the way to stop.
 */
export async function listen(
  channel: string,
  onNotify: (payload: string) => void,
): Promise<() => Promise<void>> {
  const listening = await connection().sql.listen(channel, onNotify, () => onNotify(''))
  return () => listening.unlisten()
}
