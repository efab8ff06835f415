import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import ui from '#i18n/messages/vi/ui.json' with { type: 'json' }
import { PasswordField } from './field.tsx'

test('a password is hidden, can be shown, and is left to pasting and password managers', () => {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="vi" timeZone="UTC" messages={{ ui }}>
      <PasswordField label="Mật khẩu" autoComplete="new-password" name="password" />
    </NextIntlClientProvider>,
  )
  const input = /<input[^>]*>/.exec(html)?.[0]
  expect(input).toContain('type="password"')
  expect(input).toContain('autoComplete="new-password"')
  expect(input).not.toMatch(/maxlength|readonly|autocomplete="off"/i)
  expect(html).toMatch(new RegExp(`<button[^>]*aria-label="${ui.showPassword}"[^>]*aria-pressed="false"`))
})
