// Made by packages-as-text.ts.
declare module "virtual:linnet/packages" {
  const packages: Readonly<
    Record<
      string,
      {
        readonly specifiers: readonly string[];
        load(): Promise<{ readonly default: import("./run/module-graph.js").TextPackage }>;
      }
    >
  >;
  export default packages;
}
