import fs from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { commandOf, listenersOn } from './process-table.ts'
import { SetUpError } from './set-up-error.ts'

/** Port numbers an instance has used before, by service name. */
type RememberedPorts = Record<string, number>

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** True when nothing listens on the port, on any address of this machine. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '0.0.0.0'))
}

/** A TCP port of this machine that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

/** Ports for the named services: the ones remembered in `dataDir` where still free, else fresh ones, then remembered. */
export async function choosePorts(
  dataDir: string,
  names: readonly string[],
): Promise<Record<string, number>> {
  const file = path.join(dataDir, 'ports.json')
  const remembered = await fs.readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as RememberedPorts,
    (): RememberedPorts => ({}),
  )
  const chosen: RememberedPorts = {}
  for (const name of names) {
    const before = remembered[name]
    let port = before && (await isPortFree(before)) ? before : await freePort()
    while (Object.values(chosen).includes(port)) port = await freePort()
    chosen[name] = port
  }
  await fs.writeFile(file, `${JSON.stringify({ ...remembered, ...chosen }, null, 2)}\n`)
  return chosen
}

/** Throws one sentence when somebody else listens on a port that was asked for by number. */
export async function requireFreePort(port: number, purpose: string): Promise<void> {
  if (await isPortFree(port)) return
  const owner = process.platform === 'linux' ? listenersOn(port)[0] : undefined
  const by = owner === undefined ? '' : ` by ${commandOf(owner) ?? 'a program'} (pid ${owner})`
  throw new SetUpError(
    `Port ${port} (${purpose}) is in use${by}: stop that program, or choose another port with -- --port N.`,
  )
}

/**
 * Waits until a port that was ours is free again; throws the sentence of {@link requireFreePort} where it is not
 * within `timeoutMs`.
 */
export async function waitForFreePort(port: number, purpose: string, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (Date.now() < deadline) {
    if (await isPortFree(port)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await requireFreePort(port, purpose)
}
