import { describe, expect, it } from 'vitest'
import type { EncodeProgressDto } from '#server/domains/media/schemas.ts'
import { pickEncode } from './pick-encode.ts'

const encode = (part: Partial<EncodeProgressDto>) => part as EncodeProgressDto

describe('pickEncode', () => {
  it('prefers what runs, the furthest along', () => {
    const picked = pickEncode([
      encode({ assetId: 'a', state: 'queued', createdAt: '3' }),
      encode({ assetId: 'b', state: 'running', percent: 10, createdAt: '1' }),
      encode({ assetId: 'c', state: 'running', percent: 60, createdAt: '2' }),
    ])
    expect(picked?.assetId).toBe('c')
  })

  it('then the next in line', () => {
    const picked = pickEncode([
      encode({ assetId: 'a', state: 'queued', queuePosition: 4, createdAt: '1' }),
      encode({ assetId: 'b', state: 'queued', queuePosition: 2, createdAt: '1' }),
      encode({ assetId: 'c', state: 'failed', createdAt: '1' }),
    ])
    expect(picked?.assetId).toBe('b')
  })

  it('forgets a failure that a later encode made good', () => {
    const failed = encode({ assetId: 'a', state: 'failed', createdAt: '1' })
    expect(pickEncode([failed])).toBe(failed)
    expect(pickEncode([failed, encode({ assetId: 'a', state: 'succeeded', createdAt: '2' })])).toBeNull()
  })
})
