import { parseArgs } from 'node:util'
import { now } from '../../../clock/clock.ts'
import { env } from '../../../env/env.ts'
import { log, nameProcess } from '../../../log/log.ts'
import { bankName } from '../transfer-qr.ts'
import { startSepayStandIn } from './stand-in.ts'
import type { Authentication } from './webhook-call.ts'

// `node …/stand-in/main.ts --port 4000 --file bank.json [--minute-ms 1000]`: SePay for the instance whose settings the
// environment holds. Started by scripts/, never in production.
nameProcess('sepay-stand-in')

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    file: { type: 'string' },
    'minute-ms': { type: 'string', default: '60000' },
  },
})
const settings = env()

function authentication(): Authentication {
  const [secret] = settings.SEPAY_WEBHOOK_SECRETS
  return secret === undefined
    ? { kind: 'api-key', key: settings.SEPAY_WEBHOOK_API_KEYS[0] ?? '' }
    : { kind: 'hmac', secret }
}

const standIn = await startSepayStandIn({
  apiToken: settings.SEPAY_API_TOKEN ?? '',
  gateway: bankName(settings.SEPAY_BANK_BIN ?? '') ?? 'Vietcombank',
  destination: {
    url: `http://127.0.0.1:${settings.PORT}/api/webhooks/sepay`,
    authentication: authentication(),
  },
  now,
  minuteMs: Number(values['minute-ms']),
  port: Number(values.port),
  file: values.file,
})
log().info({ url: standIn.url }, 'SePay stand-in listens')

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void standIn.close())
