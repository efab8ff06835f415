/** How many threads an encode may use; null leaves it to ffmpeg, which takes the machine. */
export type Threads = number | null

/** ffmpeg's options for so many threads: before the input for the filters, before input and outputs for each coder. */
export function threadArguments(threads: Threads): { graph: string[]; coder: string[] } {
  if (threads === null) return { graph: [], coder: [] }
  const count = String(threads)
  return { graph: ['-filter_complex_threads', count], coder: ['-threads', count] }
}
