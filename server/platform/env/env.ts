import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65535)
const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value))

const unsetWhenEmpty = (value: unknown): unknown => (value === '' ? undefined : value)

const optionalBytes = z.preprocess(unsetWhenEmpty, z.coerce.number().int().nonnegative().optional())

/** Secrets parted by commas: the new one beside the old while they are exchanged. */
const secretsFrom = (fewestCharacters: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').map((secret) => secret.trim()))
    .transform((secrets) => secrets.filter(Boolean))
    .pipe(z.array(z.string().min(fewestCharacters)))
const secretList = secretsFrom(32)

/** Every setting Marquee reads; `.env.example` explains each one. */
const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  PORT: port.default(3000),
  MARQUEE_PUBLIC_URL: z.url().default('http://localhost:3000'),
  OPERATOR_NAME: z.preprocess(unsetWhenEmpty, z.string().default('Marquee')),
  REALTIME_PORT: port.default(3001),
  REALTIME_PUBLIC_URL: z.url().default('http://localhost:3001'),
  WORKER_PORT: port.default(8881),
  WORKER_LOCK_MS: z.coerce.number().int().min(1000).max(600_000).default(30_000),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z.string().min(1),
  MONGODB_URL: z.string().min(1),
  REDIS_QUEUE_URL: z.string().min(1),
  REDIS_CACHE_URL: z.string().min(1),
  STORAGE_URL: z.string().min(1),
  MAIL_URL: optionalText,
  TRUSTED_PROXIES: z
    .string()
    .default('127.0.0.0/8,::1')
    .transform((text) => text.split(',').map((range) => range.trim()))
    .transform((ranges) => ranges.filter(Boolean))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))),
  API_LIMIT_PER_SECOND: z.coerce.number().int().min(1).default(10),
  API_LIMIT_PER_HOUR: z.coerce.number().int().min(1).default(1000),
  LIMITS_SCALE: z.coerce.number().positive().default(1),
  METRICS_TOKEN: z.preprocess(unsetWhenEmpty, z.string().min(32).optional()),
  AUTH_SECRET: z.string().min(32),
  SIGNING_SECRET: z.string().min(32),
  FFMPEG_PATH: z.string().default('ffmpeg'),
  FFPROBE_PATH: z.string().default('ffprobe'),
  PACKAGER_PATH: optionalText,
  TESSERACT_PATH: z.string().default('tesseract'),
  UPLOAD_QUOTA_BYTES: optionalBytes,
  DISK_RESERVE_BYTES: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(1024 ** 3),
  ENCODE_THREADS: z.preprocess(unsetWhenEmpty, z.coerce.number().int().min(1).max(1024).optional()),
  ENCODE_CHUNKS_FROM_SECONDS: z.preprocess(unsetWhenEmpty, z.coerce.number().int().min(0).default(120)),
  ENCODER: z.enum(['auto', 'x264', 'nvenc', 'vaapi', 'qsv', 'mediaconvert']).default('auto'),
  MEDIACONVERT_REGION: optionalText,
  MEDIACONVERT_ROLE_ARN: optionalText,
  MEDIACONVERT_QUEUE_ARN: optionalText,
  MEDIACONVERT_BUCKET: optionalText,
  MEDIACONVERT_PREFIX: z.string().default('marquee/'),
  MEDIACONVERT_ENDPOINT: optionalText,
  MEDIACONVERT_S3_ENDPOINT: optionalText,
  MEDIACONVERT_PRIORITY: z.coerce.number().int().min(-50).max(50).default(0),
  MEDIACONVERT_MAX_OUTPUT_MINUTES: z.coerce.number().positive().default(1500),
  MEDIACONVERT_POLL_SECONDS: z.coerce.number().positive().max(60).default(15),
  MEDIACONVERT_MAX_QUEUE_MINUTES: z.coerce.number().positive().default(240),
  MEDIACONVERT_STALL_MINUTES: z.coerce.number().positive().default(15),
  MEDIACONVERT_WEBHOOK_SECRETS: secretList,
  SEPAY_ACCOUNT_NUMBER: optionalText,
  SEPAY_BANK_BIN: z.preprocess(
    unsetWhenEmpty,
    z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  ),
  SEPAY_ACCOUNT_HOLDER: optionalText,
  SEPAY_API_URL: z.preprocess(unsetWhenEmpty, z.url().default('https://userapi.sepay.vn/v2')),
  SEPAY_API_TOKEN: optionalText,
  // How long these are is not always ours to choose.
  SEPAY_WEBHOOK_SECRETS: secretsFrom(16),
  SEPAY_WEBHOOK_API_KEYS: secretsFrom(16),
  STRIPE_SECRET_KEY: optionalText,
  STRIPE_WEBHOOK_SECRETS: secretList,
  STRIPE_API_BASE: z.preprocess(unsetWhenEmpty, z.url().optional()),
  WEBHOOK_BODY_DAYS: z.preprocess(unsetWhenEmpty, z.coerce.number().int().min(30).max(36_500).default(400)),
  CLOCK_OFFSET_FILE: optionalText,
  DEMO: z
    .enum(['0', '1'])
    .default('0')
    .transform((value) => value === '1'),
})

export type Environment = z.infer<typeof environmentSchema>

let parsed: Environment | undefined

/**
 * Gives the parsed environment, reading it on first use so that `next build` needs no services.
 * Throws one sentence that names every variable that is missing or wrong.
 */
export function env(): Environment {
  if (parsed) return parsed
  const result = environmentSchema.safeParse(process.env)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`).join(', ')
    throw new Error(`The environment is incomplete: ${faults}. See .env.example for what each one means.`)
  }
  parsed = result.data
  return parsed
}

/** Gives the log level alone, so that a process can log before its environment has been checked. */
export function logLevel(): Environment['LOG_LEVEL'] {
  return environmentSchema.shape.LOG_LEVEL.catch('info').parse(process.env.LOG_LEVEL)
}
