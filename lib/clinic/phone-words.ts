// How a telephone number is shown.

/** "+16045550123" as "604 555 0123"; numbers of other countries stay as they are. */
export const phoneWords = (number: string): string => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "$1 $2 $3");
