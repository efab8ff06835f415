import { createServer, type Server } from 'node:http'
import { answerProbe, type ProbeOptions } from './answer-probe.ts'

const portsTried = 50

/** Serves the probes on the port, or on the next one that is free, and gives the one it got. */
export async function serveProbes(
  port: number,
  options: ProbeOptions,
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (!answerProbe(request, response, options)) response.writeHead(404).end()
  })
  const got = await listenOnFree(server, port)
  return {
    port: got,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function listenOnFree(server: Server, first: number): Promise<number> {
  for (let port = first; port < first + portsTried; port++) {
    if (await tryListen(server, port)) return port
  }
  throw new Error(`Ports ${first} to ${first + portsTried - 1} are all taken: choose another with --port.`)
}

function tryListen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      server.off('listening', onListening)
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    }
    const onListening = () => {
      server.off('error', onError)
      resolve(true)
    }
    server.once('error', onError).once('listening', onListening).listen(port)
  })
}
