import type { RunMove } from './schemas.ts'

type InLine = { id: string; priority: number }

/**
 * Gives the new priorities that move a run within its line (most urgent first), by id; empty when it stands there
 * already. Priorities only rise, and those given differ from their neighbours', so that the order holds however runs
 * of one priority are told apart.
 */
export function planMove(line: readonly InLine[], runId: string, move: RunMove): Map<string, number> {
  const place = line.findIndex((run) => run.id === runId)
  if (place < 0) return new Map()
  switch (move) {
    case 'first':
      return raiseBefore(line, place, 0)
    case 'up':
      return raiseBefore(line, place, place - 1)
    case 'down':
      // One place back is its successor one place forward.
      return raiseBefore(line, place + 1, place)
  }
}

/** Puts the run at `from` into place `to`, further ahead; those before it rise as far as they must. */
function raiseBefore(line: readonly InLine[], from: number, to: number): Map<string, number> {
  const moved = line[from]
  const passed = line[to]
  if (!moved || !passed || to >= from) return new Map()
  let last = passed.priority + 1
  const raised = new Map([[moved.id, last]])
  for (const run of line.slice(0, to).toReversed()) {
    if (run.priority > last) break
    last += 1
    raised.set(run.id, last)
  }
  return raised
}
