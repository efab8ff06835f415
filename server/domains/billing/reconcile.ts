import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import { systemContext, type Context } from '../../platform/context/context.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { paymentProviders } from '../../platform/payments/providers.ts'
import type { PaymentProvider, ProviderEvent } from '../../platform/payments/port.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { reconcilePaymentsJob } from './jobs.ts'
import { keepFoundEvent } from './keep-event.ts'
import { requireSystem } from './policy.ts'
import type { Comparison, ProviderComparison } from './reconciliation.schemas.ts'
import { isTransferKnown } from './transfer.repository.ts'
import { reconcileSchema, type ReconcileInput } from './webhook-event.schemas.ts'

const latelyMs = 3 * 60 * 60 * 1000

/**
 * Compares our books with the providers': whatever happened there in that time (the last three hours where none is given)
 * and no call told of goes through the inbox like any call. Gives how many events there were, and how many were new. A
 * provider that is slow or away keeps nobody from asking the others: its error stands beside what they told.
 */
export async function reconcile(
  context: Context,
  input: ReconcileInput = {},
  signal?: AbortSignal,
): Promise<Comparison> {
  requireSystem(context)
  const { provider: name, until = context.now, from } = parseInput(reconcileSchema, input)
  const range = { from: from ?? new Date(until.getTime() - latelyMs), until }
  const asked = paymentProviders().filter((each) => name === undefined || each.name === name)
  const providers = await Promise.all(asked.map((provider) => compare(context, provider, range, signal)))
  const found = providers.reduce((sum, each) => sum + each.found, 0)
  if (found > 0) context.log.warn({ providers }, 'events were found that no call had told of')
  return {
    from: range.from.toISOString(),
    until: range.until.toISOString(),
    seen: providers.reduce((sum, each) => sum + each.seen, 0),
    found,
    providers,
  }
}

/** Has a job compare our books with a provider's for a range of time. Wants `payment.settle`. */
export async function requestReconciliation(
  context: Context,
  input: ReconcileInput,
): Promise<{ runId: string }> {
  authorize(context, 'payment.settle')
  const wanted = parseInput(reconcileSchema, input)
  return inTransaction(async (tx) => {
    const runId = await enqueue(tx, context, reconcilePaymentsJob, wanted)
    await recordAudit(tx, context, 'payment.reconcile', {
      type: 'provider',
      id: wanted.provider ?? 'all',
      detail: { from: wanted.from?.toISOString(), until: wanted.until?.toISOString() },
    })
    return { runId }
  })
}

async function compare(
  context: Context,
  provider: PaymentProvider,
  range: { from: Date; until: Date },
  signal: AbortSignal | undefined,
): Promise<ProviderComparison> {
  const compared: ProviderComparison = { name: provider.name, seen: 0, found: 0, error: null }
  const events = listUntilFailure(provider, range, (error) => {
    // Whoever ends the run wants it ended, not the next provider asked.
    signal?.throwIfAborted()
    context.log.warn({ err: error, provider: provider.name }, 'a provider could not be asked what happened')
    compared.error = errorOf(provider, error)
  })
  for await (const event of events) {
    signal?.throwIfAborted()
    compared.seen += 1
    // The same transfer has another number there than in the call that told of it.
    if (event.about === 'transfer' && (await isTransferKnown(event.transfer.fingerprint))) continue
    const now = systemContext('reconciliation')
    const { isNew } = await keepFoundEvent({ ...now, log: context.log }, { provider: provider.name, event })
    if (isNew) compared.found += 1
  }
  return compared
}

/** What fails while an event is kept is our own fault and none of the provider's: it passes by here. */
async function* listUntilFailure(
  provider: PaymentProvider,
  range: { from: Date; until: Date },
  failed: (error: unknown) => void,
): AsyncGenerator<ProviderEvent> {
  try {
    yield* provider.listEvents(range)
  } catch (error) {
    failed(error)
  }
}

function errorOf({ name }: PaymentProvider, error: unknown): ProviderComparison['error'] {
  if (error instanceof AppError)
    return { code: error.code, message: error.message, retryable: error.retryable }
  const message = `${name}: ${error instanceof Error ? error.message : String(error)}`
  return { code: 'internal', message, retryable: true }
}
