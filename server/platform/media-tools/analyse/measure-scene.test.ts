import { expect, it } from 'vitest'
import { readMeans } from './measure-scene.ts'

it('takes the mean of each pair of pictures, and nothing of what is not a number', () => {
  const block = (frame: number, ssim: string, name: string): string =>
    `frame:${frame}    pts:${frame} pts_time:${frame}\nlavfi.ssim.Y=0.1\nlavfi.ssim.All=${ssim}\nmarquee.pair=${name}\n`
  const means = readMeans(
    [
      block(0, '0.90', 'own0'),
      block(0, '0.80', 'top0'),
      block(1, '0.94', 'own0'),
      block(1, 'nan', 'top0'),
    ].join(''),
  )
  expect(means.get('own0')).toBeCloseTo(0.92)
  expect(means.get('top0')).toBeCloseTo(0.8)
  expect(readMeans('').size).toBe(0)
})
