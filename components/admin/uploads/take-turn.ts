/**
 * Waits until no other tab of this browser is about to begin an upload of the same file, and gives what ends the turn.
 * In between a tab asks the server what it has and begins: the next one then finds that upload.
 */
export function takeTurn(fingerprint: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`marquee.upload.${fingerprint}`, () => new Promise<void>((end) => resolve(end)))
      .catch(reject)
  })
}
