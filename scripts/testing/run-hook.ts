import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { vi } from 'vitest'

/** Gives a hook that runs as in a page, with what it gives now; `change` does something to it and waits for what follows. */
export async function runHook<Value>(
  use: () => Value,
): Promise<{ now: () => Value; change: (work: () => void | Promise<unknown>) => Promise<void> }> {
  standInForBrowser()
  const given: Value[] = []
  function Probe(): null {
    given.push(use())
    return null
  }
  const change = async (work: () => void | Promise<unknown>): Promise<void> => {
    await act(async () => {
      await work()
    })
  }
  const root = createRoot(emptyElement())
  await change(() => root.render(createElement(Probe)))
  const now = (): Value => {
    const value = given.at(-1)
    if (value === undefined) throw new Error('The hook has given nothing.')
    return value
  }
  return { now, change }
}

/** As much of a page as React asks for around what shows nothing. */
function standInForBrowser(): void {
  const nothing = () => {}
  const window = { HTMLIFrameElement: class {}, addEventListener: nothing, removeEventListener: nothing }
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', {
    nodeType: 9,
    activeElement: null,
    defaultView: window,
    addEventListener: nothing,
  })
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
}

function emptyElement(): Element {
  const element = {
    nodeType: 1,
    nodeName: 'DIV',
    tagName: 'DIV',
    namespaceURI: 'http://www.w3.org/1999/xhtml',
    ownerDocument: document,
    addEventListener: () => {},
    textContent: '',
  }
  return element as unknown as Element
}
