/** Maps with at most `lanes` calls under way, results in order; after the first failure no other call begins. */
export async function mapAtOnce<T, R>(
  lanes: number,
  items: readonly T[],
  map: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const waiting = items.entries()
  let failed = false
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      if (failed) return
      try {
        results[index] = await map(item, index)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: lanes }, work))
  for (const end of ended) if (end.status === 'rejected') throw end.reason
  return results
}
