import { useEffect, useId } from 'react'
import { usePlayer } from './player-context.tsx'

/** Keeps the controls on screen while `held` is true. */
export function useHold(held: boolean): void {
  const { visibility } = usePlayer()
  const id = useId()
  useEffect(() => {
    visibility.hold(id, held)
    return () => visibility.hold(id, false)
  }, [visibility, id, held])
}
