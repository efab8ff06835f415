export interface RunOptions {
  signal?: AbortSignal | undefined
}
