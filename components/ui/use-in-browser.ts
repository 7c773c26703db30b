// What only the browser can answer: false on the server and until the page listens.
import { useSyncExternalStore } from "react";

const nothingToWatch = () => () => {};

export const useInBrowser = (isSo: () => boolean): boolean => useSyncExternalStore(nothingToWatch, isSo, () => false);
