import { describe, expect, it } from 'vitest'
import { ffprobeSchema, parseProbe } from '../../platform/media-tools/ffmpeg/parse-probe.ts'
import { MediaToolError } from '../../platform/media-tools/errors.ts'
import { encodeFailed, explainFailure, failureOf } from './errors.ts'
import { toFailureDto } from './failure-dto.ts'
import { findMarkers } from './find-markers.ts'
import { checkLimits } from './check-limits.ts'
import { cleanFileName, sourceKey } from './storage-keys.ts'

describe('findMarkers', () => {
  const chapter = (title: string) => ({ startMs: 1000, endMs: 9000, title })

  it.each(['Intro', 'INTRO ', 'Mở đầu', 'MỞ ĐẦU', 'Mở đầu'.normalize('NFD')])(
    'takes %s for the intro',
    (title) => {
      expect(findMarkers([chapter('Một'), chapter(title)])).toEqual({ intro: { startMs: 1000, endMs: 9000 } })
    },
  )

  it('takes no other chapter for it', () => {
    expect(findMarkers([chapter('Introduction to bees'), chapter('')])).toEqual({})
  })
})

describe('checkLimits', () => {
  it('refuses a film that is Dolby Vision and nothing else', () => {
    const video = { index: 0, codec_type: 'video', codec_name: 'hevc', width: 1920, height: 1080 }
    const film = (profile: number) =>
      parseProbe(
        'mov',
        ffprobeSchema.parse({
          format: { duration: '30' },
          streams: [{ ...video, side_data_list: [{ dv_profile: profile }] }],
        }),
      )
    expect(() => checkLimits(film(5))).toThrow(/Dolby Vision/)
    expect(() => checkLimits(film(8))).not.toThrow()
  })
})

describe('cleanFileName', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\films\\Thỏ.mp4', 'Thỏ.mp4'],
    ['Thỏ.mp4'.normalize('NFD'), 'Thỏ.mp4'],
    ['a\u0000\u202eb.mp4', 'ab.mp4'],
    ['///', 'film'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('%j gives %j', (name, clean) => {
    expect(cleanFileName(name)).toBe(clean)
  })
})

describe('sourceKey', () => {
  it('keeps a plain extension and no other', () => {
    expect(sourceKey('a', 's', 'film.MKV')).toBe('sources/a/s.mkv')
    expect(sourceKey('a', 's', 'film.m%2Fp4')).toBe('sources/a/s')
    expect(sourceKey('a', 's', '.bashrc')).toBe('sources/a/s')
  })
})

describe('explainFailure', () => {
  it('names what an admin can act on', () => {
    const tool = new MediaToolError('container-unknown', 'The file is not a film')
    expect(explainFailure(tool)).toEqual({
      failure: { code: 'not-a-film', detail: 'The file is not a film' },
      retryable: false,
    })
  })

  it('knows its own errors again, also as a run kept them', () => {
    const failure = { code: 'check-refused' as const, detail: 'video-240p: black' }
    expect(explainFailure(encodeFailed(failure, false, null))).toEqual({ failure, retryable: false })
    expect(failureOf({ code: 'media.check-refused', message: 'video-240p: black' })).toEqual(failure)
  })

  it.each([
    ['job.worker-lost', 'worker-lost'],
    ['job.stuck', 'stuck'],
    ['no-space', 'unexpected'],
    ['media.renamed-since', 'unexpected'],
    ['title.not-found', 'unexpected'],
  ])('tells a run that died of %s as %s', (code, told) => {
    expect(failureOf({ code, message: 'why' })).toEqual({ code: told, detail: 'why' })
  })

  it('calls the rest unexpected and worth another try', () => {
    expect(explainFailure(new Error('boom'))).toEqual({
      failure: { code: 'unexpected', detail: 'boom' },
      retryable: true,
    })
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' })
    expect(explainFailure(full)).toMatchObject({ failure: { code: 'no-space' }, retryable: true })
  })
})

describe('toFailureDto', () => {
  it.each([
    ['not-a-film', true],
    ['source-missing', true],
    ['no-space', false],
    ['service-denied', false],
  ] as const)('%s needs another file: %s', (code, needsOtherFile) => {
    expect(toFailureDto({ code, detail: 'why' })).toEqual({ code, detail: 'why', needsOtherFile })
  })
})
