import { randomInt, randomUUID } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { madeTransferSchema, type MadeTransfer, type transferOrderSchema } from './orders.ts'

const deliverySchema = z.object({
  apiId: z.string(),
  webhookId: z.int(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  /** The status of each answer; null where there was none. */
  answers: z.array(z.int().nullable()),
})
/** One webhook on its way: tried until it is answered well, or often enough. */
export type Delivery = z.infer<typeof deliverySchema>

const stateSchema = z.object({
  nextWebhookId: z.int(),
  balances: z.record(z.string(), z.int()),
  transfers: z.array(madeTransferSchema),
  deliveries: z.array(deliverySchema),
})
type State = z.infer<typeof stateSchema>

export type Bank = {
  transfer: (order: z.output<typeof transferOrderSchema>) => MadeTransfer
  transfers: () => readonly MadeTransfer[]
  find: (apiId: string) => MadeTransfer | undefined
  newWebhookId: () => number
  deliveries: Delivery[]
  /** Keeps what has changed in the file, where there is one. */
  save: () => void
}

/** Gives a bank with accounts and transfers; with a file they are still there after a restart. */
export function openBank(options: { gateway: string; now: () => Date; file?: string }): Bank {
  const { gateway, now, file } = options
  const state = (file && readState(file)) || {
    nextWebhookId: 92_704,
    balances: {},
    transfers: [],
    deliveries: [],
  }
  const newWebhookId = (): number => state.nextWebhookId++
  return {
    transfers: () => state.transfers,
    find: (apiId) => state.transfers.find((transfer) => transfer.apiId === apiId),
    deliveries: state.deliveries,
    newWebhookId,
    transfer({ account, amount, content, direction, reference, at }) {
      const balance = (state.balances[account] ?? 0) + (direction === 'in' ? amount : -amount)
      state.balances[account] = balance
      const made: MadeTransfer = {
        webhookId: newWebhookId(),
        apiId: randomUUID(),
        gateway,
        account,
        amount,
        content,
        code: /\bMQ[0-9A-Z]{8}\b/i.exec(content)?.[0].toUpperCase() ?? null,
        direction,
        reference: reference ?? `FT${randomInt(10 ** 12, 10 ** 13)}`,
        at: at ?? now().toISOString(),
        balance,
      }
      state.transfers.push(made)
      return made
    },
    save() {
      if (!file) return
      writeFileSync(`${file}.part`, JSON.stringify(state), { mode: 0o600 })
      renameSync(`${file}.part`, file)
    },
  }
}

function readState(file: string): State | undefined {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
