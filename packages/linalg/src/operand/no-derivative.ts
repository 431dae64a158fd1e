import { DerivativeError } from "../errors.js";

/** Rules of an operation of which derivatives are not known yet: they throw. */
export function noDerivative(
  op: string,
  hint = "Derivatives of general eigenvalues and Schur forms are not there yet; eigh has them for symmetric matrices.",
): { vjp: () => never; jvp: () => never } {
  const refuse = (): never => {
    throw new DerivativeError(op, "a must not be differentiated through here", "a derivative that is asked for", hint);
  };
  return { vjp: refuse, jvp: refuse };
}
