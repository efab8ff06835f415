/**
 * Gives a runner that has at most `lanes` pieces of work under way and lets the others wait in line; past `mostWaiting`
 * it throws what `refuse` makes, so that a flood is turned away instead of kept.
 */
export function atMost(
  lanes: number,
  mostWaiting = Infinity,
  refuse: () => Error = () => new Error('Too much waits already.'),
): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running < lanes) running += 1
    else {
      if (waiting.length >= mostWaiting) throw refuse()
      // Whoever ends hands its lane on, so that nobody who comes later slips in between.
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
