import { getFormatter } from 'next-intl/server'
import { AccountNotice } from '#components/account/account-notice.tsx'
import { keepAccountAction, resendVerificationAction } from '../../(account)/account-actions.ts'
import { readAccount, readOwnAccount } from '../viewer-reads.ts'

/** Tells whoever is signed in what is still to do, or to be taken back, about their account; a child is told nothing. */
export async function Notice() {
  const [standing, shown, format] = await Promise.all([readOwnAccount(), readAccount(), getFormatter()])
  if (!standing || shown?.isKids) return null
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
