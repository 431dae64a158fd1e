// Takes the place of the package `debug` in the bundle, through which the special functions would trace their steps.
module.exports = () => () => {};
