/** The characters of a text, each with a number, and the text in these numbers. */
export interface Encoded {
  readonly alphabet: string;
  readonly codes: Int32Array;
}

export function encode(text: string): Encoded {
  const alphabet = [...new Set(text)].sort().join("");
  return { alphabet, codes: Int32Array.from(text, (character) => alphabet.indexOf(character)) };
}

/**
 * What a character says of the next on average, in bits: what is left for who knows how often each pair occurs in the text.
 *
 *     H(next | last) = −Σ p(a, b)·log₂ p(b | a)
 */
export function bigramEntropy({ alphabet, codes }: Encoded): number {
  const n = alphabet.length;
  const pairs = new Float64Array(n * n);
  const first = new Float64Array(n);
  for (let i = 1; i < codes.length; i++) {
    pairs[codes[i - 1] * n + codes[i]]++;
    first[codes[i - 1]]++;
  }
  const total = codes.length - 1;
  return pairs.reduce(
    (bits, count, at) => (count > 0 ? bits - (count / total) * Math.log2(count / first[Math.floor(at / n)]) : bits),
    0,
  );
}
