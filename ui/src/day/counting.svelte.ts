//! The money of the day, counted method by method beside what its vouchers come to.
import type { CountForm, PaidByMethod } from "../backend/contract";
import { fenOf } from "../hq/money";

/** How the count of one method stands; the amount is empty until somebody counted. */
export interface CountStanding {
  /** What was counted less what the vouchers come to, in fen; none while no amount stands there. */
  difference?: number;
  amountProblem?: "missing" | "not-an-amount";
  isReasonLacking: boolean;
}

export function countStanding(paid: PaidByMethod, amount: string, words: string): CountStanding {
  if (!amount.trim()) return { amountProblem: "missing", isReasonLacking: false };
  const counted = fenOf(amount);
  if (counted === undefined) return { amountProblem: "not-an-amount", isReasonLacking: false };
  const difference = counted - paid.fen;
  return { difference, isReasonLacking: difference !== 0 && !words.trim() };
}

export class Counting {
  /** What was typed, by method. */
  amounts = $state<Record<string, string>>({});
  words = $state<Record<string, string>>({});

  standing(paid: PaidByMethod): CountStanding {
    return countStanding(paid, this.amounts[paid.method] ?? "", this.words[paid.method] ?? "");
  }

  isWhole(paid: readonly PaidByMethod[]): boolean {
    return paid.map((of) => this.standing(of)).every((standing) => !standing.amountProblem && !standing.isReasonLacking);
  }

  /** What the desk takes; a reason only where there is a difference. */
  counts(paid: readonly PaidByMethod[]): CountForm[] {
    return paid.map((of) => ({
      method: of.method,
      amount: (this.amounts[of.method] ?? "").trim(),
      words: this.standing(of).difference ? (this.words[of.method] ?? "").trim() : "",
    }));
  }
}
