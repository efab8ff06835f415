import en from '#i18n/messages/en/errors.json' with { type: 'json' }
import vi from '#i18n/messages/vi/errors.json' with { type: 'json' }
import { LimitPassed } from '../platform/limits/enforce-limit.ts'
import { limitCaller } from './limit-caller.ts'

const sentences = { vi: vi.limit.passed, en: en.limit.passed }

/** Counts a page that is to be rendered; gives the page that is sent instead when its address has used its budget up. */
export async function limitPage(headers: Headers, language: 'vi' | 'en'): Promise<Response | null> {
  try {
    await limitCaller('render', { kind: 'anonymous' }, headers)
    return null
  } catch (error) {
    if (!(error instanceof LimitPassed)) throw error
    const { waitSeconds } = error.standing
    const sentence = sentences[language].replace('{seconds}', String(waitSeconds))
    const style =
      'font:1.25rem sans-serif;background:#0b0d12;color:#f4f1ea;margin:0;padding:20vh 2rem;text-align:center'
    const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Marquee</title><body style="${style}"><p>${sentence}</p></body></html>`
    return new Response(html, {
      status: 429,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'retry-after': String(waitSeconds),
      },
    })
  }
}
