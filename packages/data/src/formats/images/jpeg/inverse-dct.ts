/** ⌊c · 2¹³ + ½⌋ of c = cos and sums of cosines of multiples of π/16, times √2. */
const C0_298631336 = 2446;
const C0_390180644 = 3196;
const C0_541196100 = 4433;
const C0_765366865 = 6270;
const C0_899976223 = 7373;
const C1_175875602 = 9633;
const C1_501321110 = 12299;
const C1_847759065 = 15137;
const C1_961570560 = 16069;
const C2_053119869 = 16819;
const C2_562915447 = 20995;
const C3_072711026 = 25172;

/** Columns keep two bits more than integers until the rows are done. */
const workspace = new Int32Array(64);

/**
 * The samples of a block, of its quantized coefficients:
 *
 *     s(x, y) = 128 + ¼ Σᵤᵥ C(u) C(v) q(u, v) F(u, v) cos((2x + 1)uπ/16) cos((2y + 1)vπ/16)
 *
 * in integers of 13 bits behind the point, first the columns, then the rows, rounded where libjpeg's accurate transform rounds: the
 * samples are the same, bit for bit.
 *
 * @param at where the block's coefficients begin, and `to` where its samples do
 * @see C. Loeffler, A. Ligtenberg, G. S. Moschytz, *Practical fast 1-D DCT algorithms with 11 multiplications*, ICASSP 1989
 */
export function inverseDct(
  coefficients: Int16Array,
  at: number,
  quantization: Uint16Array,
  samples: Uint8Array,
  to: number,
  stride: number,
): void {
  for (let i = 0; i < 8; i++) {
    let rest = 0;
    for (let k = i + 8; k < 64; k += 8) rest |= coefficients[at + k];
    if (rest === 0) {
      const mean = (coefficients[at + i] * quantization[i]) << 2;
      for (let k = i; k < 64; k += 8) workspace[k] = mean;
      continue;
    }
    const q = (k: number): number => coefficients[at + i + k] * quantization[i + k];
    transform(q(0), q(8), q(16), q(24), q(32), q(40), q(48), q(56));
    for (let k = 0; k < 8; k++) workspace[i + 8 * k] = (line[k] + 1024) >> 11;
  }
  for (let i = 0; i < 64; i += 8) {
    const w = workspace;
    transform(w[i], w[i + 1], w[i + 2], w[i + 3], w[i + 4], w[i + 5], w[i + 6], w[i + 7]);
    const row = to + (i >> 3) * stride;
    for (let k = 0; k < 8; k++) samples[row + k] = clamp(((line[k] + 131072) >> 18) + 128);
  }
}

/** What `transform` answers. */
const line = new Int32Array(8);

/** Eight coefficients as eight samples, times 2¹³. */
function transform(
  x0: number,
  x1: number,
  x2: number,
  x3: number,
  x4: number,
  x5: number,
  x6: number,
  x7: number,
): void {
  const turn = (x2 + x6) * C0_541196100;
  const low = turn - x6 * C1_847759065;
  const high = turn + x2 * C0_765366865;
  const sum = (x0 + x4) * 8192;
  const difference = (x0 - x4) * 8192;

  const both = (x7 + x3 + x5 + x1) * C1_175875602;
  const a = (x7 + x1) * -C0_899976223;
  const b = (x5 + x3) * -C2_562915447;
  const c = both - (x7 + x3) * C1_961570560;
  const d = both - (x5 + x1) * C0_390180644;
  const o7 = x7 * C0_298631336 + a + c;
  const o5 = x5 * C2_053119869 + b + d;
  const o3 = x3 * C3_072711026 + b + c;
  const o1 = x1 * C1_501321110 + a + d;

  line[0] = sum + high + o1;
  line[7] = sum + high - o1;
  line[1] = difference + low + o3;
  line[6] = difference + low - o3;
  line[2] = difference - low + o5;
  line[5] = difference - low - o5;
  line[3] = sum - high + o7;
  line[4] = sum - high - o7;
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
