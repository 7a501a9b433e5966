# The fixed words of papers. What the policy says (terms, notices, lists) is not here.

paper-title-enquiry = 咨询受理回执
paper-title-trace = 查询受理回执
paper-title-complaint = 投诉受理回执
paper-title-suggestion = 建议受理回执
paper-title-claim = 理赔受理回执

paper-number = 工单号
paper-received = 受理时间
paper-clerk = 经办人
paper-counter = 柜台
paper-waybill = 运单号
paper-visitor = 客户
paper-role-sender = 寄件人
paper-role-recipient = 收件人
paper-role-agent = 受托人
paper-role-other = 其他
paper-category = 事由
paper-story = 陈述
paper-demand = 诉求
paper-insured = 保价
paper-not-insured = 未保价
paper-freight = 运费
paper-status = 快件状态
paper-status-from = 据{ $source }
paper-left = 留存物品
paper-left-none = 没有留下物品
paper-photos = 照片
paper-photos-taken = { $count } 张
paper-photos-owed = 还差
paper-answer = 答复方式

paper-next = 接下来
paper-ground-law = 法定
paper-ground-ours = 承诺
paper-provisional = 暂定
paper-by-date = { $moment }前
paper-by-time = { $moment } 前

paper-scan = 凭码查进度
paper-not-invoice = 本凭证为受理凭证，不作为发票或报销凭证。
paper-read-back = 以上内容已向我复述，核对无误。
paper-signature = 客户签名
paper-date = 日期
paper-seal = 网点盖章
paper-phone = 电话
paper-copy = 副本
paper-practice = 演练·无效
paper-page = 第 { $page } 页，共 { $pages } 页
paper-continued = { $label }（续）
paper-substituted = 〓 代表打印不出的字，以我们的记录为准。
paper-list = 、
paper-separator = ·
paper-colon = ：

paper-gap-number = 保存后给号
paper-gap-code = 保存后给码
paper-gap-received = 保存时记下
paper-gap-waybill = 扫描或输入运单号
paper-gap-visitor = 身份、姓名和电话
paper-gap-name = 姓名
paper-gap-contact = 电话
paper-gap-category = 选择事由
paper-gap-story = 客户怎么说
paper-gap-demand = 客户要求什么
paper-gap-amount = 要求金额
paper-gap-promise = 选好事由后给出期限

paper-date-full = { $year }-{ $month }-{ $day-padded } { $weekday }
paper-date-short = { $month }-{ $day-padded } { $weekday }
paper-date-time = { $date } { $time }

paper-monday = 周一
paper-tuesday = 周二
paper-wednesday = 周三
paper-thursday = 周四
paper-friday = 周五
paper-saturday = 周六
paper-sunday = 周日

paper-month-1 = 1 月
paper-month-2 = 2 月
paper-month-3 = 3 月
paper-month-4 = 4 月
paper-month-5 = 5 月
paper-month-6 = 6 月
paper-month-7 = 7 月
paper-month-8 = 8 月
paper-month-9 = 9 月
paper-month-10 = 10 月
paper-month-11 = 11 月
paper-month-12 = 12 月
