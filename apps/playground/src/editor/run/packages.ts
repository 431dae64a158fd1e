import packages from "virtual:linnet/packages";
import type { TextPackages } from "./module-graph.js";

/** The packages of Linnet, each as text that is loaded when a program first needs it. */
export const PACKAGES: TextPackages = Object.fromEntries(
  Object.entries(packages).map(([name, { specifiers, load }]) => [
    name,
    { specifiers, load: async () => (await load()).default },
  ]),
);
