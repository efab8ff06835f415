import { AppError } from '../platform/errors/app-error.ts'
import type { Gateway } from './gateway.ts'

const prefix = 'session:'

/** Rooms `session:<id>`: the pages of one session, which hear in it (`session.ended`) that it is over. */
export function sessionsGateway(): Gateway {
  return {
    room: 'session:{sessionId}',
    owns: (room) => room.startsWith(prefix),
    authorize({ actor }, room) {
      if (actor.kind === 'account' && room === `${prefix}${actor.sessionId}`) return
      throw new AppError({
        kind: 'forbidden',
        code: 'auth.forbidden',
        message: 'This is the session of somebody else.',
        publicMessage: 'You may not do this.',
      })
    },
  }
}
