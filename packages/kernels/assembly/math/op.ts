/** Codes of the operations, the same as in `src/ops`; each family has some of them. */
export const EXP: i32 = 0;
export const EXPM1: i32 = 1;
export const LOG: i32 = 2;
export const LOG1P: i32 = 3;
export const TANH: i32 = 4;
export const SIGMOID: i32 = 5;
export const SIN: i32 = 6;
export const COS: i32 = 7;
export const TAN: i32 = 20;
export const ASIN: i32 = 21;
export const ACOS: i32 = 22;
export const ATAN: i32 = 23;
export const SINH: i32 = 24;
export const COSH: i32 = 25;
export const ASINH: i32 = 26;
export const ACOSH: i32 = 27;
export const ATANH: i32 = 28;
