/** A file on the device of the reader; the page keeps nothing of it. */
export function saveAs(name: string, content: string | ArrayBuffer): void {
  const url = URL.createObjectURL(new Blob([content]))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
