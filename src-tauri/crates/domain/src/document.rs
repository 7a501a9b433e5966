//! The papers of a counter.

use crate::vocabulary::open;

open! {
    /// Which paper.
    Document {
        /// What a customer goes home with. 受理回执
        RECEIPT = "receipt",
        /// A demand for money, as the customer signs it. 索赔申请书
        CLAIM_FORM = "claim_form",
        /// Why a matter is not taken further. 不予受理说明
        SCREENING = "screening",
        /// What is offered to a customer. 赔付方案
        PROPOSAL = "proposal",
        /// What headquarters decided to pay. 处理决定书
        DECISION = "decision",
        /// Why nothing is paid. 不予赔付说明
        REFUSAL = "refusal",
        /// What was paid, in three parts. 赔付单
        VOUCHER = "voucher",
        /// A ticket's photos with their hashes, times and operators. 证据材料
        EVIDENCE = "evidence",
        /// What is known while a matter is looked into. 初步调查报告
        PRELIMINARY = "preliminary",
        /// What the regulator is answered. 申诉答复材料
        APPEAL = "appeal",
        /// On an item left with us, and for whoever left it. 暂存标签
        CUSTODY_TAG = "custody_tag",
        /// How a matter was handled, as the customer says. 满意度
        SATISFACTION = "satisfaction",
        /// A visit to a customer. 上门走访
        VISIT = "visit",
        /// What waits for whom. 待办清单
        WAITING_LIST = "waiting_list",
        /// What the next person takes over. 交接班清单
        HAND_OVER_LIST = "hand_over_list",
        /// The figures of a day, a week or a month. 日结单
        DAILY_SUMMARY = "daily_summary",
        /// What hangs at the counter for everybody to read. 公示
        NOTICE = "notice",
        /// What a printer is tested with. 测试页
        TEST_PAGE = "test_page",
    }
}

impl Document {
    /// Every paper that is about one ticket and made from it alone.
    pub const OF_TICKET: [Self; 12] = [
        Self::RECEIPT,
        Self::CLAIM_FORM,
        Self::PROPOSAL,
        Self::DECISION,
        Self::REFUSAL,
        Self::VOUCHER,
        Self::SCREENING,
        Self::EVIDENCE,
        Self::PRELIMINARY,
        Self::APPEAL,
        Self::SATISFACTION,
        Self::VISIT,
    ];
}
