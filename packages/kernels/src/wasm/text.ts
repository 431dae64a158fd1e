/** Characters that stand for a byte alone; two more announce a second one. */
const SINGLES = 91;

/**
 * The bytes of a module from its text: printable characters but quote and backslash, one a byte or, for rare bytes, two. Gzip
 * makes less of it than of base64. `tooling/build/embed-wasm.mjs` writes it.
 */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  let n = 0;
  for (let i = 0, high = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const rank = code - 34 - Number(code > 34) - Number(code > 92); // −2 and −1 announce
    if (rank < 0) high = (rank + 3) * SINGLES;
    else {
      bytes[n++] = high + rank + 252;
      high = 0;
    }
  }
  return bytes.slice(0, n);
}
