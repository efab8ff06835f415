import { Store } from './store.ts'

const hideAfterMs = 3000

/**
 * Says whether the controls show: for three seconds after each sign of life, and for as long as anything holds them
 * (paused, an open menu, focus by keyboard, a drag).
 */
export class ControlsVisibility {
  readonly store = new Store({ visible: true, locked: false })
  private readonly holders = new Set<string>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private root: Element | null = null

  /** Counts focus by keyboard inside this element as a reason to stay. */
  attach(root: Element): () => void {
    this.root = root
    this.restart()
    return () => {
      clearTimeout(this.timer)
      this.root = null
    }
  }

  show = (): void => {
    this.store.set({ visible: true })
    this.restart()
  }

  hide = (): void => {
    clearTimeout(this.timer)
    if (this.holders.size === 0) this.store.set({ visible: false })
  }

  /** Keeps the controls for a reason until it is taken back. */
  hold(reason: string, held: boolean): void {
    if (held) this.holders.add(reason)
    else this.holders.delete(reason)
    if (held) this.store.set({ visible: true })
    this.restart()
  }

  lock(locked: boolean): void {
    this.store.set({ locked, visible: true })
    this.restart()
  }

  private hasFocus(): boolean {
    const focused = document.activeElement
    if (!focused || focused === this.root) return false
    return this.root?.contains(focused) === true && focused.matches(':focus-visible')
  }

  private restart(): void {
    clearTimeout(this.timer)
    if (this.holders.size > 0) return
    this.timer = setTimeout(() => {
      if (this.hasFocus()) this.restart()
      else this.hide()
    }, hideAfterMs)
  }
}
