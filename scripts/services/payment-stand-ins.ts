import path from 'node:path'
import { projectRoot } from './cache-folder.ts'
import type { Report } from './report.ts'
import type { Secrets } from './secrets.ts'
import { startProcess, waitForListener, type ProcessFolders, type RunningProcess } from './start-process.ts'
import type { Startable } from './supervise.ts'

/** What {@link paymentSettings} needs. */
export interface PaymentParts {
  /** The caller's environment: a provider that it names takes the place of the stand-in. */
  given: Record<string, string | undefined>
  secrets: Secrets
  sepayPort: number
  stripePort: number
}

/** What {@link startPaymentStandIns} needs. */
export interface PaymentPlan {
  /** The whole environment of the instance, with {@link paymentSettings}. */
  env: NodeJS.ProcessEnv
  dataDir: string
  sepayPort: number
  stripePort: number
  report: Report
  /** How long a minute between two tries of SePay's webhook is. */
  minuteMs?: number
}

/** The settings that connect an instance with its payment providers, or with their stand-ins. */
export function paymentSettings({
  given,
  secrets,
  sepayPort,
  stripePort,
}: PaymentParts): Record<string, string> {
  const own = (prefix: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(given).filter((entry): entry is [string, string] => entry[0].startsWith(prefix)),
    )
  const sepay = given.SEPAY_ACCOUNT_NUMBER
    ? own('SEPAY_')
    : {
        // Vietcombank's digits, and a number that nobody has.
        SEPAY_BANK_BIN: '970436',
        SEPAY_ACCOUNT_NUMBER: '0000123456789',
        SEPAY_ACCOUNT_HOLDER: 'MARQUEE DEMO',
        SEPAY_API_URL: sepayUrl(sepayPort),
        SEPAY_API_TOKEN: secrets.sepayApiToken,
        SEPAY_WEBHOOK_SECRETS: secrets.sepayWebhookSecret,
      }
  const stripe = given.STRIPE_SECRET_KEY
    ? own('STRIPE_')
    : {
        STRIPE_SECRET_KEY: `sk_test_${secrets.stripeKey}`,
        STRIPE_WEBHOOK_SECRETS: `whsec_${secrets.stripeWebhookSecret}`,
        STRIPE_API_BASE: stripeUrl(stripePort),
      }
  return { ...sepay, ...stripe }
}

const sepayUrl = (port: number): string => `http://127.0.0.1:${port}/v2`
const stripeUrl = (port: number): string => `http://127.0.0.1:${port}`

/** Starts the stand-ins that the instance is connected with. */
export async function startPaymentStandIns(plan: PaymentPlan): Promise<Startable[]> {
  const { env, dataDir, sepayPort, stripePort, minuteMs, report } = plan
  const started: Startable[] = []
  const add = async (name: string, start: () => Promise<RunningProcess>): Promise<void> => {
    started.push({ name, running: await report.step(name, start), start })
  }
  try {
    if (env.SEPAY_API_URL === sepayUrl(sepayPort)) {
      const file = path.join(dataDir, 'sepay-stand-in.json')
      const rest = minuteMs ? [`--minute-ms=${minuteMs}`] : []
      const args = [`--port=${sepayPort}`, `--file=${file}`, ...rest]
      await add('SePay stand-in', () => startStandIn(plan, 'sepay', sepayPort, args))
    }
    // It takes its port and folder from the instance's settings.
    if (env.STRIPE_API_BASE === stripeUrl(stripePort))
      await add('Stripe stand-in', () => startStandIn(plan, 'stripe', stripePort, []))
  } catch (error) {
    for (const { running } of started) await running.stop()
    throw error
  }
  return started
}

async function startStandIn(
  { env, dataDir }: PaymentPlan,
  provider: 'sepay' | 'stripe',
  port: number,
  args: readonly string[],
): Promise<RunningProcess> {
  const folders: ProcessFolders = { logs: path.join(dataDir, 'logs'), pids: path.join(dataDir, 'pids') }
  const main = path.join(projectRoot, `server/platform/payments/${provider}/stand-in/main.ts`)
  const running = startProcess(
    {
      name: `${provider}-stand-in`,
      command: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', main, ...args],
      cwd: projectRoot,
      env,
    },
    folders,
  )
  try {
    await waitForListener(running, port)
  } catch (error) {
    await running.stop()
    throw error
  }
  return running
}
