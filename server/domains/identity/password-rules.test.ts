import { expect, test } from 'vitest'
import { requireGoodPassword } from './password-rules.ts'

const account = { email: 'lananh.nguyen@example.com', displayName: 'Lan Anh Nguyễn' }

test.each([
  ['lananh.nguyen@example.com', 'account.password-own'],
  ['LanAnh.Nguyen', 'account.password-own'],
  ['lan anh nguyễn'.normalize('NFD'), 'account.password-own'],
  ['Password', 'account.password-common'],
  ['12345678', 'account.password-common'],
  ['iloveyou', 'account.password-common'],
  ['ａｎｈｙｅｕｅｍ', 'account.password-common'],
  ['zzzzzzzzzz', 'account.password-common'],
])('refuses %j', async (password, code) => {
  await expect(requireGoodPassword(password, account)).rejects.toMatchObject({ code })
})

test.each(['một mật khẩu dài', 'lananh.nguyen và biển', '8c0-tq_x'])('takes %j', async (password) => {
  await expect(requireGoodPassword(password, account)).resolves.toBeUndefined()
})
