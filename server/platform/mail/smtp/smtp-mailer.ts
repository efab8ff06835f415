import { createTransport } from 'nodemailer'
import { AppError } from '../../errors/app-error.ts'
import type { Mailer } from '../port.ts'

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/**
 * Sends mail through the SMTP server at an address like `smtps://user:password@mail.example.com:465?from=…`;
 * `from` is the sender, by default `no-reply` at the server's host. Throws `mail.unavailable` where trying again
 * can help and `mail.refused` where the server refused this mail for good.
 */
export function createSmtpMailer(address: string): Mailer {
  const { url, from, domain } = readAddress(address)
  const transport = createTransport({ url, ...timeouts })
  return {
    send: async (mail) => {
      try {
        await transport.sendMail({
          from,
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          ...(mail.html === undefined ? {} : { html: mail.html }),
          messageId: `<${mail.id}@${domain}>`,
          headers: { 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        throw explain(error)
      }
    },
  }
}

/** Splits our own `from` off the address; throws one sentence when it is none that SMTP can use. */
export function readAddress(address: string): { url: string; from: string; domain: string } {
  const parsed = URL.canParse(address) ? new URL(address) : null
  if (!parsed || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new AppError({
      kind: 'internal',
      code: 'mail.misconfigured',
      message: 'MAIL_URL must look like smtp://user:password@host:587 or smtps://host.',
    })
  }
  const from = parsed.searchParams.get('from') ?? `Marquee <no-reply@${parsed.hostname}>`
  parsed.searchParams.delete('from')
  const domain = /@([^@>\s]+)>?$/.exec(from)?.[1] ?? parsed.hostname
  return { url: parsed.href, from, domain }
}

/** 5xx is the server's final word; all else (no connection, 4xx) may pass. */
function explain(error: unknown): AppError {
  const code = (error as { responseCode?: number }).responseCode ?? 0
  const isFinal = code >= 500 && code < 600
  return new AppError({
    kind: isFinal ? 'invalid-input' : 'unavailable',
    code: isFinal ? 'mail.refused' : 'mail.unavailable',
    message: `The mail was not sent: ${error instanceof Error ? error.message : String(error)}`,
    cause: error,
  })
}
