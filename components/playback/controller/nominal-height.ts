const STANDARD_HEIGHTS = [240, 360, 480, 720, 1080, 1440, 2160]
/** Sides are even, so a picture may be a little off its box. */
const NEAR = 0.02

/**
 * The height a viewer knows a picture by: that of the 16:9 box it fits into, upright ones included. Wide film of
 * 1920x804 is 1080p; what is near a standard height has that one.
 */
export function nominalHeight({ width, height }: { width: number; height: number }): number {
  const [long, short] = [Math.max(width, height), Math.min(width || height, height)]
  const box = Math.max(short, Math.round((long * 9) / 16))
  return STANDARD_HEIGHTS.find((standard) => Math.abs(box / standard - 1) <= NEAR) ?? box
}
