type Waiting<Value> = { resolve: (value: Value) => void; reject: (error: unknown) => void }

/**
 * Reads single things in company: while one read is under way, the keys asked for meanwhile wait for it and go together
 * in the next. An idle process reads each at once, a busy one a hundred for the price of a few. `read` gives what it
 * found, by key; what is missing there is null. At most `most` keys go in one read.
 */
export function readTogether<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
  most = 200,
): (key: string) => Promise<Value | null> {
  const waiting = new Map<string, Waiting<Value | null>[]>()
  let reading = false

  async function readAll(): Promise<void> {
    reading = true
    while (waiting.size > 0) {
      const batch = [...waiting.entries()].slice(0, most)
      for (const [key] of batch) waiting.delete(key)
      try {
        const found = await read(batch.map(([key]) => key))
        for (const [key, all] of batch) for (const each of all) each.resolve(found.get(key) ?? null)
      } catch (error) {
        for (const [, all] of batch) for (const each of all) each.reject(error)
      }
    }
    reading = false
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.set(key, [...(waiting.get(key) ?? []), { resolve, reject }])
      if (!reading) void readAll()
    })
}
