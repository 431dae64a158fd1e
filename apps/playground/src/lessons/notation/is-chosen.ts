/** Whether the entry in row r and column c, counted from 0, belongs to what a step is about; i and j count from 1. */
export function isChosen(code: string, r: number, c: number, i: number, j: number): boolean {
  switch (code) {
    case "entry":
      return r === i - 1 && c === j - 1;
    case "row":
      return r === i - 1;
    case "column":
      return c === j - 1;
    case "slice":
      return r < i && c >= j - 1;
    default:
      return true;
  }
}
