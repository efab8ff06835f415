import { AppError } from '../platform/errors/app-error.ts'
import type { Gateway } from './gateway.ts'

/** Room `account:{id}`, for the account itself: `playback.ended` tells its players which of them stops, and why. */
export function accountGateway(): Gateway {
  return {
    room: 'account:{accountId}',
    owns: (room) => room.startsWith('account:'),
    authorize({ actor }, room) {
      if (actor.kind === 'account' && room === `account:${actor.accountId}`) return
      // No otherwise than a room that is not there.
      throw new AppError({ kind: 'not-found', code: 'live.no-such-room', message: 'There is no such room.' })
    },
  }
}
