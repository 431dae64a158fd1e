/** Codes of the operations, the same as in `src/ops`; each family has some of them. */
export const EXP: i32 = 0;
export const EXPM1: i32 = 1;
export const LOG: i32 = 2;
export const LOG1P: i32 = 3;
export const TANH: i32 = 4;
export const SIGMOID: i32 = 5;
export const SIN: i32 = 6;
export const COS: i32 = 7;
