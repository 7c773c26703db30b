// What moving a visit says, for the page to say in its language.

export const moveVisitWords = { fit: "Times that fit", moving: "Moving…", move: "Move the visit" };
