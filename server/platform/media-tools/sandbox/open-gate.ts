import type { Duplex } from 'node:stream'

/** Lets a gated command begin when it asks, unless it is to be stopped by then. */
export function openGate(gate: unknown, signal: AbortSignal | undefined): void {
  // Node gives a socket for each further pipe of a child; execa's types know only one of its directions.
  const socket = gate as Duplex
  // The command may be gone before it was answered.
  socket.on('error', () => socket.destroy())
  const shut = (): void => void socket.destroy()
  signal?.addEventListener('abort', shut, { once: true })
  socket.once('close', () => signal?.removeEventListener('abort', shut))
  socket.once('data', () => {
    if (signal?.aborted) shut()
    else socket.write('go\n')
  })
}
