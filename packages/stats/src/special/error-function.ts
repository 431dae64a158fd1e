/** erfc(x) = 1 − erf(x), its inverse, and erfcx(x) = e^(x²)·erfc(x): the tail without its underflow. */
export { default as erfc } from "@stdlib/math-base-special-erfc";
export { default as erfcInverse } from "@stdlib/math-base-special-erfcinv";
export { default as scaledErfc } from "@stdlib/math-base-special-erfcx";
