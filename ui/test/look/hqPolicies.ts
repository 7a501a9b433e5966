//! The rules for the look at headquarters' page and its tests: a few versions, a few sections, and what a document would change.
import type { Bilingual } from "../../src/hq/api";
import type { Change, Outlook, PolicyTold, PolicyView, RowTold, SectionTold } from "../../src/hq/policies/policy";

const both = (zh: string, en: string): Bilingual => ({ zh, en });
const row = (key: string, ...cells: [string, string][]): RowTold => ({ key, cells: cells.map(([zh, en]) => both(zh, en)) });

const BUNDLED: PolicyTold = { version: "2026-11.1", valid_from: null, until: "2026-11-15", standing: "past", published_at: null, published_by: null, words: "", is_readable: true };

/** As many versions as the address asks. */
export function policies(kind: string): PolicyTold[] {
  if (kind === "one") return [{ ...BUNDLED, until: null, standing: "in_force" }];
  const told = (version: string, more: Partial<PolicyTold>): PolicyTold => ({ ...BUNDLED, version, published_at: "2026-11-14T02:10:00Z", published_by: "zhou.min", ...more });
  return [
    told("2027-01.1", { valid_from: "2027-01-01", until: null, standing: "to_come", words: "2027 年工作日历按国务院办公厅通知更新", published_at: "2026-11-20T08:00:00Z" }),
    told("2026-11.3", { valid_from: "2026-11-16", until: "2026-12-31", standing: "in_force", words: "理赔员可批 2,000 元;增加三条常用语" }),
    told("2026-11.2", { valid_from: "2026-11-16", until: null, standing: "replaced", words: "理赔员可批 20,000 元", published_by: "command line", is_readable: false }),
    BUNDLED,
  ];
}

const SECTIONS: SectionTold[] = [
  {
    code: "clocks",
    tables: [
      {
        code: "clocks",
        columns: ["what", "for_whom", "begins", "ends", "pauses", "term", "told", "reminders", "citation"],
        rows: [
          row("reply", ["处理并答复", "Handled and answered"], ["投诉、理赔", "Complaint, Claim"], ["提出投诉或索赔时", "when it is a complaint or a claim"], ["结果已告知客户、客户撤回", "the customer is told the outcome, the customer takes it back"], ["从不暂停", "never"], ["3个工作日\n最迟不晚于“法定期限，7日”", "3 working days\nnever later than “Legal limit, 7 days”"], ["告知客户，是承诺\n到期：逾期", "promised to the customer\nat its end: we are late"], ["按通常安排", "as usual"], ["本公司服务承诺：3个工作日内答复", "Our promise: an answer within 3 working days"]),
          row("law_7_days", ["法定期限，7日", "Legal limit, 7 days"], ["投诉、理赔", "Complaint, Claim"], ["提出投诉或索赔时", "when it is a complaint or a claim"], ["结果已告知客户、客户撤回", "the customer is told the outcome, the customer takes it back"], ["从不暂停", "never"], ["7个自然日", "7 calendar days"], ["告知客户，是承诺\n到期：逾期", "promised to the customer\nat its end: we are late"], ["用时50%：经办人、网点经理\n用时80%：网点经理、质控", "50% used: Clerk, Branch manager\n80% used: Branch manager, Quality"], ["《快递暂行条例》（2025修订）第二十九条", "Interim Regulations on Express Delivery (2025), art. 29"]),
        ],
      },
      { code: "limits", columns: ["what", "term", "citation"], rows: [row("limitation", ["诉讼时效", "Limitation of actions"], ["3年", "3 years"], ["《民法典》第一百八十八条", "Civil Code, art. 188"])] },
    ],
  },
  {
    code: "authority",
    tables: [{ code: "authority", columns: ["amount", "role", "second_person"], rows: [row("0", ["2,000.00 元及以下", "up to ¥2,000.00"], ["理赔员、复核人", "Adjuster, Approver"], ["不需要", "not needed"]), row("200000", ["2,000.00 元以上", "more than ¥2,000.00"], ["理赔员", "Adjuster"], ["另一人：复核人", "another person: Approver"])] }],
  },
  { code: "rules", tables: [{ code: "rules", columns: ["citation", "whose", "confidence", "source", "code"], rows: [row("law.civil_188", ["《民法典》第一百八十八条", "Civil Code, art. 188"], ["法律法规", "the law"], ["A：已核对原文", "A: the text itself was read"], ["Civil Code.", "Civil Code."], ["law.civil_188", "law.civil_188"])] }] },
];

export function policyOf(version: string, kind: string): PolicyView | undefined {
  const told = policies(kind).find((policy) => policy.version === version);
  return told && { ...told, sections: SECTIONS };
}

const CHANGE: Change = {
  version: "2027-02.1",
  valid_from: "2027-02-01",
  valid_until: null,
  against: "2027-01.1",
  changes: [
    {
      section: "authority",
      table: "authority",
      columns: ["amount", "role", "second_person"],
      changed: [{ key: "0", old: [both("2,000.00 元及以下", "up to ¥2,000.00"), both("理赔员、复核人", "Adjuster, Approver"), both("不需要", "not needed")], new: [both("3,000.00 元及以下", "up to ¥3,000.00"), both("理赔员、复核人", "Adjuster, Approver"), both("不需要", "not needed")] }],
      added: [],
      gone: [],
    },
    {
      section: "phrases",
      table: "phrases",
      columns: ["shortcut", "place", "words"],
      changed: [],
      added: [row("xc", ["xc", "xc"], ["答复", "An answer"], ["您的快件已优先派送，预计今天送达。", "Your parcel goes out first and should arrive today."])],
      gone: [row("wx", ["wx", "wx"], ["记录客户陈述", "What the customer tells"], ["外包装完好，开箱后发现内件破损。", "The outer box is whole; the contents were found broken on opening."])],
    },
  ],
  untold: ["something_of_tomorrow"],
  warnings: [
    { code: "year_provisional", about: "2027" },
    { code: "section_branch_unknown", about: "XX99" },
  ],
};

/** What comes of a document: its file says so. */
export function outlookOf(document: string): Outlook {
  if (document.includes("fault")) return { fault: { code: "policy_words", message: "the words of rules promise.reply are not complete", where: "rules promise.reply" } };
  if (document.includes("same")) return { change: { ...CHANGE, changes: [], untold: [], warnings: [{ code: "no_change", about: "2027-01.1" }] } };
  return { change: CHANGE };
}
