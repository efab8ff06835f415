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
