// What a refused form gets back, so that nothing typed is lost; passwords and codes are never sent to the page again.
export const shownAgain = <Value>(typed: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => !/password|^code$|^pin$/i.test(name)));
