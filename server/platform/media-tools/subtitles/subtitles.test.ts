import { describe, expect, it } from 'vitest'
import { cleanWebVtt } from './clean-webvtt.ts'
import { keyOfLegacy, nearestColor } from './cue.ts'
import { decodeText } from './decode-text.ts'
import { parseAss } from './parse-ass.ts'
import { parseSrt } from './parse-srt.ts'
import { writeWebVtt } from './write-webvtt.ts'

const cuesOf = (vtt: string): string[] =>
  vtt
    .replace(/^WEBVTT\n\n/, '')
    .split('\n\n')
    .map((cue) => cue.trim())

describe('SubRip', () => {
  const one = (text: string): string =>
    cuesOf(writeWebVtt(parseSrt(`1\n00:00:01,000 --> 00:00:02,500\n${text}\n`)))[0]!.replace(
      '00:00:01.000 --> 00:00:02.500',
      '',
    )

  it.each([
    ['<i>Xin</i> <b>chào</b>, <u>thỏ</u>', '\n<i>Xin</i> <b>chào</b>, <u>thỏ</u>'],
    ['<font color="#FFFF00">vàng</font> trắng', '\n<c.yellow>vàng</c> trắng'],
    ['<font color=cyan>a<font color="red">b</font>c</font>', '\n<c.cyan>a</c><c.red>b</c><c.cyan>c</c>'],
    ['{\\an8}Trên cùng', ' line:5%\nTrên cùng'],
    ['{\\i1}Nghiêng{\\i0} thẳng', '\n<i>Nghiêng</i> thẳng'],
    [
      '<script>alert(1)</script> & 2 < 3 --> 4',
      '\n&lt;script&gt;alert(1)&lt;/script&gt; &amp; 2 &lt; 3 --&gt; 4',
    ],
    ['<i>hai\n\ndòng</i>', '\n<i>hai</i>\n<i>dòng</i>'],
    ['- Có { không } ?', '\n- Có { không } ?'],
  ])('%j', (text, written) => {
    expect(one(text)).toBe(written)
  })

  it('parts cues by their times, whatever the lines between hold', () => {
    const text =
      '1\n00:00:01,000 --> 00:00:02,000\nMột\n\n2\n\n2\n00:00:03,5 --> 00:00:04,000 X1:1 X2:2\nHai\n'
    expect(cuesOf(writeWebVtt(parseSrt(text)))).toEqual([
      '00:00:01.000 --> 00:00:02.000\nMột\n2',
      '00:00:03.500 --> 00:00:04.000\nHai',
    ])
  })
})

