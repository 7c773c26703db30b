// Lists of practitioners who can take a start, made once for each different list: neighbouring starts share theirs.

/** Known teams of up to 32 practitioners, found by their bits; `bits[i] = 0` marks a free place. */
export interface Teams<Id> {
  readonly ids: readonly Id[];
  bits: Int32Array;
  lists: (readonly Id[])[];
  shift: number;
  known: number;
  /** Whether lists outlive a call, and so must not be changed by who receives them. */
  readonly lasting: boolean;
}

/** A prepared calendar asked over and over forgets its teams at this number, lest they pile up. */
const MOST = 1 << 14;

/** An empty table for practitioners `ids` (ascending); `lasting` lists are frozen. */
export function teamsOf<Id>(ids: readonly Id[], lasting: boolean): Teams<Id> {
  // A few practitioners make few teams, and a single start is often asked about.
  return { ids, ...emptyTable<Id>(Math.min(ids.length + 1, 10)), lasting };
}

function emptyTable<Id>(power: number) {
  // oxlint-disable-next-line unicorn/no-new-array -- sized once; growing it by pushes costs a tenth of a cold search
  return { bits: new Int32Array(1 << power), lists: new Array<readonly Id[]>(1 << power), shift: 32 - power, known: 0 };
}

/** The ids, ascending, of the practitioners whose bits are set (one word, not 0). */
export function teamOf<Id>(teams: Teams<Id>, word: number): readonly Id[] {
  const { bits, lists, shift } = teams;
  let at = Math.imul(word, 0x9e3779b1) >>> shift;
  for (let found = bits[at]!; found !== 0; found = bits[at]!) {
    if (found === word) return lists[at]!;
    at = (at + 1) & (bits.length - 1);
  }
  const list: Id[] = [];
  namesInto(list, teams.ids, 0, word);
  if (teams.lasting) Object.freeze(list);
  bits[at] = word;
  lists[at] = list;
  if (++teams.known * 2 > bits.length) grow(teams);
  return list;
}

/** The same for any number of words of 32 practitioners; not remembered. */
export function teamOfWords<Id>(teams: Teams<Id>, words: Int32Array): readonly Id[] {
  const list: Id[] = [];
  for (let w = 0; w < words.length; w++) namesInto(list, teams.ids, w * 32, words[w]!);
  return list;
}

function namesInto<Id>(list: Id[], ids: readonly Id[], first: number, word: number): void {
  for (let bits = word; bits !== 0; bits &= bits - 1) list.push(ids[first + 31 - Math.clz32(bits & -bits)]!);
}

function grow<Id>(teams: Teams<Id>): void {
  const { bits, lists, known, shift } = teams;
  const forget = known >= MOST;
  Object.assign(teams, emptyTable<Id>(forget ? 10 : 33 - shift));
  if (forget) return;
  for (let i = 0; i < bits.length; i++) {
    if (bits[i] === 0) continue;
    let at = Math.imul(bits[i]!, 0x9e3779b1) >>> teams.shift;
    while (teams.bits[at] !== 0) at = (at + 1) & (teams.bits.length - 1);
    teams.bits[at] = bits[i]!;
    teams.lists[at] = lists[i]!;
    teams.known++;
  }
}
