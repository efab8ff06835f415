import { expect, test } from 'vitest'
import en from '#i18n/messages/en/admin.json' with { type: 'json' }
import vi from '#i18n/messages/vi/admin.json' with { type: 'json' }
import { auditActions } from './schemas.ts'

test.each([
  ['vi', vi],
  ['en', en],
])('each action, and no other, has its words in %s', (_locale, messages) => {
  const keys = auditActions.map((action) => action.replaceAll('.', '-'))
  expect(Object.keys(messages.audit.action).toSorted()).toEqual(keys.toSorted())
})
