import type { WebhookEventDto, WebhookEventWithBody } from '#server/domains/billing/schemas.ts'
import type { ActionOutcome, AdminAction } from '../../errors/call-action.ts'

export type WebhooksPage = {
  events: WebhookEventDto[]
  total: number
  page: number
  pageSize: number
  mayReplay: boolean
  nowIso: string
}

export type WebhookActions = {
  replay: AdminAction<{ id: string }>
  read: AdminAction<{ id: string }, WebhookEventWithBody>
}

/** What asking for an event with its body answers. */
export type ReadEvent = ActionOutcome<WebhookEventWithBody>
