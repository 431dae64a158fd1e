import * as autograd from "@linnet/autograd";
import * as core from "@linnet/core";
import * as data from "@linnet/data";
import * as explain from "@linnet/explain";
import * as kernels from "@linnet/kernels";
import * as linalg from "@linnet/linalg";
import * as nn from "@linnet/nn";
import * as optimize from "@linnet/optimize";
import * as plot from "@linnet/plot";
import * as stats from "@linnet/stats";

const modules = { autograd, core, data, explain, kernels, linalg, nn, optimize, plot, stats };

/** The names that each package exports. */
export const exported: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(modules).map(([name, module]) => [name, new Set(Object.keys(module))]),
);
