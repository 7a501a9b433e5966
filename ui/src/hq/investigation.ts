//! What headquarters answers about finding out: tasks, evidence, findings, who caused it, what is to become better.
import type { Schemas } from "./api";

export type TaskStanding = "open" | "late" | "answered" | "answered_late";
export type QuestionAnswer = "yes" | "no" | "unknown";

export type Named = Schemas["Named"];

export type Task = Schemas["TaskView"];

export type Evidence = Schemas["EvidenceView"];

export type Finding = Schemas["FindingView"];

export type Adjudication = Schemas["AdjudicationView"];

export type Improvement = Schemas["ImprovementView"];

/** The words of the rules that a task or an adjudication is made of. */
export type Choices = Schemas["ChoicesView"];

/** What was found out of a ticket, and what this account may do about it. */
export type Investigation = Schemas["InvestigationView"];

/** A task as it is sent; it is for one person, unit or branch. */
export interface TaskForm {
  task: string;
  person?: string;
  unit?: string;
  branch?: string;
  due_on: string;
  words: string;
  /** What was in the parcel: told to another branch alone. */
  contents: string;
}

/** Who caused it, as it is sent. */
export interface AdjudicationForm {
  unit: string;
  branch: string | null;
  stage: string | null;
  cause: string | null;
  finding: string | null;
  words: string;
}
