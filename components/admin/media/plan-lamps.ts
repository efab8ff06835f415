const lampHeights = [240, 360, 480, 720, 1080, 2160] as const

export type LampState = 'lit' | 'half' | 'unlit'
export type Lamp = { height: (typeof lampHeights)[number]; state: LampState }
export type Rung = { name: string; height: number; state: 'waiting' | 'encoding' | 'done' }

/**
 * Gives the six lamps of a title: lit where a rung is done, half where one runs. A rung is known by its
 * name ("1080p"), for a wide film's 1080p has fewer lines; 1440p shares the last lamp. Of several rungs
 * on one lamp (H.264 and HEVC at 1080p) the one still at work is shown.
 */
export function rungLamps(rungs: readonly Rung[]): Lamp[] {
  return lampHeights.map((height) => ({
    height,
    state: lampState(rungs.filter((rung) => lampOf(rung) === height)),
  }))
}

/** Names the rung that is being made alone; null while none is, or while one decode makes all of them together. */
export function runningRung(rungs: readonly Rung[]): Rung | null {
  const running = rungs.filter((rung) => rung.state === 'encoding')
  return running.length === 1 ? (running[0] ?? null) : null
}

function lampOf(rung: Rung): number {
  const nominal = Number(/^(\d{3,4})p/u.exec(rung.name)?.[1] ?? rung.height)
  return lampHeights.find((height) => nominal <= height) ?? 2160
}

function lampState(rungs: readonly Rung[]): LampState {
  if (rungs.some((rung) => rung.state === 'encoding')) return 'half'
  if (rungs.length > 0 && rungs.every((rung) => rung.state === 'done')) return 'lit'
  return 'unlit'
}
