//! How a priority and a grade look, and a weighing that is being chosen. Pure.
import type { ImpactDegree, ImpactForm, Priority, RiskDegree, RiskForm, RiskGrade, WeighingTable } from "../backend/contract";
import { named } from "../shared/named";

/** Factors of which a degree was chosen. */
export type Chosen = Partial<Record<string, string>>;

export type Look = "plain" | "soon" | "late";

export function priorityLook(priority: Priority): Look {
  if (priority === "highest") return "late";
  return priority === "high" ? "soon" : "plain";
}

export function gradeLook(grade: RiskGrade): Look {
  if (grade === "critical") return "late";
  return grade === "major" ? "soon" : "plain";
}

/** Whether a priority is told wherever the ticket stands. */
export function isMarked(priority: Priority | null): priority is "high" | "highest" {
  return priority === "high" || priority === "highest";
}

/** The name of what a table gives. */
export function resultName(table: WeighingTable | undefined, result: string): string {
  const found = table?.results.find((there) => there.result === result);
  return found ? named(found.name) : result;
}

/** The impact once every factor has its degree. */
export function impactOf(chosen: Chosen, endangersPeople: boolean): ImpactForm | null {
  const { loss, spread, urgency, repair } = chosen;
  if (!loss || !spread || !urgency || !repair) return null;
  const of = (degree: string) => degree as ImpactDegree;
  return { loss: of(loss), spread: of(spread), urgency: of(urgency), repair: of(repair), endangersPeople };
}

/** The risk once every factor has its degree. */
export function riskOf(chosen: Chosen): RiskForm | null {
  const { probability, impact, controllability } = chosen;
  if (!probability || !impact || !controllability) return null;
  const of = (degree: string) => degree as RiskDegree;
  return { probability: of(probability), impact: of(impact), controllability: of(controllability) };
}

/** Whether something is chosen, and not all of it. */
export function isHalf(chosen: Chosen, table: WeighingTable): boolean {
  const count = table.factors.filter((factor) => chosen[factor.factor]).length;
  return count > 0 && count < table.factors.length;
}
