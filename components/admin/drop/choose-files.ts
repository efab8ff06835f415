import { isSeen } from './walk-entries.ts'

/** Opens the browser's file chooser; must be called from a press. */
export function chooseFiles(
  options: { accept: string; multiple: boolean },
  onFiles: (files: File[]) => void,
): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = options.accept
  input.multiple = options.multiple
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])]
    if (files.length > 0) onFiles(files)
  })
  input.click()
}

/** Opens the browser's chooser of a folder and gives all files in it; must be called from a press. */
export function chooseFolder(onFiles: (files: File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.webkitdirectory = true
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])].filter(isSeen)
    if (files.length > 0) onFiles(files)
  })
  input.click()
}
