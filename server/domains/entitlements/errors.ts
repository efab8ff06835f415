import { AppError } from '../../platform/errors/app-error.ts'

export const ownEntitlement = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'entitlement.own-account',
    message: 'Nobody but an admin grants rights to their own account.',
  })
