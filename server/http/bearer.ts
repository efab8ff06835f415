/** Gives the token of an `Authorization: Bearer` header, empty where it names none; null without such a header. */
export function bearerOf(headers: Pick<Headers, 'get'>): string | null {
  const match = /^bearer(?:\s+(.*))?$/i.exec(headers.get('authorization')?.trim() ?? '')
  return match ? (match[1] ?? '') : null
}
