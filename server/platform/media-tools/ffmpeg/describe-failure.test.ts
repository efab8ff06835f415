import { describe, expect, it } from 'vitest'
import type { MediaToolErrorCode } from '../errors.ts'
import { describeFailure } from './describe-failure.ts'

const end = (exitCode: number) => ({ exitCode, timedOut: false, isMaxBuffer: false })
const describeEnd = (failure: MediaToolErrorCode, stderrTail: string, exitCode = 1) =>
  describeFailure({ tool: '/usr/bin/ffmpeg', failure }, end(exitCode), stderrTail)

describe('an encode that failed by its file', () => {
  // As ffmpeg ends for damaged films; they stay as they are however often they are tried.
  it.each([
    [
      '[aac @ 0x5578] more samples than frame size\nError submitting audio frame to the encoder',
      'sound-broken',
    ],
    ['Output file #0 does not contain any stream', 'decode-failed'],
    ['Cannot determine format of input stream 0:0 after EOF', 'decode-failed'],
    ['Picture size 30000x30000 is invalid', 'too-large'],
  ])('%j is not tried again', (said, code) => {
    expect(describeEnd('encode-failed', said)).toMatchObject({ code, retryable: false })
  })

  it('says so only of encodes', () => {
    const said = 'Error submitting audio frame to the encoder'
    expect(describeEnd('package-failed', said)).toMatchObject({ code: 'package-failed' })
  })
})

describe('a failure that may pass', () => {
  it.each([
    ['Conversion failed!', 1, 'encode-failed'],
    ['No space left on device\nError submitting audio frame to the encoder', 1, 'no-space'],
    ['', 137, 'over-limit'],
  ])('%j with %i is worth another try', (said, exitCode, code) => {
    expect(describeEnd('encode-failed', said, exitCode)).toMatchObject({ code, retryable: true })
  })
})
