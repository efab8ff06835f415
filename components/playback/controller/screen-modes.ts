/** Puts the picture into a small window of its own, or back. A browser that refuses leaves things as they are. */
export async function togglePictureInPicture(video: HTMLVideoElement): Promise<void> {
  if (document.pictureInPictureElement) await document.exitPictureInPicture()
  else await video.requestPictureInPicture().catch(() => undefined)
}

/** Fills the screen with the whole page, so that menus and the next episode stay in it; phones fill it with the film. */
export async function toggleFullscreen(video: HTMLVideoElement): Promise<void> {
  if (document.fullscreenElement) return document.exitFullscreen()
  const phone = video as HTMLVideoElement & { webkitEnterFullscreen?: () => void }
  if (document.fullscreenEnabled) await document.documentElement.requestFullscreen().catch(() => undefined)
  else phone.webkitEnterFullscreen?.()
}
