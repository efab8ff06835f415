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
}

/** What {@link startPaymentStandIns} needs. */
export interface PaymentPlan {
  /** The whole environment of the instance, with {@link paymentSettings}. */
  env: NodeJS.ProcessEnv
  dataDir: string
  sepayPort: number
  report: Report
  /** How long a minute between two tries of a webhook is. */
  minuteMs?: number
}

/** The settings that connect an instance with its payment providers, or with their stand-ins. */
export function paymentSettings({ given, secrets, sepayPort }: PaymentParts): Record<string, string> {
  if (given.SEPAY_ACCOUNT_NUMBER) {
    const own = Object.entries(given).filter(([name]) => name.startsWith('SEPAY_'))
    return Object.fromEntries(own) as Record<string, string>
  }
  return {
    // Vietcombank's digits, and a number that nobody has.
    SEPAY_BANK_BIN: '970436',
    SEPAY_ACCOUNT_NUMBER: '0000123456789',
    SEPAY_ACCOUNT_HOLDER: 'MARQUEE DEMO',
    SEPAY_API_URL: sepayUrl(sepayPort),
    SEPAY_API_TOKEN: secrets.sepayApiToken,
    SEPAY_WEBHOOK_SECRETS: secrets.sepayWebhookSecret,
  }
}

const sepayUrl = (port: number): string => `http://127.0.0.1:${port}/v2`

/** Starts the stand-ins that the instance is connected with. */
export async function startPaymentStandIns(plan: PaymentPlan): Promise<Startable[]> {
  if (plan.env.SEPAY_API_URL !== sepayUrl(plan.sepayPort)) return []
  const start = (): Promise<RunningProcess> => startSepay(plan)
  const running = await plan.report.step('SePay stand-in', start)
  return [{ name: 'sepay-stand-in', running, start }]
}

async function startSepay({ env, dataDir, sepayPort, minuteMs }: PaymentPlan): Promise<RunningProcess> {
  const folders: ProcessFolders = { logs: path.join(dataDir, 'logs'), pids: path.join(dataDir, 'pids') }
  const running = startProcess(
    {
      name: 'sepay-stand-in',
      command: process.execPath,
      args: [
        '--disable-warning=ExperimentalWarning',
        path.join(projectRoot, 'server/platform/payments/sepay/stand-in/main.ts'),
        `--port=${sepayPort}`,
        `--file=${path.join(dataDir, 'sepay-stand-in.json')}`,
        ...(minuteMs ? [`--minute-ms=${minuteMs}`] : []),
      ],
      cwd: projectRoot,
      env,
    },
    folders,
  )
  try {
    await waitForListener(running, sepayPort)
  } catch (error) {
    await running.stop()
    throw error
  }
  return running
}
