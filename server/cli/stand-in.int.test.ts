import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSepayStandIn, type SepayStandIn } from '../platform/payments/sepay/stand-in/stand-in.ts'

let standIn: SepayStandIn

beforeAll(async () => {
  const authentication = { kind: 'api-key', key: 'key' } as const
  standIn = await startSepayStandIn({
    apiToken: 't',
    destination: { url: 'http://127.0.0.1:1/', authentication },
  })
})
afterAll(() => standIn.close())

async function cli(
  args: string[],
  apiUrl = standIn.apiUrl,
): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, SEPAY_API_URL: apiUrl, SEPAY_ACCOUNT_NUMBER: '0123499999' }
  const child = spawn(process.execPath, ['server/cli/main.ts', 'stand-in', 'sepay-transfer', ...args], {
    env,
  })
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1)))
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, out, err }
}

test('orders a transfer from the stand-in', async () => {
  const own = await cli(['--amount', '129000', '--content', 'MQ2345678X', '--json'])
  expect(own).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(own.out)).toMatchObject({ account: '0123499999', amount: 129_000, code: 'MQ2345678X' })
  const other = ['--account', '0999999999', '--amount', '1', '--content', 'x', '--copies', '3', '--out']
  expect((await cli(other)).out).toMatch(/^1 đồng left 0999999999, reference FT\d+\.\n$/)
  expect(standIn.deliveries()).toHaveLength(4)
})

test('refuses what is no amount, and SePay itself', async () => {
  for (const amount of ['-5', '1.5'])
    expect(await cli([`--amount=${amount}`, '--content', 'x'])).toMatchObject({ code: 2, out: '' })
  const real = await cli(['--amount', '1', '--content', 'x'], 'https://userapi.sepay.vn/v2')
  expect(real).toMatchObject({ code: 1, err: expect.stringContaining('only the stand-in') })
  const nobody = await cli(['--amount', '1', '--content', 'x'], 'http://127.0.0.1:1/v2')
  expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('does not answer') })
})
