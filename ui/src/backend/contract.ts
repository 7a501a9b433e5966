//! What the screens ask of Rust, and what Rust tells them: the generated types under the screens' names, and the calls.
//! Instants are RFC 3339 in UTC, dates `YYYY-MM-DD`, money integer fen, hashes lower-case hex, ids UUIDs.
import type {
  AdjudicationForm,
  AppealForm,
  AppealReportForm,
  AppState,
  AssessingForm,
  AssessmentView,
  Board,
  ClaimForm,
  ContactForm,
  CorrectionForm,
  CountForm,
  CustomerState,
  DayAsked,
  DayPaper,
  DayState,
  Draft,
  DraftPhoto,
  DraftSummary,
  EvidenceForm,
  FindingForm,
  FormView,
  ImpactForm,
  ImprovementForm,
  InvestigationView,
  Kind,
  KinView,
  Language,
  Lists,
  NotedPrint,
  OnStick,
  PaperLanguage,
  PaperPages,
  PaperSize,
  PaymentForm,
  PhotoMark,
  Phrase,
  PinProof,
  Printer,
  PrinterState,
  PrintResult,
  ProofForm,
  RatingForm,
  ReadBack,
  ReminderView,
  RiskForm,
  RowsFormat,
  SavedTicket,
  Settings,
  ShownPaper,
  Signing,
  Stick,
  SuggestionRow,
  SuggestionView,
  SyncAccount,
  SyncState,
  TaskAnswerForm,
  TaskForm,
  TaskRowView,
  TicketForm,
  TicketSummary,
  TicketView,
  WeighingPreview,
  WeighingTables,
} from "./bindings";

export type {
  AdjudicationForm,
  AdjudicationView,
  AlternativeView,
  Answered,
  AppealForm,
  AppealReport,
  AppealReportForm,
  AppealView,
  AppState,
  AssessedView,
  AssessingForm,
  AssessmentView,
  AwardLineView,
  Bilingual,
  Board,
  CandidateView,
  CategoryGroup,
  CauseChoice,
  Choice,
  ClaimForm,
  ClaimView,
  ClockView,
  Colleague,
  CommandError,
  ContactDueView,
  ContactForm,
  ContactView,
  CorrectionForm,
  CorrectionView,
  CountForm,
  CustodyView,
  CustomerPage,
  CustomerStage,
  CustomerState,
  DayAsked,
  DayPaper,
  DayScope,
  DaySpan,
  DayState,
  DecisionView,
  DegreeView,
  Draft,
  DraftPhoto,
  DraftSummary,
  EvidenceForm,
  EvidenceView,
  FactorView,
  FindingForm,
  FindingView,
  FollowUpView,
  FormView,
  ImpactDegree,
  ImpactForm,
  ImpactWeighed,
  ImprovementForm,
  ImprovementView,
  InvestigationActs,
  InvestigationLists,
  InvestigationView,
  Kind,
  KinForm,
  KinView,
  LadderView,
  Language,
  LinkView,
  LossOfferView,
  Lists,
  MergedView,
  Named,
  NotedPrint,
  NotPrinted,
  OnStick,
  PaidByMethod,
  PaperLanguage,
  PaperPages,
  PaperSize,
  PartyForm,
  PaymentForm,
  PaymentView,
  Person,
  PhotoMark,
  PhotoView,
  Phrase,
  PinProof,
  PlaybookView,
  Printer,
  PrinterState,
  PrintResult,
  PrintView,
  Priority,
  PriorityReasonView,
  PrioritySuggestion,
  PromiseMoved,
  PromiseView,
  ProofForm,
  ProofView,
  QuestionChoice,
  QuestionForm,
  QuestionView,
  RatingForm,
  RatingView,
  ReadBack,
  ReminderView,
  RiskDegree,
  RiskForm,
  RiskGrade,
  RiskWeighed,
  RowsFormat,
  SavedTicket,
  SetAsideLine,
  Settings,
  ShownPaper,
  SignatureView,
  Signing,
  SlotView,
  SortedForm,
  SortedView,
  StageChoice,
  StepView,
  Stick,
  StoryLine,
  SuggestionRow,
  SuggestionView,
  SyncAccount,
  SyncState,
  TaskAnswerForm,
  TaskAnswerView,
  TaskForm,
  TaskRowView,
  TaskTo,
  TaskView,
  ThresholdView,
  TicketActs,
  TicketForm,
  TicketSummary,
  TicketView,
  UpdateStanding,
  UpdateState,
  UpdateWay,
  WeighingPreview,
  WeighingTable,
  WeighingTables,
} from "./bindings";

