type PageOwner = {
  handleLeave: () => void
  handleReturn: () => void
  handleVisibility: () => void
  handleFullscreen: () => void
  handleOnline: () => void
}

/** Tells the owner when the page is left, returned to, hidden, full-screen or online again; gives the way to stop. */
export function watchPage(owner: PageOwner): () => void {
  const ends = [
    listen(window, 'pagehide', owner.handleLeave),
    listen(window, 'pageshow', (event) => {
      // Back out of the browser's memory, where a page's timers stand still.
      if (event instanceof PageTransitionEvent && event.persisted) owner.handleReturn()
    }),
    listen(document, 'visibilitychange', owner.handleVisibility),
    listen(document, 'fullscreenchange', owner.handleFullscreen),
    listen(window, 'online', owner.handleOnline),
  ]
  return () => {
    for (const end of ends) end()
  }
}

function listen(target: Window | Document, event: string, listener: (event: Event) => void): () => void {
  target.addEventListener(event, listener)
  return () => target.removeEventListener(event, listener)
}
