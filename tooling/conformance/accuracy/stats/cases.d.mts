export function univariateCases(): readonly object[];
export function anovaCases(): readonly object[];
