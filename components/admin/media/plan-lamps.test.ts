import { describe, expect, it } from 'vitest'
import { rungLamps, runningRung, type Rung } from './plan-lamps.ts'

const rung = (name: string, state: Rung['state'], height = Number.parseInt(name)): Rung => ({
  name,
  height,
  state,
})
const states = (rungs: Rung[]) => rungLamps(rungs).map((lamp) => lamp.state)

describe('rung lamps', () => {
  it('are six and unlit before anything is planned', () => {
    expect(states([])).toEqual(['unlit', 'unlit', 'unlit', 'unlit', 'unlit', 'unlit'])
  })

  it('light as rungs are done, half for the one at work', () => {
    expect(states([rung('240p', 'done'), rung('360p', 'encoding'), rung('480p', 'waiting')])).toEqual([
      'lit',
      'half',
      'unlit',
      'unlit',
      'unlit',
      'unlit',
    ])
  })

  it('know a wide film by its rung name, not its lines', () => {
    expect(states([rung('1080p', 'done', 804)])[4]).toBe('lit')
  })

  it('put odd heights on the lamp above them, 1440p on the last', () => {
    expect(states([rung('270p', 'done'), rung('1440p', 'done')])).toEqual([
      'unlit',
      'lit',
      'unlit',
      'unlit',
      'unlit',
      'lit',
    ])
  })

  it('stay half while one of two codecs is still at work', () => {
    expect(states([rung('1080p', 'done'), rung('1080p-hevc', 'encoding')])[4]).toBe('half')
    expect(states([rung('1080p', 'done'), rung('1080p-hevc', 'waiting')])[4]).toBe('unlit')
  })

  it('name the rung at work when it is alone', () => {
    expect(runningRung([rung('240p', 'done'), rung('720p', 'encoding')])?.name).toBe('720p')
    expect(runningRung([rung('240p', 'encoding'), rung('720p', 'encoding')])).toBeNull()
  })
})
