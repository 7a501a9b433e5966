//! What headquarters answers about finding out: tasks, evidence, findings, who caused it, what is to become better.
import type { Bilingual } from "./api";

export type TaskStanding = "open" | "late" | "answered" | "answered_late";
export type QuestionAnswer = "yes" | "no" | "unknown";

export interface Named {
  code: string;
  name: Bilingual;
}

export interface Task {
  event: string;
  at: string;
  by: string | null;
  is_headquarters: boolean;
  what: Bilingual;
  to_kind: "person" | "unit" | "branch";
  to: Bilingual;
  due_at: string;
  standing: TaskStanding;
  words: string | null;
  /** What was in the parcel, as another branch is told. */
  contents: string | null;
  answer: { at: string; by: string | null; outcome: Bilingual; words: string | null } | null;
}

export interface Evidence {
  event: string;
  at: string;
  by: string | null;
  kind: Bilingual;
  has_photo: boolean;
  overwritten_on: string | null;
  words: string | null;
}

export interface Finding {
  event: string;
  at: string;
  by: string | null;
  stage: Named | null;
  cause: Named | null;
  answers: { question: Bilingual; answer: QuestionAnswer }[];
  words: string | null;
}

export interface Adjudication {
  event: string;
  at: string;
  by: string | null;
  unit: Bilingual;
  branch: string | null;
  stage: Bilingual | null;
  cause: Bilingual | null;
  finding: string | null;
  words: string | null;
}

export interface Improvement {
  event: string;
  at: string;
  by: string | null;
  unit: Bilingual;
  words: string | null;
}

/** The words of the rules that a task or an adjudication is made of. */
export interface Choices {
  tasks: Named[];
  units: Named[];
  people: { id: string; name: string }[];
  branches: { id: string; code: string; name: string; is_own: boolean }[];
  stages: { code: string; name: Bilingual; questions: Named[] }[];
  causes: { code: string; name: Bilingual; measure: Bilingual }[];
  today: string;
  usual_on: string;
}

/** What was found out of a ticket, and what this account may do about it. */
export interface Investigation {
  heads: string[];
  tasks: Task[];
  evidence: Evidence[];
  findings: Finding[];
  adjudications: Adjudication[];
  improvements: Improvement[];
  choices: Choices;
  /** The codes of the refusals. */
  may: { give: string | null; adjudicate: string | null };
}

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
