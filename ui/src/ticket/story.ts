//! The words for what happened. A kind that this version does not know is shown as such.
import type { Lists, StoryLine } from "../backend/contract";
import { awards } from "../claim/next";
import { kindWords } from "../photos/attachments";
import { kinWords } from "../matter/sort";
import { nameIn } from "../shared/named";
import { t, tOr } from "../shared/words/words.svelte";
import { outcomeWords } from "./outcome";
import { yuan } from "./view";

export function storyWords(line: Pick<StoryLine, "kind" | "details">, lists: Lists): string {
  const { details } = line;
  const slot = nameIn(lists.slots, details.slot);
  const reason = nameIn(lists.skipReasons, details.reason);
  const action = details.action ? tOr(`acted-${dashed(details.action)}`, details.action) : "";
  const kind = details.kind ? tOr(`kind-${details.kind}`, details.kind) : "";
  const outcome = details.outcome && line.kind === "PrintEnded" ? outcomeWords(details.outcome) : "";
  const paper = details.paper ? tOr(`paper-${details.paper}`, details.paper) : "";
  const role = nameIn(lists.roles, details.role);
  const document = details.document ? tOr(`document-${details.document}`, details.document) : "";
  const field = details.field ? tOr(`amended-${dashed(details.field)}`, details.field) : "";
  const verdict = details.verdict ? tOr(`verdict-${dashed(details.verdict)}`, details.verdict) : "";
  const told = (list: string, code: string | undefined) => (code ? tOr(`story-${list}-${dashed(code)}`, code) : "");
  if (line.kind === "ActionTaken" && action) return action;
  if (line.kind === "PhotoAdded" && details.attachment) return t("story-attached", { slot, kind: kindWords(details.attachment) });
  const priority = details.priority ? tOr(`priority-${details.priority}`, details.priority) : "";
  const grade = details.grade ? tOr(`grade-${details.grade}`, details.grade) : "";
  const categories = lists.categories.flatMap((group) => [group, ...group.categories]);
  if (line.kind === "MatterWeighed") return [priority && t("story-weighed-priority", { priority }), grade && t("story-weighed-grade", { grade })].filter(Boolean).join(t("list-comma"));
  return tOr(`story-${line.kind}`, t("story-unknown", { kind: line.kind }), {
    ...details,
    slot,
    reason,
    action,
    kind,
    outcome,
    paper,
    role,
    document,
    name: details.name ?? "",
    field,
    verdict,
    // What gives nothing has no amount to tell.
    amount: line.kind === "DecisionMade" && !awards({ verdict: details.verdict ?? "" }) ? "none" : yuan(Number(details.fen ?? 0)),
    proof: nameIn(lists.proofs, details.proof),
    way: nameIn(lists.contactWays, details.way),
    about: nameIn(lists.contactAbouts, details.about),
    contact: nameIn(lists.contactOutcomes, details.outcome),
    category: nameIn(categories, details.category),
    answered: details.answered ?? "",
    kin: details.kin ? kinWords(details.kin) : "",
    number: details.number ?? "",
    task: told("task", details.task),
    branch: details.branch || "none",
    result: told("result", details.outcome),
    evidence: told("evidence", details.evidence),
    stage: told("stage", details.stage) || "none",
    copy: Number(details.copy ?? 0),
    marks: Number(details.marks ?? 0),
  });
}

function dashed(code: string): string {
  return code.replace(/_/g, "-");
}
