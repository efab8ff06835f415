'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { TransferDto } from '#server/domains/billing/schemas.ts'
import { callAction } from '../../errors/call-action.ts'
import { FormDialog } from '../shell/form-dialog.tsx'
import { Finder } from './finder.tsx'
import { useMoney } from './transfer-words.tsx'
import type { AccountOption, TransferActions } from './transfers-page.ts'

type CreditDialogProps = { transfer: TransferDto; actions: TransferActions; onClose: () => void }

/** Makes a transfer somebody's credit; mount it anew each time it opens. */
export function CreditDialog({ transfer, actions, onClose }: CreditDialogProps) {
  const t = useTranslations('admin-book.transfers')
  const money = useMoney()
  const [account, setAccount] = useState<AccountOption | null>(null)
  const [isMissing, setMissing] = useState(false)
  const amount = money(transfer.amountMinor)
  const save = () => {
    setMissing(account === null)
    return account && callAction(actions.credit, { transferId: transfer.id, accountId: account.id })
  }
  return (
    <FormDialog
      title={t('creditTitle', { amount })}
      description={t('creditBody')}
      submitLabel={t('creditConfirm')}
      done={t('credited', { amount, person: account?.name ?? '' })}
      save={save}
      onClose={onClose}
    >
      <Finder
        words={{
          label: t('findAccount'),
          found: t('accountsFound'),
          first: t('findAccountFirst'),
          finding: t('finding'),
          none: t('noAccountFound'),
        }}
        find={actions.findAccounts}
        value={account}
        onChange={setAccount}
        error={isMissing && !account ? t('chooseAccount') : undefined}
        render={(option) => (
          <>
            <span className="block">{option.name}</span>
            <span className="block text-small text-shell-3">{option.email}</span>
          </>
        )}
      />
    </FormDialog>
  )
}
