import { LinnetError } from "@linnet/core";

/**
 * A package that whoever uses an entry installs beside this one.
 *
 * @param load its import, as a function, so that the package is asked for only when it is needed
 * @throws {LinnetError} when it is not there
 */
export async function requirePeer<T>(op: string, name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const error = new LinnetError(op, `the package ${name} must be installed; got none. Add it: npm install ${name}`);
    error.cause = cause;
    throw error;
  }
}
