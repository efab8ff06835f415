import { expect, test } from 'vitest'
import { surfacedLine } from './applications.ts'
import { portsFrom } from './instance-environment.ts'

test('only errors of a log reach the terminal', () => {
  expect(surfacedLine('{"level":30,"msg":"listening"}')).toBeUndefined()
  expect(surfacedLine('{"level":50,"msg":"job failed","err":{"message":"no space left"}}')).toBe(
    'job failed: no space left',
  )
  expect(surfacedLine(' ⨯ Failed to compile')).toBe('⨯ Failed to compile')
  expect(surfacedLine('TypeError: x is not a function')).toBe('TypeError: x is not a function')
  expect(surfacedLine('GET / 200 in 12ms')).toBeUndefined()
  expect(surfacedLine('{broken')).toBeUndefined()
})

test('every port follows from the port of the web', () => {
  expect(portsFrom(3000)).toEqual({ web: 3000, realtime: 3001, worker: 8881 })
  expect(portsFrom(4000)).toEqual({ web: 4000, realtime: 4001, worker: 9881 })
})
