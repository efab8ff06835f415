/** Tells whether a season's own title says more than its number: "Phần 1" and "Season 1" do not. */
export function saysMoreThanNumber(name: string, number: number): boolean {
  const rest = name
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/^(mùa|phần|tập|season|series|part|volume|vol\.?)(?=[\s\d])/, '')
    .replace(/^\s*(thứ|số|no\.?|#)\s*/, '')
    .trim()
  return !new RegExp(`^0*${number}[.:\\s]*$`).test(rest)
}
