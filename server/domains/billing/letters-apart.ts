/**
 * Tells in how many letters a code differs from the stretch of a text that is most like it: wrong, missing or too many
 * (Sellers' search by edit distance). As everywhere with transfers, only letters and digits count, in capitals.
 */
export function lettersApart(code: string, text: string): number {
  const letters = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  // The stretch may begin anywhere: before the first letter of the code nothing is lost.
  let above = Array.from({ length: letters.length + 1 }, () => 0)
  for (let row = 1; row <= code.length; row++) {
    const current = [row]
    for (let column = 1; column <= letters.length; column++) {
      const isSame = code[row - 1] === letters[column - 1]
      current.push(
        Math.min(
          at(above, column - 1) + (isSame ? 0 : 1),
          at(above, column) + 1,
          at(current, column - 1) + 1,
        ),
      )
    }
    above = current
  }
  // Nor is it lost where it ends.
  return Math.min(...above)
}

function at(row: number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
