import { expect, test } from 'vitest'
import { readAddress } from './smtp-mailer.ts'

test('the sender comes from the address, or from the host', () => {
  const from = 'Rạp <rap@phim.example>'
  const given = readAddress(`smtps://u:p@mail.example.com:465?from=${encodeURIComponent(from)}`)
  expect(given).toEqual({ url: 'smtps://u:p@mail.example.com:465', from, domain: 'phim.example' })
  expect(readAddress('smtp://localhost:1025')).toMatchObject({
    from: 'Marquee <no-reply@localhost>',
    domain: 'localhost',
  })
})

test.each(['mail.example.com', 'http://mail.example.com', 'smtp://', ''])('refuses %j', (address) => {
  expect(() => readAddress(address)).toThrow('MAIL_URL must look like')
})
