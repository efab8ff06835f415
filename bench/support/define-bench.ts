import type { ParseArgsOptionsConfig } from 'node:util'
import type { Report } from '#scripts/services/report.ts'

/** One figure, beside the floor measured in the same run. */
export interface Measure {
  /** `bench/what`, as in `delivery/64-kb-nginx`. */
  name: string
  value: number
  unit: string
  /** What the same run gave for the best that can be had, in the same unit; null where there is nothing to compare with. */
  floor: number | null
  /** What the ratio (value / floor) is meant to keep, where a goal exists. */
  goal?: { atLeast: number } | { atMost: number }
  /** Anything else worth keeping on the line: every sample, counts, names. */
  more?: Record<string, unknown>
}

/** What a bench is given. */
export interface BenchContext {
  /** The values of its options, each a string as typed. */
  options: Record<string, string>
  /** Prints a measure as one JSON line on stdout. */
  measure: (measure: Measure) => void
  /** Set-up steps and words for people, on stderr. */
  report: Report
  /** A folder of this run alone, removed at its end. */
  folder: string
  /** Registers what to stop or remove when the run ends, however it ends; the last registered goes first. */
  onEnd: (stop: () => Promise<unknown>) => void
}

/** One option of a bench: its default and what it is for. */
export interface BenchOption {
  default: string
  about: string
}

/** A bench: the default export of `bench/NAME.ts`. */
export interface Bench {
  /** One line for the list. */
  about: string
  options?: Record<string, BenchOption>
  run(context: BenchContext): Promise<void>
}

/** Types a bench; `npm run bench -- NAME` finds it by its file's name. */
export function defineBench(bench: Bench): Bench {
  return bench
}

/** The options of a bench as `parseArgs` wants them. */
export function parseOptions(bench: Bench): ParseArgsOptionsConfig {
  return Object.fromEntries(
    Object.entries(bench.options ?? {}).map(([name, option]) => [
      name,
      { type: 'string' as const, default: option.default },
    ]),
  )
}

/** Reads an option that is a whole number from `least` up; throws one sentence otherwise. */
export function wholeNumber(options: Record<string, string>, name: string, least = 1): number {
  const value = Number(options[name])
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name} wants a whole number from ${least} up.`)
  return value
}

/** The line that is printed for a measure. */
export function lineOf({ name, value, unit, floor, goal, more }: Measure): Record<string, unknown> {
  const ratio = floor === null || floor === 0 ? null : round(value / floor)
  return {
    name,
    value: round(value),
    unit,
    floor: floor === null ? null : round(floor),
    ratio,
    ...(goal && ratio !== null ? { goal, met: meets(ratio, goal) } : {}),
    ...more,
  }
}

function meets(ratio: number, goal: NonNullable<Measure['goal']>): boolean {
  return 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost
}

function round(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4))
}
