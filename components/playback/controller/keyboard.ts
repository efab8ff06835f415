export type PlayerCommand =
  | { type: 'toggle-play' }
  | { type: 'seek-by'; seconds: number }
  | { type: 'seek-to-share'; share: number }
  | { type: 'volume-by'; step: number }
  | { type: 'rate-by'; direction: 1 | -1 }
  | {
      type:
        | 'fullscreen'
        | 'mute'
        | 'subtitles'
        | 'next'
        | 'previous'
        | 'skip-intro'
        | 'help'
        | 'picture-in-picture'
    }

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const seekStepS = 10
const volumeStep = 0.05

const commands: Record<string, PlayerCommand> = {
  ' ': { type: 'toggle-play' },
  k: { type: 'toggle-play' },
  j: { type: 'seek-by', seconds: -seekStepS },
  l: { type: 'seek-by', seconds: seekStepS },
  arrowleft: { type: 'seek-by', seconds: -seekStepS },
  arrowright: { type: 'seek-by', seconds: seekStepS },
  arrowup: { type: 'volume-by', step: volumeStep },
  arrowdown: { type: 'volume-by', step: -volumeStep },
  home: { type: 'seek-to-share', share: 0 },
  end: { type: 'seek-to-share', share: 1 },
  f: { type: 'fullscreen' },
  m: { type: 'mute' },
  c: { type: 'subtitles' },
  i: { type: 'picture-in-picture' },
  s: { type: 'skip-intro' },
  '<': { type: 'rate-by', direction: -1 },
  '>': { type: 'rate-by', direction: 1 },
  '?': { type: 'help' },
}
const withShift: Record<string, PlayerCommand> = { n: { type: 'next' }, p: { type: 'previous' } }

/** Gives what a key press asks of the player; null for keys that are the browser's or nobody's. */
export function commandOfKey(press: KeyPress): PlayerCommand | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  const key = press.key.toLowerCase()
  if (press.shiftKey && withShift[key]) return withShift[key]
  if (/^[0-9]$/.test(key)) return { type: 'seek-to-share', share: Number(key) / 10 }
  return commands[key] ?? null
}

/** Which keys a focused element needs for itself. */
export type KeyOwner = 'all' | 'activation' | 'arrows' | 'none'

const typing = 'input, textarea, select, [contenteditable="true"]'
const menus = '[role="menu"], [role="dialog"], [role="alertdialog"], [role="listbox"]'

/** Tells which keys belong to the element that has the focus. */
export function keyOwner(target: Element | null): KeyOwner {
  if (!target) return 'none'
  if (target.closest(typing) || target.closest(menus)) return 'all'
  if (target.closest('[role="slider"]')) return 'arrows'
  return target.closest('button, a, summary, [role="button"]') ? 'activation' : 'none'
}

/** Tells whether the player may take this key although that element has the focus. */
export function mayTakeKey(key: string, owner: KeyOwner): boolean {
  switch (owner) {
    case 'all':
      return false
    case 'arrows':
      return !/^(arrow|home$|end$|page)/i.test(key)
    case 'activation':
      return key !== ' ' && key !== 'Enter'
    case 'none':
      return true
  }
}
