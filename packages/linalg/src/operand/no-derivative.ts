import { DerivativeError } from "../errors.js";

/** Rules of a reduction that has no derivative of its own, because what is made of it is had without it: they throw. */
export function noDerivative(op: string, hint: string): { vjp: () => never; jvp: () => never } {
  const refuse = (): never => refuseDerivative(op, hint);
  return { vjp: refuse, jvp: refuse };
}

/** @throws {DerivativeError} */
export function refuseDerivative(op: string, hint: string): never {
  throw new DerivativeError(op, "a must not be differentiated through here", "a derivative that is asked for", hint);
}