/** The lists of the board. */
export type BoardList = keyof Board["lists"];

/** The calls. Each rejects with a `CommandError`: the screen translates by `code`; nobody matches message text. */
export interface Backend {
  appState(): Promise<AppState>;
  lists(): Promise<Lists>;
  enrol(code: string): Promise<AppState>;
  recover(code: string): Promise<null>;
  /** Puts the new version in place of this one; the program ends, and the new one starts. */
  installUpdate(): Promise<null>;
  startPractice(): Promise<AppState>;
  endPractice(): Promise<AppState>;
  signIn(person: string, pin: string): Promise<AppState>;
  choosePin(person: string, proof: PinProof, pin: string): Promise<AppState>;
  letChoosePin(person: string): Promise<AppState>;
  lock(): Promise<AppState>;
  stillHere(): Promise<unknown>;
  changeSettings(settings: Settings): Promise<Settings>;
  syncState(): Promise<SyncState>;
  syncNow(): Promise<SyncState>;
  syncAccount(): Promise<SyncAccount>;
  listSticks(): Promise<Stick[]>;
  carryOver(folder: string): Promise<OnStick>;
  closeToday(): Promise<SyncAccount>;
  seeIncidents(): Promise<SyncAccount>;
  retrySetAside(event: string): Promise<SyncAccount>;
  fileSetAside(event: string, isFiled: boolean): Promise<SyncAccount>;
  printerState(): Promise<PrinterState>;
  listPrinters(): Promise<Printer[]>;

  startDraft(): Promise<Draft>;
  listDrafts(): Promise<DraftSummary[]>;
  draft(id: string): Promise<Draft>;
  saveDraft(id: string, form: TicketForm): Promise<FormView>;
  discardDraft(id: string): Promise<unknown>;
  restoreDraft(id: string): Promise<Draft>;
  addDraftPhoto(id: string, slot: string, bytes: Uint8Array): Promise<DraftPhoto>;
  removeDraftPhoto(id: string, sha256: string): Promise<unknown>;
  restoreDraftPhoto(id: string, sha256: string): Promise<unknown>;
  readWaybills(id: string, sha256: string): Promise<string[]>;
  livingReceipt(id: string, form: TicketForm, size: PaperSize, language: PaperLanguage): Promise<PaperPages>;
  suggest(text: string, kind: Kind): Promise<SuggestionView>;
  phrases(): Promise<Phrase[]>;
  lookForKin(waybill: string, phone: string, kind: Kind, category: string | null, ticket: string | null): Promise<KinView[]>;
  startSplit(ticket: string): Promise<string>;
  openTicket(id: string, form: TicketForm): Promise<SavedTicket>;