describe('ASS', () => {
  const script = (lines: string[]): string =>
    [
      '[Script Info]',
      'PlayResX: 640',
      'PlayResY: 360',
      '[V4+ Styles]',
      'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
      'Style: Default,Arial,20,&H00FFFFFF,&H0,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1',
      'Style: Sign,Arial,20,&H0000FFFF,&H0,&H0,&H0,-1,0,0,0,100,100,0,0,1,1,0,8,10,10,10,1',
      '[Events]',
      'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
      ...lines,
    ].join('\n')
  const one = (text: string, style = 'Default'): string | undefined => {
    const line = `Dialogue: 0,0:00:01.00,0:00:02.50,${style},,0,0,0,,${text}`
    const [cue = ''] = cuesOf(writeWebVtt(parseAss(script([line]))))
    return cue.replace('00:00:01.000 --> 00:00:02.500', '')
  }

  it.each([
    ['Xin chào, thỏ\\Ndòng hai', '\nXin chào, thỏ\ndòng hai'],
    ['{\\i1}nghiêng{\\i0}, {\\b700}đậm{\\r} thường', '\n<i>nghiêng</i>, <b>đậm</b> thường'],
    ['{\\c&H0000FF&}đỏ{\\c} trắng', '\n<c.red>đỏ</c> trắng'],
    ['{\\an8}trên', ' line:5%\ntrên'],
    ['{\\an5\\pos(320,180)}giữa', ' line:47% position:50%\ngiữa'],
    ['{\\an7\\pos(64,36)}góc', ' line:10% position:10% align:left\ngóc'],
    ['{\\pos(320,350)}dưới', ' line:92% position:50%\ndưới'],
    ['{\\k20}ka{\\kf30}ra{a comment}oke', '\nkaraoke'],
    ['{\\p1}m 0 0 l 100 0 100 100{\\p0}', ''],
    ['{\\t(0,500,\\c&H00FF00&\\frz(3))}trắng', '\ntrắng'],
    ['a < b & c', '\na &lt; b &amp; c'],
  ])('%j', (text, written) => {
    expect(one(text)).toBe(written)
  })

  it('takes weight, colour and place from the style', () => {
    expect(one('Biển hiệu', 'Sign')).toBe(' line:5%\n<c.yellow><b>Biển hiệu</b></c>')
  })

  it('leaves comments out, orders by time, and shows one line that lies on two layers once', () => {
    const lines = [
      'Dialogue: 1,0:00:03.00,0:00:04.00,Default,,0,0,0,,Sau',
      'Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Ghi chú',
      'Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\bord3}Trước',
      'Dialogue: 1,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\blur2}Trước',
      'Dialogue: damaged',
    ]
    expect(cuesOf(writeWebVtt(parseAss(script(lines))))).toEqual([
      '00:00:01.000 --> 00:00:02.000\nTrước',
      '00:00:03.000 --> 00:00:04.000\nSau',
    ])
  })

  it('reads the alignment of old scripts', () => {
    expect([1, 2, 3, 5, 6, 7, 9, 10, 11].map(keyOfLegacy)).toEqual([1, 2, 3, 7, 8, 9, 4, 5, 6])
  })
})

describe('WebVTT', () => {
  it('keeps cues and their settings, and nothing else', () => {
    const text =
      'WEBVTT\n\nSTYLE\n::cue { background: url(//x) }\n\nNOTE n\n\nintro\n00:01.000 --> 00:02.000 line:10%,start region:a align:left\n<i>Xin</i>\n'
    expect(cleanWebVtt(text)).toBe('WEBVTT\n\n00:01.000 --> 00:02.000 line:10% align:left\n<i>Xin</i>\n')
  })
})

describe('decodeText', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

  it('reads UTF-8, UTF-16 by its mark, and the old encoding of the language', () => {
    expect(decodeText(new TextEncoder().encode('Tiếng Việt\r\n'), 'vi')).toBe('Tiếng Việt\n')
    expect(decodeText(bytes(0xff, 0xfe, 0xd0, 0x1e), 'vi')).toBe('Ố')
    // windows-1258: "Việt" with the tone as a mark of its own.
    expect(decodeText(bytes(0x56, 0x69, 0xea, 0xf2, 0x74), 'vi')).toBe('Việt')
    expect(decodeText(bytes(0x63, 0x61, 0x66, 0xe9), 'fr')).toBe('café')
    expect(decodeText(bytes(0xcf, 0xf0, 0xe8), 'ru-RU')).toBe('При')
  })

  it('keeps UTF-8 with a broken letter as UTF-8', () => {
    const whole = new TextEncoder().encode(
      'Những chú thỏ ngộ nghĩnh chạy quanh cánh đồng rộng lớn đầy hoa vàng rực rỡ',
    )
    const broken = Uint8Array.from([...whole, 0xe1])
    expect(decodeText(broken, 'vi')).toContain('ngộ nghĩnh')
  })
})

describe('nearestColor', () => {
  it('names what is coloured and leaves white, grey and dark to the viewer', () => {
    expect(nearestColor(255, 255, 255)).toBeNull()
    expect(nearestColor(180, 180, 190)).toBeNull()
    expect(nearestColor(20, 0, 0)).toBeNull()
    expect(nearestColor(255, 240, 120)).toBe('yellow')
    expect(nearestColor(0, 128, 0)).toBe('lime')
  })
})
