import { describe, expect, it } from 'vitest'
import { isWholePage } from './render-visitor-page.ts'

describe('a whole page', () => {
  it('goes on to its end', () => {
    expect(isWholePage('<html><script>$RX=function(){}</script></html>\n')).toBe(true)
    expect(isWholePage('<html><p>')).toBe(false)
  })

  it.each([
    '<template data-dgst="NEXT_HTTP_ERROR_FALLBACK;404"></template>',
    '<script>$RX("B:1","NEXT_REDIRECT;replace;/setup;307;")</script>',
    '<script>self.__next_f.push([1,"1f:E{\\"digest\\":\\"3912\\"}\\n"])</script>',
  ])('holds no %s', (part) => expect(isWholePage(`<html>${part}</html>`)).toBe(false))
})
