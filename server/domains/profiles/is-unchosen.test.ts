import { expect, it } from 'vitest'
import { pinRequired, profileNotChosen, profileNotFound } from './errors.ts'
import { isUnchosen } from './is-unchosen.ts'

it('takes nothing else for a choice that is missing', () => {
  expect([profileNotChosen(), profileNotFound('a')].map(isUnchosen)).toEqual([true, true])
  expect([pinRequired(), new Error('connection refused'), null].map(isUnchosen)).toEqual([
    false,
    false,
    false,
  ])
})
