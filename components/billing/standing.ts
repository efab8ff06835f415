import { CircleSlash, Undo2, type LucideIcon } from 'lucide-react'
import { isTrial, type PaymentDto } from '#server/domains/billing/schemas.ts'
import type { StatusTone } from '../ui/badge.tsx'
import type { Standing } from './views.ts'

type Facts = Pick<
  PaymentDto,
  'state' | 'dispute' | 'amountMinor' | 'receivedMinor' | 'refundedMinor' | 'refundableMinor'
>

/** Tells how a payment stands: what happened to its money last counts most. */
export function standingOf(payment: Facts): Standing {
  const { state, dispute, amountMinor, receivedMinor, refundedMinor } = payment
  if (dispute === 'open') return 'disputed'
  if (dispute === 'lost') return 'called-back'
  if (refundedMinor > 0)
    return refundedMinor >= Math.min(amountMinor, receivedMinor) ? 'refunded' : 'refunded-partly'
  return isTrial(payment) ? 'trial' : state
}

/** The icon of those whose colour's own would say something else. */
export const standingIcons: Partial<Record<Standing, LucideIcon>> = {
  expired: CircleSlash,
  cancelled: CircleSlash,
  refunded: Undo2,
  'refunded-partly': Undo2,
}

/** The colour of each. */
export const standingTones: Record<Standing, StatusTone> = {
  pending: 'waiting',
  held: 'waiting',
  settled: 'success',
  trial: 'success',
  expired: 'neutral',
  cancelled: 'neutral',
  failed: 'failed',
  refunded: 'neutral',
  'refunded-partly': 'neutral',
  disputed: 'waiting',
  'called-back': 'failed',
}
