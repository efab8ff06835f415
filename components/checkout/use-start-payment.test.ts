import { expect, it, vi } from 'vitest'
import { runHook } from '#scripts/testing/run-hook.ts'
import { useStartPayment, type StartInput } from './use-start-payment.ts'
import type { MethodView } from './views.ts'

const refresh = vi.fn()
vi.mock('#i18n/navigation.ts', () => ({ useRouter: () => ({ refresh, push: () => undefined }) }))
vi.mock('next-intl', () => ({ useLocale: () => 'vi' }))
vi.mock('../errors/use-error-message.ts', () => ({
  useErrorMessage:
    () =>
    ({ code }: { code: string }) =>
      code,
}))

const method: MethodView = {
  provider: 'sepay',
  by: 'transfer',
  renewsByItself: false,
  price: { id: 'price', amountMinor: 39_000, currency: 'VND' },
  renewal: null,
}

/** Presses twice while the server answers with `code`: what is told, and whether the second was the same attempt. */
async function press(code: string) {
  refresh.mockClear()
  const asked: StartInput[] = []
  const { now, change } = await runHook(() =>
    useStartPayment((input) => {
      asked.push(input)
      return Promise.resolve({ ok: false, code, params: {} })
    }, null),
  )
  await change(() => now().start(method))
  const { refusal, busy } = now()
  const isAnew = refresh.mock.calls.length > 0
  await change(() => now().start(method))
  return { refusal, busy, isAnew, isSame: asked[0]?.requestKey === asked[1]?.requestKey }
}

it('has the page lead to signing in once nobody is signed in any more: it was not refused', async () => {
  expect(await press('auth.sign-in-required')).toEqual({
    refusal: null,
    busy: false,
    isAnew: true,
    isSame: true,
  })
})

it('says what was refused for good, and asks by the same key only where another press may do it', async () => {
  const refused = { busy: false, isAnew: false }
  expect(await press('offer.owned')).toEqual({
    ...refused,
    refusal: { text: 'offer.owned', canRetry: false },
    isSame: false,
  })
  expect(await press('limit.passed')).toEqual({
    ...refused,
    refusal: { text: 'limit.passed', canRetry: true },
    isSame: true,
  })
})
