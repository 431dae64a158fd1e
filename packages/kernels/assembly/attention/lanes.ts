/** The lanes of a vector added up. @inline */
export function sumOfLanes<T>(v: v128): T {
  let s = v128.add<T>(v, v128.shuffle<f64>(v, v, 1, 1));
  if (sizeof<T>() == 4) s = v128.add<T>(s, v128.shuffle<f32>(s, s, 1, 1, 1, 1));
  return v128.extract_lane<T>(s, 0);
}
