// Whether a plan runs: accepted, and neither stopped nor come to its end. One that is on hold runs too.

export const isRunning = ({ status }: { status: string }): boolean => status === "active" || status === "on_hold";
