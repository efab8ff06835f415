import net from 'node:net'
import { expect, test } from 'vitest'
import { listenersOn, ownsListener } from './process-table.ts'
import { freePort, isPortFree, requireFreePort } from './ports.ts'

async function listening(port: number): Promise<net.Server> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}

test('a port in use is named with the program that holds it and the cure', async () => {
  const port = await freePort()
  const server = await listening(port)
  expect(await isPortFree(port)).toBe(false)
  await expect(requireFreePort(port, 'web')).rejects.toThrow(
    new RegExp(`Port ${port} \\(web\\) is in use.*--port`),
  )
  server.close()
})

test.runIf(process.platform === 'linux')('only the process itself owns its listener', async () => {
  const port = await freePort()
  expect(ownsListener(process.pid, port)).toBe(false)
  const server = await listening(port)
  expect(listenersOn(port)).toContain(process.pid)
  expect(ownsListener(process.pid, port)).toBe(true)
  expect(ownsListener(1, port)).toBe(process.pid === 1)
  server.close()
})
