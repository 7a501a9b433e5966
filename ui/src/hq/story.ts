//! A ticket's story in words.
import { kindWords } from "../photos/attachments";
import { named } from "../shared/named";
import { t, tOr } from "../shared/words/words.svelte";
import type { StoryLine } from "./api";
import { yuan } from "./money";

function wordOf(family: string, word: string): string {
  return tOr(`${family}-${word.replaceAll("_", "-")}`, word);
}

function amountOf(line: StoryLine): string {
  return line.fen === null ? "—" : yuan(line.fen);
}

/** What happened, in one line. A kind that this page does not know says so. */
export function storyWords(line: StoryLine): string {
  const name = line.name ? named(line.name) : "";
  const word = line.word ?? "";
  switch (line.kind) {
    case "TicketOpened":
      return t("hq-story-opened", { kind: wordOf("kind", word), category: name, count: line.count ?? 0 });
    case "TicketAmended":
      return t("hq-story-amended", { count: line.count ?? 0 });
    case "PromiseMade":
      return t("hq-story-promise", { count: line.count ?? 0 });
    case "PhotoAdded":
      return word ? t("hq-story-attached", { slot: name, kind: kindWords(word) }) : t("hq-story-photo", { slot: name });
    case "SlotSkipped":
      return t("hq-story-skipped", { slot: name, reason: line.reason ? named(line.reason) : "" });
    case "NoteAdded":
      return t("hq-story-note");
    case "ActionTaken":
      return wordOf("action", word);
    case "Retracted":
      return t("hq-story-retracted");
    case "PrintStarted":
      return t("hq-story-print", { paper: wordOf("hq-paper", word), copy: line.count ?? 0 });
    case "PrintEnded":
      return wordOf("hq-printed", word);
    case "PhotoAnnotated":
      return t("hq-story-annotated", { slot: name, count: line.count ?? 0 });
    case "SignatureGiven":
      return t("hq-story-signed");
    case "CustodyTaken":
      return t("hq-story-custody", { tag: word });
    case "CustodyReleased":
      return t("hq-story-released", { to: word });
    case "ProofNoted":
      return t("hq-story-proof", { name, standing: word });
    case "AssessmentMade":
      return t("hq-story-assessed", { amount: amountOf(line) });
    case "DecisionMade":
      return line.fen === null ? wordOf("hq-decided", word) : t("hq-story-decided", { verdict: wordOf("hq-decided", word), amount: amountOf(line) });
    case "DecisionReleased":
      return t("hq-story-released-decision");
    case "PaymentMade":
      return t("hq-story-paid", { voucher: word, amount: amountOf(line) });
    case "ContactMade":
      return t("hq-story-contact", { outcome: wordOf("hq-contact", word) });
    case "MatterWeighed":
      return [name && t("hq-story-priority", { priority: name }), line.reason && t("hq-story-risk", { grade: named(line.reason) })].filter(Boolean).join(" · ");
    case "MatterSorted":
      return t("hq-story-sorted", { category: name, answered: word });
    case "TicketLinked":
      return t("hq-story-linked", { kin: word, number: line.text ?? "" });
    case "TicketMerged":
      return t("hq-story-merged", { number: line.text ?? "" });
    case "SatisfactionRated":
      return t("hq-story-rated", { way: name, stars: ((line.count ?? 0) / 10).toFixed(1) });
    case "TaskSet":
    case "TaskGiven":
      return t(line.kind === "TaskGiven" ? "hq-story-task-given" : "hq-story-task-set", { task: name, to: line.reason ? named(line.reason) : "" });
    case "TaskAnswered":
      return t("hq-story-task-answered", { outcome: name, task: line.reason ? named(line.reason) : "" });
    case "EvidenceNoted":
      return t("hq-story-evidence", { kind: name });
    case "FindingMade":
      return t("hq-story-finding", { cause: name || "none" });
    case "FaultAdjudicated":
      return t("hq-story-adjudicated", { unit: name });
    case "ImprovementNoted":
      return t("hq-story-improvement", { unit: name });
    case "TicketForgotten":
      return t("hq-story-forgotten");
    default:
      return t("hq-story-unknown", { kind: line.kind });
  }
}

/** What somebody wrote, beneath the line; sealed words whose key is gone say so. */
export function storyText(line: StoryLine): string {
  if (line.kind === "NoteAdded" && line.text === null) return t("hq-shut");
  if (line.kind === "PrintStarted") return line.text && line.text !== "file" ? line.text : "";
  // These say the other ticket's number in the line itself.
  if (line.kind === "TicketLinked" || line.kind === "TicketMerged") return "";
  return line.text ?? "";
}
