/** A prefix code to write with, and as a file names it. */
export interface Code {
  /** Codes of each length from 1 to 16, and the symbols in the order of their codes. */
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
  /** By symbol. */
  readonly codes: Uint16Array;
  readonly lengths: Uint8Array;
}

/** A symbol that no file has takes the code of ones alone, which the format leaves out. */
const RESERVED = 256;
const LONGEST = 16;

/**
 * The code of at most 16 bits for symbols of these frequencies: Huffman's, its longest codes shortened as the standard says.
 *
 * @param frequencies of 256 symbols
 * @see ITU-T T.81, K.2 (figures K.1 to K.4)
 */
export function optimalCode(frequencies: Uint32Array): Code {
  const perLength = shortened(lengthsOf(frequencies));
  const used = Array.from(frequencies, (frequency, symbol) => ({ frequency, symbol })).filter((s) => s.frequency > 0);
  const order = used.toSorted((a, b) => b.frequency - a.frequency || a.symbol - b.symbol);
  const symbols = Uint8Array.from(order, ({ symbol }) => symbol);
  const codes = new Uint16Array(256);
  const lengths = new Uint8Array(256);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= LONGEST; length++, code *= 2) {
    for (let i = 0; i < perLength[length]; i++, code++, place++) {
      codes[symbols[place]] = code;
      lengths[symbols[place]] = length;
    }
  }
  return { counts: Uint8Array.from(perLength.slice(1, LONGEST + 1)), symbols, codes, lengths };
}

/** How many codes Huffman's procedure gives each length; the reserved symbol has one of the longest. */
function lengthsOf(frequencies: Uint32Array): number[] {
  const leaves = [...frequencies, 1].flatMap((weight, symbol) =>
    weight > 0 ? [{ weight, members: [symbol], highest: symbol }] : [],
  );
  const depth = new Uint8Array(RESERVED + 1);
  for (let trees = leaves; trees.length > 1;) {
    const [a, b, ...others] = trees.toSorted((p, q) => p.weight - q.weight || q.highest - p.highest);
    const members = [...a.members, ...b.members];
    for (const symbol of members) depth[symbol]++;
    trees = [...others, { weight: a.weight + b.weight, members, highest: Math.max(a.highest, b.highest) }];
  }
  const perLength: number[] = Array.from({ length: RESERVED + 1 }, () => 0);
  for (const length of depth) if (length > 0) perLength[length]++;
  return perLength;
}

/** Takes pairs of the longest codes apart until none has more than 16 bits, and the reserved code away. */
function shortened(perLength: number[]): number[] {
  const counts = [...perLength];
  let longest = counts.length - 1;
  for (; longest > LONGEST; longest--) {
    while (counts[longest] > 0) {
      let shorter = longest - 2;
      while (counts[shorter] === 0) shorter--;
      counts[longest] -= 2; // two of the longest: one of them takes the place of what they began with,
      counts[longest - 1]++;
      counts[shorter]--; // the other one shares the beginning of a shorter one
      counts[shorter + 1] += 2;
    }
  }
  while (counts[longest] === 0) longest--;
  counts[longest]--;
  return counts;
}
