import { useRef, useSyncExternalStore } from 'react'

/** A value with listeners: React parts read the slice they show and re-render only when that slice changes. */
export class Store<State extends object> {
  private state: State
  private readonly listeners = new Set<() => void>()

  constructor(initial: State) {
    this.state = initial
  }

  get = (): State => this.state

  /** Replaces the given fields; tells nobody when none of them differs. */
  set(patch: Partial<State>): void {
    const keys = Object.keys(patch) as (keyof State)[]
    if (keys.every((key) => Object.is(this.state[key], patch[key]))) return
    this.state = { ...this.state, ...patch }
    for (const listener of this.listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

/** Reads a slice of a store; the selector must give the same value for the same state. */
export function useStore<State extends object, Slice>(
  store: Store<State>,
  select: (state: State) => Slice,
): Slice {
  const initial = useRef(store.get())
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(initial.current),
  )
}
