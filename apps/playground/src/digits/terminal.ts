// The digits pipeline in the terminal.
console.log("Linnet: the digits pipeline");
