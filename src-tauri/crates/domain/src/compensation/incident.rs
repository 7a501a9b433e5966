//! The words a claim is described with.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    UnknownWord,
    vocabulary::{closed, open},
};

open! {
    /// What was sold: the policy lists them, each with the law it is under.
    ServiceCode {
        /// 快件
        EXPRESS = "express",
        /// 给据邮件
        RECORDED_MAIL = "recorded_mail",
    }
}

open! {
    /// Why nothing, or less, would be owed; the policy says where the law has it.
    ExemptionCode {
        /// 不可抗力
        FORCE_MAJEURE = "force_majeure",
        /// The time to claim is over; raised by the calendar, decided by a person.
        TIME_BAR = "time_bar",
    }
}

open! {
    /// A paper that bears a claim out: order, payment, invoice, repair quote, authorisation, weighing record…
    ProofCode {
        /// 发票
        INVOICE = "invoice",
        /// The sender's word that the recipient is paid. 寄件人声明
        SENDER_WAIVER = "sender_waiver",
    }
}

open! {
    /// Why a proof is not asked for.
    WaiverCode {
        /// What we hold ourselves says the same.
        OWN_RECORD = "own_record",
    }
}

closed! {
    /// What befell the parcel, as far as money hangs on it.
    Incident {
        /// Nothing arrived. 整件丢失
        WholeLoss = "whole_loss",
        /// Of several parts one did not. 部分丢失
        PartLoss = "part_loss",
        /// Nothing of it is of use. 全部损毁
        WholeDamage = "whole_damage",
        /// It lost part of its value. 部分损毁
        PartDamage = "part_damage",
        /// Contents are missing. 内件短少
        Shortage = "shortage",
        /// It came late. 延误
        Delay = "delay",
        /// So late that it counts as lost. 彻底延误
        TotalDelay = "total_delay",
        /// We said what was not so. 信息错误
        WrongInformation = "wrong_information",
        /// It went back to the sender. 退回
        Returned = "returned",
    }
}

impl Incident {
    /// Whether all of it is gone, so that its whole value is the loss.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::WholeLoss | Self::WholeDamage | Self::TotalDelay)
    }

    /// Whether goods were lost, damaged or fell short: what the law calls a loss.
    pub fn is_of_goods(self) -> bool {
        self.is_whole() || matches!(self, Self::PartLoss | Self::PartDamage | Self::Shortage)
    }
}

closed! {
    /// How far it went; terms of the law and of the standard differ by it.
    Area {
        /// 同城
        SameCity = "same_city",
        /// 省内异地和省际
        OtherCity = "other_city",
        /// 国际
        International = "international",
    }
}

closed! {
    /// Where a question stands that a person decides and the program never does.
    Finding {
        /// Somebody says so.
        Raised = "raised",
        /// A person found it so.
        Upheld = "upheld",
        /// A person found it not so.
        Rejected = "rejected",
    }
}

closed! {
    /// One head of what is paid.
    LineKind {
        /// For goods lost, damaged or missing. 损失赔偿
        Loss = "loss",
        /// 退还运费
        FreightRefund = "freight_refund",
        /// What carrying it back cost. 退回费用
        Return = "return",
        /// What was lost by lateness. 延误赔偿
        Delay = "delay",
        /// Not money. 优惠券
        Coupon = "coupon",
    }
}
