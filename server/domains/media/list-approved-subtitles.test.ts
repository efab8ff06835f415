import { expect, test } from 'vitest'
import { writeDraft } from './list-approved-subtitles.ts'

test('writes lines with times, without blank ones, and lets none open a tag or end its cue', () => {
  const cues = [
    { startMs: 500, endMs: 1500, text: ' Chào <b>bạn</b> & tôi \r\n\r\n-- > đi ' },
    { startMs: 2000, endMs: 2500, text: ' \n ' },
    { startMs: 3_661_001, endMs: 3_662_000, text: 'a --> b' },
  ]
  expect(writeDraft(cues)).toBe(
    [
      'WEBVTT',
      '',
      '00:00:00.500 --> 00:00:01.500',
      'Chào &lt;b&gt;bạn&lt;/b&gt; &amp; tôi',
      '-- &gt; đi',
      '',
      '01:01:01.001 --> 01:01:02.000',
      'a --&gt; b',
      '',
    ].join('\n'),
  )
})