  board(): Promise<Board>;
  search(text: string): Promise<TicketSummary[]>;
  ticket(id: string): Promise<TicketView>;
  takeAction(id: string, action: string, words: string): Promise<TicketView>;
  addNote(id: string, text: string): Promise<TicketView>;
  addTicketPhoto(id: string, slot: string, bytes: Uint8Array): Promise<TicketView>;
  /** `seen` is the last line of its story that was on the screen. */
  amend(id: string, form: TicketForm, seen: string): Promise<TicketView>;
  convert(id: string, kind: Kind): Promise<TicketView>;
  turnIntoLoss(id: string, area: string | null, becomesClaim: boolean): Promise<TicketView>;
  retract(id: string, event: string): Promise<TicketView>;
  settle(id: string, field: string | null, event: string): Promise<TicketView>;
  weighing(): Promise<WeighingTables>;
  previewWeighing(impact: ImpactForm | null, risk: RiskForm | null): Promise<WeighingPreview>;
  weigh(ticket: string, impact: ImpactForm | null, risk: RiskForm | null, seen: string): Promise<TicketView>;
  link(ticket: string, to: string, kin: string, seen: string): Promise<TicketView>;
  merge(ticket: string, into: string, seen: string): Promise<TicketView>;
  lookAtClaim(id: string, claim: ClaimForm): Promise<AssessmentView>;
  saveAssessment(id: string, assessing: AssessingForm): Promise<TicketView>;
  noteProof(id: string, noted: ProofForm): Promise<TicketView>;
  pay(id: string, payment: PaymentForm): Promise<TicketView>;
  recordContact(id: string, contact: ContactForm): Promise<TicketView>;
  lookAtInvestigation(id: string): Promise<InvestigationView>;
  setTask(id: string, setting: TaskForm): Promise<TicketView>;
  answerTask(id: string, answer: TaskAnswerForm): Promise<TicketView>;
  noteEvidence(id: string, noted: EvidenceForm): Promise<TicketView>;
  makeFinding(id: string, finding: FindingForm): Promise<TicketView>;
  adjudicate(id: string, adjudication: AdjudicationForm): Promise<TicketView>;
  noteImprovement(id: string, improvement: ImprovementForm): Promise<TicketView>;
  recordAppeal(id: string, appeal: AppealForm): Promise<TicketView>;
  reportAppeal(id: string, report: AppealReportForm): Promise<TicketView>;
  correctPayment(id: string, correction: CorrectionForm): Promise<TicketView>;
  rate(id: string, rating: RatingForm): Promise<TicketView>;
  lookAtTasks(): Promise<TaskRowView[]>;
  answerListedTask(answer: TaskAnswerForm): Promise<TaskRowView[]>;
  lookAtReminders(): Promise<ReminderView[]>;
  lookAtSuggestions(from: string, until: string): Promise<SuggestionRow[]>;
  dayState(): Promise<DayState>;
  dayPaper(asked: DayAsked, size: PaperSize, language: PaperLanguage): Promise<DayPaper>;
  printDay(asked: DayAsked, size: PaperSize, language: PaperLanguage): Promise<PrintResult>;
  saveDayRows(asked: DayAsked, format: RowsFormat, language: PaperLanguage): Promise<string>;
  openDay(): Promise<DayState>;
  closeDay(counts: CountForm[]): Promise<DayState>;
  printWaitingList(size: PaperSize, language: PaperLanguage): Promise<PrintResult>;
  printHandOver(from: string, remarks: string, size: PaperSize, language: PaperLanguage): Promise<PrintResult>;
  handOver(to: string, pin: string, remarks: string): Promise<AppState>;
  saveAttachment(id: string, photo: string): Promise<string>;
  annotatePhoto(id: string, photo: string, marks: PhotoMark[]): Promise<TicketView>;
  takeIntoCustody(id: string, item: string, place: string): Promise<TicketView>;
  releaseFromCustody(id: string, custody: string, to: string, words: string): Promise<TicketView>;
  printCustodyTag(id: string, custody: string, size: PaperSize, language: PaperLanguage): Promise<PrintResult>;
  printTicketPaper(id: string, document: string, size: PaperSize, language: PaperLanguage): Promise<PrintResult>;
  printVoucher(id: string, payment: string, size: PaperSize, language: PaperLanguage): Promise<PrintResult>;
  showVoucher(id: string, payment: string, size: PaperSize, language: PaperLanguage): Promise<PaperPages>;
  showTicketPaper(id: string, document: string, size: PaperSize, language: PaperLanguage): Promise<PaperPages>;
  printNotice(language: PaperLanguage): Promise<PrintResult>;
  printTestPage(printer: string, language: PaperLanguage): Promise<PrintResult>;
  listPrints(limit: number): Promise<NotedPrint[]>;

  showForSignature(id: string, purpose: string, language: Language): Promise<ShownPaper>;
  sign(id: string, signing: Signing): Promise<TicketView>;
  customerState(): Promise<CustomerState>;
  openCustomerWindow(open: boolean): Promise<CustomerState>;
  readBack(id: string, form: TicketForm): Promise<ReadBack>;
  showDraftToCustomer(id: string, form: TicketForm, language: Language): Promise<CustomerState>;
  showTicketToCustomer(id: string, purpose: string, language: Language, role: string, name: string): Promise<CustomerState>;
  endCustomer(): Promise<CustomerState>;
}
