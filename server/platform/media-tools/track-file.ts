import type { Rung } from './port.ts'

/** The file name, without ending, of a rung's track. */
export function videoName(rung: Rung): string {
  return `video-${rung.name}`
}
