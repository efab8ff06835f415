import type { EncodeLedger, ExternalEncode } from '../../port.ts'
import { hasEnded } from '../../port/encode-ledger.ts'

/** A ledger that lasts as long as this process, for benches and tests. */
export function createMemoryLedger(): EncodeLedger {
  const kept = new Map<string, ExternalEncode>()
  return {
    tries: async (prefix) => [...kept.values()].filter(({ requestKey }) => requestKey.startsWith(prefix)),
    begin: async (requestKey) => {
      if (!kept.has(requestKey))
        kept.set(requestKey, { requestKey, externalId: null, state: 'submitted', createdAt: new Date() })
    },
    record: async (requestKey, { externalId, state }) => {
      const before = kept.get(requestKey)
      if (!before || hasEnded(before.state)) return
      kept.set(requestKey, {
        ...before,
        ...(externalId === undefined ? {} : { externalId }),
        ...(state === undefined ? {} : { state }),
      })
    },
    onNews: async () => async () => {},
  }
}
