import { expect, test } from 'vitest'
import { planMove } from './plan-move.ts'
import type { RunMove } from './schemas.ts'

type Run = { id: string; priority: number }

/** The line as Redis would hold it: by priority, and whoever was delivered again behind the others of its own. */
function after(line: Run[], runId: string, move: RunMove): string[] {
  const raised = planMove(line, runId, move)
  const stayed = line.filter((run) => !raised.has(run.id))
  const again = line.flatMap(({ id }) => {
    const priority = raised.get(id)
    return priority === undefined ? [] : [{ id, priority }]
  })
  return [...stayed, ...again].toSorted((a, b) => b.priority - a.priority).map((run) => run.id)
}

const equals = ['a', 'b', 'c', 'd'].map((id) => ({ id, priority: 0 }))
const mixed = [
  { id: 'a', priority: 5 },
  { id: 'b', priority: 1 },
  { id: 'c', priority: 1 },
  { id: 'd', priority: 0 },
]

test('a run goes first, forward or back, and the others keep their order', () => {
  for (const line of [equals, mixed]) {
    expect(after(line, 'c', 'first')).toEqual(['c', 'a', 'b', 'd'])
    expect(after(line, 'c', 'up')).toEqual(['a', 'c', 'b', 'd'])
    expect(after(line, 'b', 'up')).toEqual(['b', 'a', 'c', 'd'])
    expect(after(line, 'b', 'down')).toEqual(['a', 'c', 'b', 'd'])
    expect(after(line, 'a', 'down')).toEqual(['b', 'a', 'c', 'd'])
    expect(after(line, 'd', 'up')).toEqual(['a', 'b', 'd', 'c'])
  }
})

test('whoever stands there already, or is not in the line, changes nothing', () => {
  expect(planMove(mixed, 'a', 'first').size).toBe(0)
  expect(planMove(mixed, 'a', 'up').size).toBe(0)
  expect(planMove(mixed, 'd', 'down').size).toBe(0)
  expect(planMove(mixed, 'x', 'up').size).toBe(0)
})

test('no more is raised than must be', () => {
  expect([...planMove(mixed, 'c', 'up')]).toEqual([['c', 2]])
  expect([...planMove(equals, 'd', 'up')]).toEqual([
    ['d', 1],
    ['b', 2],
    ['a', 3],
  ])
})
