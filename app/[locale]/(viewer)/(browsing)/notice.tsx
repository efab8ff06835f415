import { getFormatter } from 'next-intl/server'
import { AccountNotice } from '#components/account/account-notice.tsx'
import { keepAccountAction, resendVerificationAction } from '../../(account)/account-actions.ts'
import { readOwnAccount } from '../viewer-reads.ts'

/** Tells whoever is signed in what is still to do, or to be taken back, about their account. */
export async function Notice() {
  const [standing, format] = await Promise.all([readOwnAccount(), getFormatter()])
  if (!standing) return null
  const { email, isVerified, erasesAt } = standing
  if (isVerified && erasesAt === null) return null
  return (
    <AccountNotice
      notice={
        erasesAt === null
          ? { kind: 'unverified', email }
          : { kind: 'erasing', date: format.dateTime(new Date(erasesAt), { dateStyle: 'long' }) }
      }
      resend={resendVerificationAction}
      keep={keepAccountAction}
    />
  )
}
