/**
 * 2^(j/128) for j = 0 … 127, 16 bytes each: the relative error of the rounded value, then the bits of that value less
 * j·2⁴⁵, so that these bits plus k·2⁴⁵ are those of 2^(k/128) for every k with j = k mod 128. Computed when the module
 * is instantiated, because 2 KB that no compression shrinks would be half of it.
 */
export const EXP2_TABLE: usize = (__heap_base + 15) & -16;

/** 2^(1/128) to 107 bits: 26 bits and 27 bits of the nearest float64, and what that lost. */
const HIGH: f64 = 1.005429893732071;
const LOW: f64 = 7.380731803507956e-9;
const LOST: f64 = 9.499186535455032e-17;

fillTable();

/**
 * Products of 2^(1/128) in pairs of float64 (value + rest): the rest errs by less than 2⁻⁹⁵.
 *
 * @see Dekker, *A floating-point technique for extending the available precision*, Numer. Math. 18, 1971
 */
function fillTable(): void {
  let value: f64 = 1;
  let rest: f64 = 0;
  for (let j = 0; j < 128; j++) {
    const at = EXP2_TABLE + ((<usize>j) << 4);
    store<f64>(at, rest / value);
    store<u64>(at, reinterpret<u64>(value) - ((<u64>j) << 45), 8);
    const p = value * (HIGH + LOW);
    const front = reinterpret<f64>(reinterpret<u64>(value) & 0xfffffffff8000000);
    const back = value - front;
    const error = front * HIGH - p + front * LOW + back * HIGH + back * LOW; // p + error is the product exactly
    rest = error + (value * LOST + rest * (HIGH + LOW));
    value = p + rest;
    rest = p - value + rest;
  }
}
