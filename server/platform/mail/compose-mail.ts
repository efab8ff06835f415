/** What a mail says, before it has a shape. */
export type MailParts = {
  subject: string
  greeting: string
  /** Paragraphs parted by an empty line. */
  body: string
  action?: { label: string; href: string }
  /** Said before the address itself, for readers whose button does nothing. */
  linkHint: string
  /** The small print: how long a link works, what to do if it was somebody else. */
  note?: string
  foot: string
  /** BCP 47 tag of the text. */
  language: string
}

/** Gives a mail's two forms, which say the same: plain text, and HTML without pictures, scripts or anything to fetch. */
export function composeMail(parts: MailParts): { subject: string; text: string; html: string } {
  return { subject: parts.subject, text: asText(parts), html: asHtml(parts) }
}

function asText({ greeting, body, action, note, foot }: MailParts): string {
  const link = action ? `${action.label}:\n${action.href}` : undefined
  return [greeting, body, link, note, `-- \n${foot}`].filter((part) => part !== undefined).join('\n\n')
}

function asHtml(parts: MailParts): string {
  const { subject, greeting, body, action, linkHint, note, foot, language } = parts
  const paragraphs = [greeting, ...body.split('\n\n')].map(
    (text) => `<p style="margin:0 0 16px">${lines(text)}</p>`,
  )
  const link = action && escape(action.href)
  const button = action
    ? [
        `<p style="margin:24px 0"><a href="${link}" style="display:inline-block;background:#fac66a;color:#231506;font-weight:600;text-decoration:none;padding:14px 24px;border-radius:8px">${escape(action.label)}</a></p>`,
        `<p style="margin:0 0 16px;font-size:13px;color:#675f58">${escape(linkHint)}<br><a href="${link}" style="color:#88520a;word-break:break-all">${link}</a></p>`,
      ]
    : []
  const small = note ? [`<p style="margin:0 0 16px;font-size:13px;color:#675f58">${lines(note)}</p>`] : []
  return [
    `<!doctype html><html lang="${escape(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${escape(subject)}</title></head>`,
    '<body style="margin:0;background:#f8f5f1;color:#201914;font:16px/1.6 \'Be Vietnam Pro\',system-ui,sans-serif">',
    '<div style="max-width:560px;margin:0 auto;padding:32px 20px">',
    '<p style="margin:0 0 24px;font-weight:700;font-size:18px">Marquee</p>',
    '<div style="background:#fefdfb;border:1px solid #ddd8d0;border-radius:12px;padding:28px 24px 12px">',
    ...paragraphs,
    ...button,
    ...small,
    '</div>',
    `<p style="margin:20px 0 0;font-size:12px;color:#675f58">${lines(foot)}</p>`,
    '</div></body></html>',
  ].join('\n')
}

function lines(text: string): string {
  return escape(text).replaceAll('\n', '<br>')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
