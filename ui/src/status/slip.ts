//! What somebody brings: the link of a slip's QR, what follows `#` in it, or number and code as written.

/** What headquarters is asked with. */
export type Asked = { slip: string } | { number: string; code: string };

const NUMBER = /^[A-Z0-9]{4}-?\d{6}-?[A-Z]\d{4}-?[A-Z0-9]/;
const CODE_CHARACTERS = 16;

/** What an address has behind `#`, where that is a slip. */
export function slipOf(hash: string): string | undefined {
  return /^#?(\d+\.[\w-]+)$/.exec(hash)?.[1];
}

/** Whether it can be a ticket's number, as its slip prints it. */
export function isNumber(typed: string): boolean {
  const upper = plain(typed).toUpperCase();
  return NUMBER.exec(upper)?.[0].length === upper.length;
}

/** Whether it can be a slip's code: sixteen characters, in groups or not. */
export function isCode(typed: string): boolean {
  return plain(typed).replace(/[^A-Za-z0-9]/g, "").length === CODE_CHARACTERS;
}

const plain = (typed: string) => typed.normalize("NFKC").replace(/\s/g, "");

/** Reads what was typed or pasted; undefined where it is none of these. */
export function askedOf(typed: string): Asked | undefined {
  const text = plain(typed);
  const slip = slipOf(text.slice(text.lastIndexOf("#") + 1).replace(/^counterfoil:/i, ""));
  if (slip) return { slip };
  const upper = text.toUpperCase();
  const number = NUMBER.exec(upper)?.[0];
  const code = number && upper.slice(number.length).replace(/[^A-Z0-9]/g, "");
  return number && code?.length === CODE_CHARACTERS ? { number, code } : undefined;
}
