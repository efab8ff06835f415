import { accountGateway } from './account-gateway.ts'
import type { Gateway } from './gateway.ts'
import { jobsGateway } from './jobs-gateway.ts'
import { sessionsGateway } from './sessions-gateway.ts'

/** Gives every gateway of the house; each kind of room has its row in the table of who may join. */
export function allGateways(): Gateway[] {
  return [jobsGateway(), sessionsGateway(), accountGateway()]
}
