'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { roleSchema, type PersonDto } from '#server/domains/identity/schemas.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { useCommand } from '../../errors/use-command.ts'
import { Card } from '../shell/card.tsx'
import type { PersonActions } from './person-page.ts'

type RoleCardProps = { person: PersonDto; changeRole: PersonActions['changeRole'] }

/** What the person may do in the house, for an admin to change. */
export function RoleCard({ person, changeRole }: RoleCardProps) {
  const t = useTranslations('admin')
  const [role, setRole] = useState(person.role)
  const { run, busy } = useCommand()
  return (
    <Card title={t('person.role')}>
      <div className="grid gap-4 p-4">
        <Field label={t('person.roleLabel')} hint={t(`person.roleHint.${role}`)}>
          {(control) => (
            <Select
              {...control}
              value={role}
              onValueChange={(next) => setRole(roleSchema.parse(next))}
              options={roleSchema.options.map((each) => ({ value: each, label: t(`accounts.role.${each}`) }))}
            />
          )}
        </Field>
        <Button
          disabled={role === person.role}
          busy={busy !== null}
          onClick={() => void run(changeRole, { accountId: person.id, role }, t('person.roleChanged'))}
        >
          {t('person.changeRole')}
        </Button>
      </div>
    </Card>
  )
}
